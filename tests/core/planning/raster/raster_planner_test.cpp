#include "core/planning/raster/raster_planner.h"

#include <gmock/gmock.h>

#include "core/features/past_objects.h"
#include "core/planning/raster/calibration_rasters.h"
#include "core/probe/allocations.h"
#include "core/probe/span.h"
#include "tests/core/planning/made_up_road.h"
#include "tests/core/planning/raster/fake_network.h"

namespace stepscope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A car 8 m ahead of the ego, which drives east at 5 m/s on a made-up road; 22 samples, the car 0.5 m further in each.
class RasterPlannerTest : public testing::Test {
 protected:
  RasterPlannerTest() {
    test::MadeUpRoad road;
    road.add_block(0, 2);
    road.add_block(1, 2);
    road.connect(0, 0, 0);
    road.connect(0, 1, 1);
    map_ = road.build();
    for (int i = 0; i < kSamples; ++i) {
      EgoState& ego = egos_.emplace_back();
      ego.time = {i * std::int64_t{100'000}};
      ego.rear_axle = {10.0 + 0.5 * i, 0.0, 0.0};
      ego.vx = 5.0;
      TrackedObject car{.box = {.centre = {ego.rear_axle.x + 8.0 + 0.5 * i, 0.0, 0.0}, .length = 4.0, .width = 2.0}};
      objects_.push_back({car});
    }
    for (int i = 0; i < kSamples; ++i)
      history_.append({.ego = egos_[static_cast<std::size_t>(i)], .objects = objects_[static_cast<std::size_t>(i)]});
  }
  PlannerContext context() const {
    return {.route = route_, .mission_goal = {}, .map = *map_, .history = &history_, .lights = {}};
  }
  PlannerInput input() const {
    return {.iteration = 3, .time = history_.newest().ego.time, .history = history_, .lights = {}};
  }

  static constexpr int kSamples = 22;
  RoadMapPtr map_;
  std::vector<std::string> route_{"100", "200", "101"};
  std::vector<EgoState> egos_;
  std::vector<std::vector<TrackedObject>> objects_;
  HistoryBuffer history_{kSamples};
  ModelContract contract_;
  std::shared_ptr<test::FakeNetworkLog> log_{std::make_shared<test::FakeNetworkLog>()};
};

TEST_F(RasterPlannerTest, DrivesWhereTheNetworkSays) {
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_));
  ASSERT_TRUE(planner.initialise(context()).ok());
  Trajectory plan;
  const Status planned = planner.plan(input(), plan);
  ASSERT_TRUE(planned.ok()) << planned.error().text();
  ASSERT_EQ(plan.size(), 17U);
  EXPECT_EQ(plan.end().us, history_.newest().ego.time.us + 8'000'000);
  for (const TrajectoryState& state : plan.states()) {
    EXPECT_NEAR(state.rear_axle.x, 20.5 + 5.0 * seconds_between(plan.start(), state.time), 1e-5);
    EXPECT_NEAR(state.vx, 5.0, 1e-4);
  }
  ASSERT_NE(planner.model(), nullptr);
  EXPECT_EQ(planner.model()->network->library, "none");
}

TEST_F(RasterPlannerTest, ShowsTheNetworkWhatTheRasteriserDraws) {
  contract_.raster.channels = {RasterChannel::kAgents, RasterChannel::kRoadMap, RasterChannel::kEgo};
  contract_.raster.size_px = 100;
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_));
  ASSERT_TRUE(planner.initialise(context()).ok());
  Trajectory plan;
  ASSERT_TRUE(planner.plan(input(), plan).ok());
  RasterFeatures expected;
  make_rasteriser(*map_, contract_.raster, {})
      ->draw({.ego = history_.newest().ego, .objects = history_.newest().objects}, expected);
  EXPECT_THAT(log_->input, testing::ElementsAreArray(expected.values()));
  EXPECT_EQ(std::ranges::count_if(expected.channel(RasterChannel::kAgents), [](float v) { return v > 0.0F; }) > 0,
            true);
}

TEST_F(RasterPlannerTest, ShowsObjectsOfASecondAgoAndTheRoute) {
  contract_.raster.channels = {RasterChannel::kPastAgents, RasterChannel::kRoute};
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_));
  ASSERT_TRUE(planner.initialise(context()).ok());
  Trajectory plan;
  ASSERT_TRUE(planner.plan(input(), plan).ok());
  RasterFeatures expected;
  const auto rasteriser = make_rasteriser(*map_, contract_.raster, {});
  rasteriser->set_route(route_);
  const std::size_t a_second_ago = kSamples - 1 - 10;
  rasteriser->draw({.ego = history_.newest().ego, .objects = {}, .past_objects = objects_[a_second_ago]}, expected);
  EXPECT_THAT(log_->input, testing::ElementsAreArray(expected.values()));
  for (const RasterChannel channel : contract_.raster.channels)
    EXPECT_GT(std::ranges::count_if(expected.channel(channel), [](float v) { return v > 0.0F; }), 0);
}

TEST_F(RasterPlannerTest, NormalisesAsTheContractSays) {
  contract_.raster.channels = {RasterChannel::kEgo, RasterChannel::kAgents};
  RasterPlanner plain(test::fake_parts(contract_, 5.0, log_));
  ASSERT_TRUE(plain.initialise(context()).ok());
  Trajectory plan;
  ASSERT_TRUE(plain.plan(input(), plan).ok());
  std::vector<float> expected = log_->input;
  contract_.input_scale = {2.0F, -1.0F};
  contract_.input_offset = {0.5F, 0.25F};
  normalise(contract_, expected);
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_));
  ASSERT_TRUE(planner.initialise(context()).ok());
  for (int i = 0; i < 2; ++i) {  // the second one starts from fresh pixels
    ASSERT_TRUE(planner.plan(input(), plan).ok());
    EXPECT_EQ(log_->input, expected);
  }
}

TEST_F(RasterPlannerTest, TimesItsParts) {
  ManualClock clock;
  StepProbe probe(clock);
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_));
  ASSERT_TRUE(planner.initialise(context()).ok());
  Trajectory plan;
  probe.begin_step(0);
  ASSERT_TRUE(planner.plan(input(), plan).ok());
  probe.end_step();
  std::vector<Stage> stages;
  for (const SpanRecord& span : probe.spans())
    if (span.parent == 0) stages.push_back(span.stage);
  EXPECT_EQ(stages, (std::vector{Stage::kFeatures, Stage::kInference, Stage::kPostprocess}));
}

TEST_F(RasterPlannerTest, MakesItsNetworkBeforeTheFirstStepOnly) {
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_));
  EXPECT_EQ(log_->made, 0);
  EXPECT_FALSE(planner.model()->network.has_value());
  ASSERT_TRUE(planner.initialise(context()).ok());
  EXPECT_EQ(log_->made, 1);
  EXPECT_EQ(log_->runs, 0);
  EXPECT_THAT(log_->calibration, IsEmpty());
  Trajectory plan;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(planner.plan(input(), plan).ok());
  EXPECT_EQ(log_->made, 1);
  EXPECT_EQ(log_->runs, 3);
}

TEST_F(RasterPlannerTest, AllocatesNothingFromTheSecondPlanOn) {
  ASSERT_TRUE(allocations_counted());
  contract_.input_scale = {2.0F, 2.0F, 2.0F, 2.0F};
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_));
  ASSERT_TRUE(planner.initialise(context()).ok());
  Trajectory plan;
  ASSERT_TRUE(planner.plan(input(), plan).ok());
  const std::int64_t before = thread_allocations();
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(planner.plan(input(), plan).ok());
  EXPECT_EQ(thread_allocations(), before);
}

TEST_F(RasterPlannerTest, SaysWhatWentWrongInTheNetwork) {
  RasterPlanner planner(test::fake_parts(contract_, 5.0, log_, 2));
  ASSERT_TRUE(planner.initialise(context()).ok());
  Trajectory plan;
  ASSERT_TRUE(planner.plan(input(), plan).ok());
  const Status failed = planner.plan(input(), plan);
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().text(), "fake.pt: output 5 is not a finite number");
}

TEST_F(RasterPlannerTest, SaysWhyThereIsNoNetwork) {
  RasterPlannerParts parts = test::fake_parts(contract_, 5.0, log_);
  parts.make_network = [](const NetworkShape&, const NetworkOptions&, std::span<const float>) {
    return Result<std::unique_ptr<Network>>(Error{.file = "x.pt", .place = {}, .field = {}, .reason = "is broken"});
  };
  RasterPlanner planner(std::move(parts));
  const Status failed = planner.initialise(context());
  ASSERT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().text(), "x.pt: is broken");
}

TEST_F(RasterPlannerTest, RefusesPosesNobodyCanDrive) {
  RasterPlanner planner(test::fake_parts(contract_, 500.0, log_));
  ASSERT_TRUE(planner.initialise(context()).ok());
  Trajectory plan;
  const Status failed = planner.plan(input(), plan);
  ASSERT_FALSE(failed.ok());
  EXPECT_THAT(failed.error().text(), HasSubstr("planner ml-raster, state 1, position: jumps 250 m"));
}

TEST_F(RasterPlannerTest, CalibratesWholeNumbersOnWhatIsKnownBeforeTheFirstStep) {
  contract_.raster.channels = {RasterChannel::kEgo, RasterChannel::kAgents};
  RasterPlannerParts parts = test::fake_parts(contract_, 5.0, log_);
  parts.network.mode = InferenceMode::kInt8;
  RasterPlanner planner(std::move(parts));
  ASSERT_TRUE(planner.initialise(context()).ok());
  const std::size_t one = contract_.shape().inputs();
  ASSERT_EQ(log_->calibration.size(), (kSamples + 8) * one);
  Trajectory plan;
  ASSERT_TRUE(planner.plan(input(), plan).ok());
  const auto raster = [&](std::size_t i) { return std::span(log_->calibration).subspan(i * one, one); };
  EXPECT_TRUE(std::ranges::equal(raster(kSamples - 1), log_->input));  // now
  EXPECT_FALSE(std::ranges::equal(raster(kSamples), log_->input));     // now, from elsewhere
  EXPECT_FALSE(std::ranges::equal(raster(0), log_->input));            // two seconds ago
  EXPECT_THAT(planner.notes(), SizeIs(1));
}

TEST_F(RasterPlannerTest, CalibratesOnEnoughHoweverShortTheHistory) {
  HistoryBuffer short_history(2);
  short_history.append(history_[0]);
  PlannerContext context = this->context();
  context.history = &short_history;
  contract_.raster.channels = {RasterChannel::kAgents};
  EXPECT_EQ(calibration_rasters(contract_, context, {}).size(), kLeastCalibration * contract_.shape().inputs());
  context.history = nullptr;
  EXPECT_THAT(calibration_rasters(contract_, context, {}), IsEmpty());
}

TEST_F(RasterPlannerTest, SaysThatShortNumbersChangeItsPoses) {
  for (const auto& [mode, notes] : {std::pair(InferenceMode::kFused, 0U), {InferenceMode::kBfloat16, 1U}}) {
    RasterPlannerParts parts = test::fake_parts(contract_, 5.0, log_);
    parts.network.mode = mode;
    RasterPlanner planner(std::move(parts));
    EXPECT_THAT(planner.notes(), IsEmpty());  // has not run
    ASSERT_TRUE(planner.initialise(context()).ok());
    EXPECT_THAT(planner.notes(), SizeIs(notes)) << mode_name(mode);
  }
}

TEST_F(RasterPlannerTest, SaysThatAContractIsAssumed) {
  RasterPlannerParts parts = test::fake_parts(contract_, 5.0, log_);
  EXPECT_THAT(RasterPlanner(parts).notes(), IsEmpty());
  parts.model.contract.assumed = true;
  const auto notes = RasterPlanner(parts).notes();
  ASSERT_THAT(notes, SizeIs(1));
  EXPECT_THAT(notes[0], HasSubstr("fake.pt has no side entry fake.json"));
}

TEST(PastObjects, AreThoseNearestToASecondAgo) {
  std::vector<std::vector<TrackedObject>> objects(4, std::vector<TrackedObject>(1));
  HistoryBuffer history(4);
  const std::int64_t times[] = {0, 400'000, 1'000'000, 1'500'000};
  for (std::size_t i = 0; i < 4; ++i) {
    EgoState ego;
    ego.time = {times[i]};
    history.append({.ego = ego, .objects = objects[i]});
  }
  EXPECT_EQ(objects_a_second_ago(history).data(), objects[1].data());  // 0.1 s off; the others 0.5 s and more
  EXPECT_EQ(objects_near(history, {-5}).data(), objects[0].data());
  EXPECT_EQ(objects_near(history, {1'250'000}).data(), objects[2].data());  // of two equally near the older
}

}  // namespace
}  // namespace stepscope
