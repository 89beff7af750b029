#include "core/motion/kinematic_bicycle.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

constexpr std::int64_t kStepUs = 100'000;

TEST(KinematicBicycle, EqualsTheReference) {
  const auto golden = test::golden("kinematic_bicycle.json.gz");
  const KinematicBicycle bicycle;
  EXPECT_DOUBLE_EQ(bicycle.parameters().max_steering_angle,
                   golden["header"]["params"]["max_steering_angle_rad"].get<double>());
  ASSERT_EQ(golden["cases"].size(), 200U);
  test::Worst worst;
  for (const auto& c : golden["cases"]) {
    const EgoState next =
        bicycle.propagate(test::ego_from(c["state"]), {c["command"]["accel"], c["command"]["steering_rate"]},
                          c["dt_us"].get<std::int64_t>());
    const EgoState expected = test::ego_from(c["next"]);
    EXPECT_EQ(next.time, expected.time);
    worst.add_ego(next, expected, "case at " + std::to_string(expected.time.us));
  }
  EXPECT_LE(worst.error, 1.0) << worst.where;
  RecordProperty("worst_component_error", std::to_string(worst.error));
}

TEST(KinematicBicycle, NeverSteersBeyondItsLimit) {
  const KinematicBicycle bicycle;
  const double limit = bicycle.parameters().max_steering_angle;
  Random random(3);
  EgoState state;
  bool reached = false;
  for (int i = 0; i < 2000; ++i) {
    const MotionCommand command{random.uniform(-5.0, 5.0), random.uniform(-20.0, 20.0)};
    state = bicycle.propagate(state, command, kStepUs);
    ASSERT_LE(std::abs(state.steering_angle), limit);
    ASSERT_GE(state.rear_axle.heading, -kPi);
    ASSERT_LT(state.rear_axle.heading, kPi);
    reached = reached || std::abs(state.steering_angle) == limit;
  }
  EXPECT_TRUE(reached);
}

TEST(KinematicBicycle, KeepsTheSteeringRateFromBeforeTheClip) {
  const KinematicBicycle bicycle;
  EgoState state;
  state.steering_angle = bicycle.parameters().max_steering_angle;
  const EgoState next = bicycle.propagate(state, {0.0, 3.0}, kStepUs);
  EXPECT_EQ(next.steering_angle, state.steering_angle);
  EXPECT_NEAR(next.steering_rate, 2.0, 1e-12);  // 0.1 / (0.1 + 0.05) of the command
}

TEST(KinematicBicycle, StandsStillWithoutACommand) {
  EgoState state;
  state.time = {1'600'000'000'000'001};
  state.rear_axle = {5.0, -3.0, 1.0};
  EgoState expected = state;
  expected.time.us += kStepUs;
  EXPECT_EQ(KinematicBicycle().propagate(state, {}, kStepUs), expected);
}

TEST(KinematicBicycle, AcceleratesIntoTheCommandAndMayDriveBackwards) {
  const KinematicBicycle bicycle;
  EgoState state;
  state.vx = 0.5;
  for (int i = 0; i < 20; ++i) state = bicycle.propagate(state, {-2.0, 0.0}, kStepUs);
  EXPECT_NEAR(state.ax, -2.0, 1e-3);
  EXPECT_LT(state.vx, 0.0);
}

}  // namespace
}  // namespace stepscope
