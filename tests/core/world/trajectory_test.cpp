#include "core/world/trajectory.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/geometry/angle.h"
#include "core/probe/allocations.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

constexpr std::int64_t kEpoch = 1'600'000'000'123'456;

TrajectoryState state_at(std::int64_t us, double x, double heading) {
  TrajectoryState state;
  state.time = {kEpoch + us};
  state.rear_axle = {x, -x, heading};
  state.vx = 2.0 * x;
  return state;
}

TEST(Trajectory, EqualsTheReferenceEverywhere) {
  test::Worst worst;
  int compared = 0;
  const auto cases = test::golden("interpolated_trajectory.json.gz")["cases"];
  for (const auto& c : cases) {
    const Trajectory trajectory = test::trajectory_from_rows(c["states"]);
    for (std::size_t i = 0; i < c["query_us"].size(); ++i) {
      const auto state = trajectory.at({c["query_us"][i].get<std::int64_t>()});
      ASSERT_TRUE(state.ok()) << state.error().text();
      const TrajectoryState expected = test::state_from_row(c["result"][i]);
      EXPECT_EQ(state.value().time, expected.time);
      worst.add_state(state.value(), expected, "query " + std::to_string(i));
      const auto& centre = c["result_center"][i];
      worst.add_position(state.value().to_ego().centre().position(), {centre[0], centre[1]}, "centre");
      ++compared;
    }
  }
  EXPECT_EQ(compared, 400);
  EXPECT_LE(worst.error, 1.0) << worst.where;
  RecordProperty("worst_component_error", std::to_string(worst.error));
}

TEST(Trajectory, HitsItsKnots) {
  Trajectory trajectory;
  for (int i = 0; i < 20; ++i) trajectory.append(state_at(i * 333'333, 1e5 + i * i, wrap_angle(0.7 * i)));
  for (const TrajectoryState& knot : trajectory.states()) {
    const auto state = trajectory.at(knot.time);
    ASSERT_TRUE(state.ok());
    test::Worst worst;
    worst.add_state(state.value(), knot, "knot");
    EXPECT_LE(worst.error, 0.1) << worst.where;  // a heading comes back through its unwrapped value
  }
}

TEST(Trajectory, TurnsTheShortWayAcrossPi) {
  Trajectory trajectory;
  trajectory.append(state_at(0, 0.0, kPi - 0.1));
  trajectory.append(state_at(1'000'000, 1.0, -kPi + 0.1));
  trajectory.append(state_at(2'000'000, 2.0, -kPi + 0.3));
  EXPECT_NEAR(trajectory.at_unchecked({kEpoch + 250'000}).rear_axle.heading, kPi - 0.05, 1e-12);
  EXPECT_NEAR(trajectory.at_unchecked({kEpoch + 750'000}).rear_axle.heading, -kPi + 0.05, 1e-12);
  EXPECT_NEAR(trajectory.at_unchecked({kEpoch + 1'500'000}).rear_axle.heading, -kPi + 0.2, 1e-12);
}

TEST(Trajectory, StartsAnewAfterClear) {
  Trajectory trajectory;
  for (double heading : {3.0, -3.0, 3.0, -3.0})
    trajectory.append(state_at(static_cast<std::int64_t>(trajectory.size()), 0, heading));
  trajectory.clear();
  trajectory.append(state_at(0, 0.0, 0.25));
  trajectory.append(state_at(1000, 0.0, 0.25));
  EXPECT_DOUBLE_EQ(trajectory.at_unchecked({kEpoch + 500}).rear_axle.heading, 0.25);
}

TEST(Trajectory, RefusesTimesItDoesNotCover) {
  Trajectory trajectory;
  EXPECT_FALSE(trajectory.at({kEpoch}).ok());
  trajectory.append(state_at(0, 0.0, 0.0));
  EXPECT_FALSE(trajectory.at({kEpoch}).ok());
  trajectory.append(state_at(100, 1.0, 0.0));
  EXPECT_TRUE(trajectory.at({kEpoch}).ok());
  EXPECT_TRUE(trajectory.at({kEpoch + 100}).ok());
  for (const SimTime outside : {SimTime{kEpoch - 1}, SimTime{kEpoch + 101}}) {
    const auto state = trajectory.at(outside);
    ASSERT_FALSE(state.ok());
    EXPECT_NE(state.error().text().find(std::to_string(outside.us)), std::string::npos) << state.error().text();
  }
}

TEST(Trajectory, ResamplesAsIfAskedTimeByTime) {
  Random random(7);
  for (int round = 0; round < 50; ++round) {
    Trajectory trajectory;
    std::int64_t us = 0;
    const int knots = 2 + static_cast<int>(random.uniform(0.0, 30.0));
    for (int i = 0; i < knots; ++i) {
      trajectory.append(state_at(us, random.uniform(-1e6, 1e6), random.uniform(-kPi, kPi)));
      us += 1 + static_cast<std::int64_t>(random.uniform(0.0, 600'000.0));
    }
    std::vector<Pose2> poses;
    trajectory.resample_poses(100'000, poses);
    ASSERT_EQ(poses.size(), static_cast<std::size_t>((trajectory.end().us - trajectory.start().us) / 100'000) + 1);
    for (std::size_t k = 0; k < poses.size(); ++k)
      EXPECT_EQ(poses[k], trajectory.at_unchecked({kEpoch + static_cast<std::int64_t>(k) * 100'000}).rear_axle);
  }
}

TEST(Trajectory, AllocatesNothingOnceGrown) {
  ASSERT_TRUE(allocations_counted());
  Trajectory trajectory;
  std::vector<Pose2> poses;
  double sum = 0.0;
  const auto use = [&] {
    trajectory.clear();
    for (int i = 0; i <= 40; ++i) trajectory.append(state_at(i * 250'000, i, 0.1 * i));
    trajectory.resample_poses(100'000, poses);
    for (int i = 0; i < 100; ++i) sum += trajectory.at({kEpoch + i * 100'000}).value().vx;
  };
  use();
  const std::int64_t before = thread_allocations();
  use();
  EXPECT_EQ(thread_allocations(), before);
  EXPECT_GT(sum, 0.0);
}

}  // namespace
}  // namespace stepscope
