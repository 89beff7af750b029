#include "core/control/lqr_tracker.h"

#include <gtest/gtest.h>

#include "core/probe/allocations.h"
#include "tests/core/control/fits.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

constexpr std::int64_t kStepUs = 100'000;
constexpr std::int64_t kStart = 1'600'000'000'000'000;

Iteration at(std::int64_t us) { return {0, {us}}; }

// Straight ahead from x = 0 with `speed`, a state every `step_us`.
Trajectory straight(int states, std::int64_t step_us, double speed) {
  Trajectory trajectory;
  for (int i = 0; i < states; ++i) {
    TrajectoryState state;
    state.time = {kStart + i * step_us};
    state.rear_axle.x = speed * static_cast<double>(i * step_us) * 1e-6;
    state.vx = speed;
    trajectory.append(state);
  }
  return trajectory;
}

class LqrTrackerTest : public ::testing::TestWithParam<test::Fit> {
 protected:
  LqrTracker tracker_{test::make_fit(GetParam())};
};
INSTANTIATE_TEST_SUITE_P(BothFits, LqrTrackerTest, ::testing::Values(test::Fit::kDense, test::Fit::kBanded),
                         test::fit_name);

TEST_P(LqrTrackerTest, EqualsTheReferenceWithAllItsIntermediates) {
  test::Worst inputs, profiles, commands;
  const auto cases = test::golden("lqr_tracker.json.gz")["cases"];
  EXPECT_EQ(cases.size(), 100U);
  for (std::size_t n = 0; n < cases.size(); ++n) {
    const auto& c = cases[n];
    const std::int64_t now = c["time_us"];
    const auto command = tracker_.track(at(now), at(now + kStepUs), test::ego_from(c["state"]),
                                        test::trajectory_from_rows(c["trajectory"]));
    ASSERT_TRUE(command.ok()) << command.error().text();
    const std::string where = "case " + std::to_string(n) + " (" + c["kind"].get<std::string>() + ")";
    const LqrInsight& insight = tracker_.insight();
    inputs.add(insight.initial_velocity, c["initial_velocity"], where + ", initial velocity");
    for (std::size_t i = 0; i < 3; ++i)
      inputs.add(insight.lateral_state[i], c["lateral_state"][i], where + ", lateral state");
    profiles.add(insight.reference_velocity, c["reference_velocity"], where + ", reference velocity");
    for (std::size_t i = 0; i < insight.curvature_profile.size(); ++i)
      profiles.add(insight.curvature_profile[i], c["curvature_profile"][i], where + ", curvature");
    commands.add(command.value().acceleration, c["accel_cmd"], where + ", acceleration");
    commands.add(command.value().steering_rate, c["steering_rate_cmd"], where + ", steering rate");
  }
  for (const auto& [name, worst] :
       {std::pair{"inputs", inputs}, std::pair{"profiles", profiles}, std::pair{"commands", commands}}) {
    EXPECT_LE(worst.error, 1.0) << worst.where;
    RecordProperty(std::string("worst_component_error_") + name, std::to_string(worst.error));
  }
}

TEST_P(LqrTrackerTest, DrivesSixtyStepsLikeTheReference) {
  const KinematicBicycle bicycle;
  test::Worst worst;
  const auto cases = test::golden("tracking_rollout_lqr_bicycle.json.gz")["cases"];
  ASSERT_EQ(cases.size(), 12U);
  for (const auto& c : cases) {
    const Trajectory trajectory = test::trajectory_from_rows(c["trajectory"]);
    const std::int64_t step_us = c["step_us"];
    EgoState ego = test::ego_from(c["states"][0]);
    for (std::size_t k = 1; k < c["states"].size(); ++k) {
      const auto command = tracker_.track(at(ego.time.us), at(ego.time.us + step_us), ego, trajectory);
      ASSERT_TRUE(command.ok()) << command.error().text();
      ego = bicycle.propagate(ego, command.value(), step_us);
      const EgoState expected = test::ego_from(c["states"][k]);
      EXPECT_EQ(ego.time, expected.time);
      worst.add_ego(ego, expected, "step " + std::to_string(k));
    }
  }
  EXPECT_LE(worst.error, 1.0) << worst.where;
  RecordProperty("worst_component_error", std::to_string(worst.error));
}

TEST_P(LqrTrackerTest, FollowsTrajectoriesShorterThanItsHorizon) {
  // Exactly on a straight line at its speed: nothing to correct, however little is known.
  for (const int states : {2, 3, 4, 9}) {
    EgoState ego;
    ego.vx = 4.0;
    const auto command = tracker_.track(at(kStart), at(kStart + kStepUs), ego, straight(states, kStepUs, 4.0));
    ASSERT_TRUE(command.ok()) << command.error().text();
    EXPECT_NEAR(command.value().acceleration, 0.0, 1e-9) << states;
    EXPECT_NEAR(command.value().steering_rate, 0.0, 1e-9) << states;
  }
}

TEST_P(LqrTrackerTest, WorksUpToTheVeryEnd) {
  const Trajectory trajectory = straight(21, kStepUs, 4.0);
  EgoState ego;
  ego.rear_axle.x = 8.0;
  ego.vx = 5.0;
  const auto command = tracker_.track(at(trajectory.end().us), at(trajectory.end().us + kStepUs), ego, trajectory);
  ASSERT_TRUE(command.ok()) << command.error().text();
  EXPECT_NEAR(command.value().acceleration, -10.0 / 11.0, 1e-9);
}

TEST_P(LqrTrackerTest, StopsGently) {
  EgoState ego;
  ego.vx = 0.15;
  ego.rear_axle.y = 1.0;  // beside the line: not corrected any more
  const auto command = tracker_.track(at(kStart), at(kStart + kStepUs), ego, straight(41, kStepUs, 0.0));
  ASSERT_TRUE(command.ok());
  EXPECT_NEAR(command.value().acceleration, -0.075, 1e-12);
  EXPECT_EQ(command.value().steering_rate, 0.0);
}

TEST_P(LqrTrackerTest, SaysWhyATrajectoryCannotBeFollowed) {
  const Trajectory proper = straight(21, kStepUs, 4.0);
  const auto reason_at = [this](std::int64_t us, const Trajectory& trajectory) {
    const auto command = tracker_.track(at(us), at(us + kStepUs), EgoState{}, trajectory);
    return command.ok() ? std::string("none") : command.error().text();
  };
  EXPECT_NE(reason_at(kStart - 1, proper).find("outside the trajectory"), std::string::npos);
  EXPECT_NE(reason_at(proper.end().us + 1, proper).find("outside the trajectory"), std::string::npos);
  EXPECT_NE(reason_at(kStart, straight(2, 99'999, 1.0)).find("at least 100000"), std::string::npos);
  EXPECT_NE(reason_at(kStart, straight(2, 2'000'000'000, 1.0)).find("cannot be meant"), std::string::npos);
  EXPECT_NE(reason_at(kStart, straight(1, kStepUs, 1.0)).find("1 states"), std::string::npos);
  EXPECT_NE(reason_at(kStart, Trajectory()).find("LQR tracker"), std::string::npos);
  EXPECT_EQ(reason_at(kStart, proper), "none");
}

TEST(LqrTracker, AllocatesNothingPerStepWithTheBandedFit) {
  ASSERT_TRUE(allocations_counted());
  LqrTracker tracker(test::make_fit(test::Fit::kBanded));
  const Trajectory trajectory = straight(41, 250'000, 4.0);
  EgoState ego;
  ego.vx = 3.0;
  ASSERT_TRUE(tracker.track(at(kStart), at(kStart + kStepUs), ego, trajectory).ok());
  const std::int64_t before = thread_allocations();
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(tracker.track(at(kStart + i * kStepUs), at(kStart + (i + 1) * kStepUs), ego, trajectory).ok());
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
