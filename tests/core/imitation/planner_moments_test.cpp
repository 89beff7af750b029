#include "core/imitation/planner_moments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/relative_pose.h"
#include "core/imitation/log_stretch.h"
#include "core/planning/planner_list.h"
#include "tests/core/imitation/mini_roots.h"

namespace stepscope {
namespace {

std::function<Result<std::unique_ptr<Planner>>()> maker(const char* id) {
  return [id] { return find_planner(id)->make({}, {}); };
}

class PlannerMoments : public testing::Test {
 protected:
  void SetUp() override {
    const std::vector<DatasetPtr> datasets{index_dataset(find_data_root(test::mini_root()).value(), {})};
    std::vector<std::string> notes;
    auto loaded = load_stretches(cut_stretches(datasets, {.length_s = 6.0}), maps_, notes);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    for (const LoadedStretch& stretch : loaded.value()) stretches_.push_back(set_.add_stretch(stretch.scenario, 0));
  }
  Result<RolloutSummary> drive(MomentSet& set, const RolloutOptions& options, const RolloutPlanners& planners) {
    return add_planner_moments(set, stretches_, planners, options, control_);
  }

  MapCache maps_;
  MomentSet set_;
  std::vector<std::uint32_t> stretches_;
  RunControl control_;
};

TEST_F(PlannerMoments, label_every_other_state_of_the_drive) {
  const auto summary = drive(set_, {.every = 2}, {.expert = maker("idm"), .driver = {}});
  ASSERT_TRUE(summary.ok()) << summary.error().text();
  EXPECT_EQ(summary.value().drives, stretches_.size());
  EXPECT_EQ(summary.value().failed, 0U) << summary.value().first_problem;
  ASSERT_EQ(set_.moments.size(), summary.value().moments);
  ASSERT_EQ(set_.plans.size(), set_.moments.size());
  for (std::size_t m = 0; m < set_.moments.size(); ++m) EXPECT_EQ(set_.moments[m].plan, static_cast<std::int64_t>(m));
  // The drive begins where the log does, and goes on as the plan said: after 0.2 s near the plan's pose there.
  EXPECT_EQ(set_.moments[0].ego, set_.stretches[0].scenario->iteration(0).ego);
  EXPECT_EQ(set_.moments[1].ego.time, set_.stretches[0].scenario->iteration(2).ego.time);
  EXPECT_EQ(set_.plans[0].known, 16);
}

TEST_F(PlannerMoments, do_not_depend_on_threads_and_depend_on_the_seed) {
  MomentSet two = set_, other = set_;
  const RolloutPlanners planners{.expert = maker("idm"), .driver = {}};
  ASSERT_TRUE(drive(set_, {.seed = 3, .threads = 1}, planners).ok());
  ASSERT_TRUE(drive(two, {.seed = 3, .threads = 2}, planners).ok());
  ASSERT_TRUE(drive(other, {.seed = 4, .threads = 1}, planners).ok());
  ASSERT_EQ(two.moments.size(), set_.moments.size());
  bool differs = other.moments.size() != set_.moments.size();
  for (std::size_t m = 0; m < set_.moments.size(); ++m) {
    EXPECT_EQ(two.moments[m].ego, set_.moments[m].ego);
    EXPECT_EQ(two.plans[m].poses, set_.plans[m].poses);
    differs = differs || other.moments[m].ego != set_.moments[m].ego;
  }
  EXPECT_TRUE(differs);
}

TEST_F(PlannerMoments, a_driver_drives_and_the_expert_only_says) {
  MomentSet by_driver = set_;
  // Nothing distorts the expert here, so that both are the drives of the planners themselves.
  const RolloutOptions calm{.every = 1, .distortion = {.pause_s = 1e6}};
  ASSERT_TRUE(drive(set_, calm, {.expert = maker("simple"), .driver = {}}).ok());
  ASSERT_TRUE(drive(by_driver, calm, {.expert = maker("idm"), .driver = maker("simple")}).ok());
  ASSERT_EQ(by_driver.moments.size(), set_.moments.size());
  bool other_plans = false;
  for (std::size_t m = 0; m < set_.moments.size(); ++m) {
    EXPECT_EQ(by_driver.moments[m].ego, set_.moments[m].ego) << m;
    other_plans = other_plans || by_driver.plans[m].poses != set_.plans[m].poses;
  }
  EXPECT_TRUE(other_plans);
}

// Where the objects of all moments are, in their order.
std::vector<Pose2> places(const MomentSet& set) {
  std::vector<Pose2> list;
  for (const Moment& moment : set.moments)
    for (const TrackedObject& object : moment.objects) list.push_back(object.box.centre);
  return list;
}

TEST_F(PlannerMoments, mixed_agents_are_recorded_in_some_drives_and_reactive_in_others) {
  const RolloutPlanners planners{.expert = maker("idm"), .driver = {}};
  const std::vector<std::uint32_t> one{stretches_.front()};
  const auto drive_among = [&](RolloutAgents agents, std::uint64_t seed) {
    MomentSet set = set_;
    const RolloutOptions options{.every = 10, .agents = agents, .seed = seed};
    EXPECT_TRUE(add_planner_moments(set, one, planners, options, control_).ok());
    return places(set);
  };
  int recorded = 0, reactive = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const auto mixed = drive_among(RolloutAgents::kMixed, seed);
    const auto among_recorded = drive_among(RolloutAgents::kRecorded, seed);
    const auto among_reactive = drive_among(RolloutAgents::kReactive, seed);
    ASSERT_NE(among_recorded, among_reactive);
    recorded += mixed == among_recorded ? 1 : 0;
    reactive += mixed == among_reactive ? 1 : 0;
  }
  EXPECT_EQ(recorded + reactive, 12);
  EXPECT_GT(recorded, 0);
  EXPECT_GT(reactive, 0);
}

TEST_F(PlannerMoments, stopping_adds_nothing) {
  control_.stop();
  EXPECT_FALSE(drive(set_, {}, {.expert = maker("idm"), .driver = {}}).ok());
  EXPECT_TRUE(set_.moments.empty());
}

TEST_F(PlannerMoments, a_planner_that_cannot_be_made_is_an_error) {
  const auto none = [] { return Result<std::unique_ptr<Planner>>(make_error("there is none")); };
  EXPECT_EQ(drive(set_, {}, {.expert = none, .driver = {}}).error().reason, "there is none");
  EXPECT_EQ(drive(set_, {}, {.expert = maker("idm"), .driver = none}).error().reason, "there is none");
}

// 10 m/s along +x for 8 s.
Trajectory straight_plan(SimTime begin) {
  Trajectory plan;
  for (int i = 0; i <= 80; ++i)
    plan.append({.time = {begin.us + i * 100'000}, .rear_axle = {i * 1.0, 0.0, 0.0}, .vx = 10.0});
  return plan;
}

TEST(PlanDistortion, spoils_some_plans_aside_and_in_speed) {
  const DistortionOptions options{.pause_s = 2.0, .lateral_m = 1.0, .speed_share = 0.3};
  PlanDistortion distortion(options, 5);
  Trajectory spoilt;
  int spoilt_steps = 0, begins = 0;
  bool before = false;
  for (int step = 0; step < 6000; ++step) {
    EgoState ego;
    ego.time = {step * 100'000};
    ego.vx = 10.0;
    const bool now = distortion.distort(ego, straight_plan(ego.time), spoilt);
    spoilt_steps += now ? 1 : 0;
    begins += now && !before ? 1 : 0;
    before = now;
    if (!now) continue;
    ASSERT_GE(spoilt.size(), 2U);
    EXPECT_EQ(spoilt.start(), ego.time);
    EXPECT_EQ(spoilt.states().front().rear_axle.y, 0.0);
    const TrajectoryState later = spoilt.at(SimTime{ego.time.us + 2'000'000}).value();
    EXPECT_LE(std::abs(later.rear_axle.y), 1.0);
    EXPECT_NEAR(later.rear_axle.x, 2.0 * later.vx, 0.2);  // positions go with the speed
    EXPECT_GE(later.vx, 7.0);
    EXPECT_LE(later.vx, 13.0);
  }
  // One of 1.2 s on average, then 2.1 s on average without: 600 s hold some 180 of them.
  EXPECT_NEAR(begins, 180, 40);
  EXPECT_NEAR(spoilt_steps, 2200, 400);
}

}  // namespace
}  // namespace stepscope
