#include "core/imitation/moments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/features/raster_method.h"
#include "core/geometry/relative_pose.h"
#include "core/imitation/log_stretch.h"
#include "core/imitation/moment_examples.h"
#include "tests/core/imitation/mini_roots.h"

namespace stepscope {
namespace {

class Moments : public testing::Test {
 protected:
  void SetUp() override {
    const std::vector<DatasetPtr> datasets{index_dataset(find_data_root(test::mini_root()).value(), {})};
    MapCache maps;
    std::vector<std::string> notes;
    auto loaded = load_stretches(cut_stretches(datasets, {.length_s = 8.0}), maps, notes);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    scenario_ = loaded.value().front().scenario;
    stretch_ = set_.add_stretch(scenario_, 0);
    contract_.raster.size_px = 32;
    contract_.raster.metres_per_pixel = 2.0;
  }

  struct Example {
    std::vector<float> input, target, weight;
    bool operator==(const Example&) const = default;
  };
  Example read(std::size_t moment, const ExampleOptions& options, std::uint64_t seed = 1) {
    const MomentExamples examples(set_, {static_cast<std::uint32_t>(moment)}, contract_, options);
    const NetworkShape shape = examples.shape();
    Example example{std::vector<float>(shape.inputs(), 7.0F), std::vector<float>(48, 7.0F),
                    std::vector<float>(48, 7.0F)};
    Random random(seed);
    examples.open()->read(0, random, {example.input, example.target, example.weight});
    return example;
  }

  MomentSet set_;
  ScenarioPtr scenario_;
  std::uint32_t stretch_{0};
  ModelContract contract_;
};

const ExampleOptions kUnperturbed{.perturbation = {.share = 0.0}, .loss = {.heading = 3.0, .last_pose = 0.5}};

TEST_F(Moments, are_every_nth_iteration) {
  add_recorded_moments(set_, stretch_, 5);
  ASSERT_EQ(set_.moments.size(), static_cast<std::size_t>((scenario_->iterations() + 4) / 5));
  for (std::size_t m = 0; m < set_.moments.size(); ++m) {
    const RecordedFrame& frame = scenario_->iteration(static_cast<int>(m) * 5);
    EXPECT_EQ(set_.moments[m].ego, frame.ego);
    EXPECT_EQ(set_.moments[m].objects.data(), frame.objects.data());
  }
  // A second is ten iterations; before the first ones, the history has it.
  EXPECT_EQ(set_.moments[4].past_objects.data(), scenario_->iteration(10).objects.data());
  const auto past = scenario_->past();
  EXPECT_EQ(set_.moments[0].past_objects.data(), past[past.size() - 10].objects.data());
}

TEST_F(Moments, targets_are_the_recorded_future) {
  add_recorded_moments(set_, stretch_, 10);
  const Example example = read(2, kUnperturbed);
  const EgoState& now = scenario_->iteration(20).ego;
  const std::vector<EgoState> future = scenario_->future_ego(20, 8.0, 16);
  ASSERT_GE(future.size(), 8U);
  for (std::size_t k = 0; k < future.size(); ++k) {
    const Pose2 pose = to_relative(now.rear_axle, future[k].rear_axle);
    EXPECT_NEAR(example.target[3 * k], pose.x, 0.02) << k;  // frames lie up to a millisecond beside the half seconds
    EXPECT_NEAR(example.target[3 * k + 1], pose.y, 0.02) << k;
    EXPECT_NEAR(example.target[3 * k + 2], pose.heading, 0.01) << k;
  }
  EXPECT_FLOAT_EQ(example.weight[0], 1.0F);
  EXPECT_FLOAT_EQ(example.weight[2], 3.0F);  // headings
  EXPECT_FLOAT_EQ(example.weight[3], 1.0F - 0.5F / 15.0F);
}

TEST_F(Moments, poses_beyond_the_log_do_not_count) {
  add_recorded_moments(set_, stretch_, 1);
  const std::size_t last = set_.moments.size() - 1;
  const double left = seconds_between(set_.moments[last].ego.time, set_.stretches[0].expert.end());
  const Example example = read(last, kUnperturbed);
  for (std::size_t k = 0; k < 16; ++k) {
    const bool known = static_cast<double>(k + 1) * 0.5 < left + 0.03;
    EXPECT_EQ(example.weight[3 * k] > 0.0F, known) << k;
  }
}

TEST_F(Moments, inputs_are_the_pictures_that_a_planner_would_see) {
  contract_.raster.channels = {RasterChannel::kAgents, RasterChannel::kRoute, RasterChannel::kEgoSpeed,
                               RasterChannel::kPastAgents};
  add_recorded_moments(set_, stretch_, 10);
  const Example example = read(3, kUnperturbed);
  auto rasteriser = make_rasteriser(scenario_->map(), contract_.raster, RasterMethod{});
  rasteriser->set_route(scenario_->route());
  const RecordedFrame &now = scenario_->iteration(30), &before = scenario_->iteration(20);
  RasterFeatures features;
  rasteriser->draw({.ego = now.ego, .objects = now.objects, .past_objects = before.objects, .lights = now.lights},
                   features);
  EXPECT_TRUE(std::ranges::equal(example.input, features.values()));
  contract_.input_scale = {1.0F, 1.0F, 4.0F, 1.0F};
  contract_.input_offset = {0.0F, 0.0F, 0.5F, 0.0F};
  const Example scaled = read(3, kUnperturbed);
  EXPECT_FLOAT_EQ(scaled.input[2 * 32 * 32], 4.0F * (example.input[2 * 32 * 32] - 0.5F));
  EXPECT_FLOAT_EQ(scaled.input[0], example.input[0]);
}

TEST_F(Moments, perturbed_ones_follow_the_random_numbers_alone) {
  add_recorded_moments(set_, stretch_, 10);
  const ExampleOptions options{.perturbation = {.share = 1.0}};
  EXPECT_EQ(read(2, options, 5), read(2, options, 5));
  EXPECT_NE(read(2, options, 5).target, read(2, options, 6).target);
  EXPECT_NE(read(2, options, 5).target, read(2, kUnperturbed).target);
}

TEST_F(Moments, plans_of_planners_are_taken_as_they_are) {
  add_recorded_moments(set_, stretch_, 10);
  set_.plans.push_back({.poses = {{1.0, 2.0, 0.25}}, .known = 1});
  set_.moments[1].plan = 0;
  const Example example = read(1, {.perturbation = {.share = 1.0}});
  EXPECT_FLOAT_EQ(example.target[0], 1.0F);
  EXPECT_FLOAT_EQ(example.target[1], 2.0F);
  EXPECT_FLOAT_EQ(example.target[2], 0.25F);
  EXPECT_GT(example.weight[0], 0.0F);
  for (std::size_t i = 3; i < 48; ++i) EXPECT_EQ(example.weight[i], 0.0F);
}

}  // namespace
}  // namespace stepscope
