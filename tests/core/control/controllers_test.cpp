#include <gtest/gtest.h>

#include "core/control/log_playback_controller.h"
#include "core/control/lqr_tracker.h"
#include "core/control/perfect_tracking_controller.h"
#include "core/control/two_stage_controller.h"
#include "core/probe/allocations.h"
#include "tests/core/control/fits.h"
#include "tests/support/golden_states.h"
#include "tests/support/scripted_log.h"

namespace stepscope {
namespace {

constexpr std::int64_t kStepUs = 100'000;

Iteration iteration(int index) { return {index, {index * kStepUs}}; }

EgoState logged(int index) {
  EgoState ego;
  ego.time = {index * kStepUs};
  ego.rear_axle.x = 0.5 * index;
  ego.vx = 5.0;
  return ego;
}

test::ScriptedLog three_iterations() {
  test::ScriptedLog log;
  log.egos = {logged(0), logged(1), logged(2)};
  return log;
}

Trajectory straight(double speed) {
  Trajectory trajectory;
  for (int i = 0; i <= 20; ++i) {
    TrajectoryState state;
    state.time = {i * kStepUs};
    state.rear_axle = {speed * 0.1 * i, 0.0, 0.0};
    state.vx = speed;
    trajectory.append(state);
  }
  return trajectory;
}

TEST(LogPlaybackController, IsWhereTheLogIs) {
  test::ScriptedLog log = three_iterations();
  LogPlaybackController controller(log);
  ASSERT_TRUE(controller.reset().ok());
  EXPECT_EQ(controller.state().value(), logged(0));
  ASSERT_TRUE(controller.update(iteration(0), iteration(1), logged(0), Trajectory()).ok());
  EXPECT_EQ(log.ego_requests, 1);  // an update by itself reads nothing
  EXPECT_EQ(controller.state().value(), logged(1));
  ASSERT_TRUE(controller.update(iteration(1), iteration(3), logged(1), Trajectory()).ok());
  EXPECT_FALSE(controller.state().ok());
  ASSERT_TRUE(controller.reset().ok());
  EXPECT_EQ(controller.state().value(), logged(0));
}

TEST(PerfectTrackingController, IsWhereThePlanIs) {
  test::ScriptedLog log = three_iterations();
  PerfectTrackingController controller(log);
  ASSERT_TRUE(controller.reset().ok());
  EXPECT_EQ(controller.state().value(), logged(0));
  const Trajectory plan = straight(8.0);
  ASSERT_TRUE(controller.update(iteration(0), iteration(1), logged(0), plan).ok());
  EXPECT_EQ(controller.state().value(), plan.at({kStepUs}).value().to_ego());
  EXPECT_EQ(log.ego_requests, 1);
  ASSERT_TRUE(controller.reset().ok());
  EXPECT_EQ(controller.state().value(), logged(0));
}

TEST(PerfectTrackingController, DoesNotBelieveFiftyMetresPerSecond) {
  test::ScriptedLog log = three_iterations();
  PerfectTrackingController controller(log);
  EXPECT_TRUE(controller.update(iteration(0), iteration(1), logged(0), straight(49.99)).ok());
  const EgoState before = controller.state().value();
  const Status status = controller.update(iteration(1), iteration(2), before, straight(50.0));
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().field, "speed");
  EXPECT_EQ(controller.state().value(), before);
}

TEST(PerfectTrackingController, NeedsAPlanThatReachesTheNextIteration) {
  test::ScriptedLog log = three_iterations();
  PerfectTrackingController controller(log);
  const Status status = controller.update(iteration(20), iteration(21), logged(0), straight(5.0));
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().place, "perfect tracking");
  EXPECT_NE(status.error().text().find("outside the trajectory"), std::string::npos);
}

TEST(TwoStageController, MovesByTheTrackersCommand) {
  test::ScriptedLog log = three_iterations();
  TwoStageController controller(log, std::make_unique<LqrTracker>(test::make_fit(test::Fit::kBanded)));
  EXPECT_EQ(controller.name(), "lqr");
  ASSERT_TRUE(controller.reset().ok());
  EXPECT_EQ(controller.state().value(), logged(0));

  const Trajectory plan = straight(8.0);
  ASSERT_TRUE(controller.update(iteration(0), iteration(1), logged(0), plan).ok());
  LqrTracker tracker(test::make_fit(test::Fit::kBanded));
  const MotionCommand command = tracker.track(iteration(0), iteration(1), logged(0), plan).value();
  EXPECT_EQ(controller.state().value(), KinematicBicycle().propagate(logged(0), command, kStepUs));
  EXPECT_EQ(log.ego_requests, 1);  // the logged state is read once
  ASSERT_TRUE(controller.reset().ok());
  EXPECT_EQ(controller.state().value(), logged(0));
}

TEST(TwoStageController, DrivesLikeTheReference) {
  const auto cases = test::golden("tracking_rollout_lqr_bicycle.json.gz")["cases"];
  ASSERT_EQ(cases.size(), 12U);
  test::Worst worst;
  for (const auto& c : cases) {
    test::ScriptedLog log;
    log.egos = {test::ego_from(c["states"][0])};
    TwoStageController controller(log, std::make_unique<LqrTracker>(test::make_fit(test::Fit::kBanded)));
    const Trajectory trajectory = test::trajectory_from_rows(c["trajectory"]);
    for (int k = 0; k + 1 < static_cast<int>(c["states"].size()); ++k) {
      const EgoState ego = controller.state().value();
      const Iteration now{k, ego.time}, next{k + 1, {ego.time.us + c["step_us"].get<std::int64_t>()}};
      ASSERT_TRUE(controller.update(now, next, ego, trajectory).ok());
      worst.add_ego(controller.state().value(), test::ego_from(c["states"][static_cast<std::size_t>(k) + 1]),
                    "step " + std::to_string(k));
    }
  }
  EXPECT_LE(worst.error, 1.0) << worst.where;
}

TEST(TwoStageController, RefusesTimeThatStandsStill) {
  test::ScriptedLog log = three_iterations();
  TwoStageController controller(log, std::make_unique<LqrTracker>(test::make_fit(test::Fit::kBanded)));
  EXPECT_FALSE(controller.update(iteration(1), {2, {kStepUs}}, logged(1), straight(5.0)).ok());
}

TEST(TwoStageController, RefusesACommandThatIsNotANumber) {
  test::ScriptedLog log = three_iterations();
  TwoStageController controller(log, std::make_unique<LqrTracker>(test::make_fit(test::Fit::kBanded)));
  const EgoState before = controller.state().value();
  const Status status = controller.update(iteration(0), iteration(1), before, straight(1e308));
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().field, "command");
  EXPECT_EQ(controller.state().value(), before);
}

TEST(TwoStageController, AllocatesNothingPerStep) {
  test::ScriptedLog log = three_iterations();
  TwoStageController controller(log, std::make_unique<LqrTracker>(test::make_fit(test::Fit::kBanded)));
  const Trajectory plan = straight(8.0);
  ASSERT_TRUE(controller.update(iteration(0), iteration(1), logged(0), plan).ok());
  const std::int64_t before = thread_allocations();
  for (int k = 1; k < 20; ++k)
    ASSERT_TRUE(controller.update(iteration(k), iteration(k + 1), controller.state().value(), plan).ok());
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
