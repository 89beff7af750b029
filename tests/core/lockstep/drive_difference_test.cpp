#include "core/lockstep/drive_difference.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/geometry/angle.h"

namespace stepscope {
namespace {

StepFrame driving(double x, double y, double heading, double speed) {
  StepFrame frame;
  frame.ego.rear_axle = {x, y, heading};
  frame.ego.vx = speed;
  return frame;
}

// A straight plan from (x, y) along +x.
Trajectory straight(double x, double y, double speed, double seconds) {
  Trajectory plan;
  plan.append({.time = {0}, .rear_axle = {x, y, 0.0}, .vx = speed});
  plan.append({.time = {std::llround(seconds * 1e6)}, .rear_axle = {x + speed * seconds, y, 0.0}, .vx = speed});
  return plan;
}

TrackedObject object(std::uint64_t track, double x) {
  TrackedObject made;
  made.track = Token{track};
  made.box.centre = {x, 0.0, 0.0};
  return made;
}

TEST(DriveDifference, EgosAreComparedByPlaceHeadingAndSpeed) {
  // The same heading: the centres are as far apart as the rear axles, 3-4-5.
  const DriveDifference moved = difference_of(driving(0, 0, 1.0, 5.0), driving(3, 4, 1.0, 4.0));
  EXPECT_NEAR(moved.ego_m, 5.0, 1e-12);
  EXPECT_EQ(moved.heading_rad, 0.0);
  EXPECT_EQ(moved.speed_mps, -1.0);
  // Across the seam at ±π.
  EXPECT_NEAR(difference_of(driving(0, 0, kPi - 0.1, 0), driving(0, 0, -kPi + 0.1, 0)).heading_rad, 0.2, 1e-12);
}

TEST(DriveDifference, PlansAreComparedWhereBothPlan) {
  StepFrame a, b;
  a.trajectory = straight(0, 0, 10.0, 4.0);
  b.trajectory = straight(0, 0, 8.0, 8.0);  // after 4 s: 40 m and 32 m
  EXPECT_NEAR(difference_of(a, b).plan_m, 8.0, 1e-9);
  EXPECT_NEAR(difference_of(b, a).plan_m, 8.0, 1e-9);
  b.trajectory.clear();
  EXPECT_EQ(difference_of(a, b).plan_m, 0.0);
}

TEST(DriveDifference, ObjectsAreMatchedByTheirTrackInAnyOrder) {
  const std::vector<TrackedObject> in_a{object(1, 0.0), object(2, 10.0), object(3, 20.0)};
  const std::vector<TrackedObject> in_b{object(4, 0.0), object(3, 20.0), object(2, 12.0)};
  StepFrame a, b;
  a.objects = in_a;
  b.objects = in_b;
  const DriveDifference difference = difference_of(a, b);
  EXPECT_EQ(difference.agents_m, 2.0);
  EXPECT_EQ(difference.agents_moved, 1);
  EXPECT_EQ(difference.agents_unmatched, 2) << "1 is only in A, 4 only in B";
  EXPECT_EQ(difference_of(a, a).agents_m, 0.0);
}

TEST(Divergence, IsTheFirstStepBeyondALimitAndSaysWhy) {
  const std::vector<DriveDifference> differences{{.step = 0},
                                                 {.step = 1, .ego_m = 0.05},
                                                 {.step = 2, .ego_m = 0.06, .speed_mps = -0.3},
                                                 {.step = 3, .ego_m = 2.0}};
  const auto parted = first_divergence(differences, {});
  ASSERT_TRUE(parted);
  EXPECT_EQ(parted->step, 2);
  EXPECT_EQ(parted->cause, DivergenceCause::kSpeed);
  EXPECT_EQ(parted->difference, differences[2]);
  const auto by_place = first_divergence(differences, {.ego_m = 1.0, .heading_rad = 1.0, .speed_mps = 1.0});
  ASSERT_TRUE(by_place);
  EXPECT_EQ(by_place->step, 3);
  EXPECT_EQ(by_place->cause, DivergenceCause::kPosition);
  EXPECT_EQ(first_divergence(differences, {.ego_m = 0.0, .heading_rad = 0.0, .speed_mps = 0.0})->step, 1)
      << "limits of 0 ask for equality";
  EXPECT_FALSE(first_divergence(std::span(differences).first(1), {}));
}

}  // namespace
}  // namespace stepscope
