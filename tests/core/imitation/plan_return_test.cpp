#include "core/imitation/plan_return.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stepscope {
namespace {

// 10 m/s along +x for 8 s.
Trajectory straight_plan() {
  Trajectory plan;
  for (int i = 0; i <= 80; ++i) plan.append({.time = {i * 100'000}, .rear_axle = {i * 1.0, 0.0, 0.0}, .vx = 10.0});
  return plan;
}

Trajectory standing_plan() {
  Trajectory plan;
  for (int i = 0; i <= 80; ++i) plan.append({.time = {i * 100'000}, .rear_axle = {}});
  return plan;
}

EgoState ego_at(const Pose2& rear_axle) {
  EgoState ego;
  ego.rear_axle = rear_axle;
  return ego;
}

TEST(PlanReturn, of_an_ego_on_the_plan_is_the_plan_to_its_end) {
  const ExpertPlan plan = expert_plan_of(straight_plan(), ego_at({}), 20, 0.5);
  ASSERT_EQ(plan.known, 16);  // 8 s
  for (int k = 0; k < 16; ++k) {
    EXPECT_NEAR(plan.poses[static_cast<std::size_t>(k)].x, 5.0 * (k + 1), 1e-9);
    EXPECT_NEAR(plan.poses[static_cast<std::size_t>(k)].y, 0.0, 1e-9);
  }
}

// 1 m to the left of the plan, which drives 30 m in 3 s: the offset that is left after u of these is 1 − 3u² + 2u³.
TEST(PlanReturn, of_an_ego_beside_the_plan_fades_the_offset) {
  const ExpertPlan plan = expert_plan_of(straight_plan(), ego_at({0.0, 1.0, 0.0}), 16, 0.5);
  ASSERT_EQ(plan.known, 16);
  EXPECT_NEAR(plan.poses[0].x, 5.0, 1e-9);
  EXPECT_NEAR(plan.poses[0].y, -(3.0 / 36.0 - 2.0 / 216.0), 1e-6);   // u = 1/6
  EXPECT_NEAR(plan.poses[2].y, -0.5, 1e-6);                          // u = 1/2
  EXPECT_NEAR(plan.poses[2].heading, std::atan(-1.5 / 30.0), 1e-6);  // steepest there
  EXPECT_NEAR(plan.poses[5].y, -1.0, 1e-6);
  EXPECT_NEAR(plan.poses[5].heading, 0.0, 1e-6);
  EXPECT_NEAR(plan.poses[15].y, -1.0, 1e-6);
}

TEST(PlanReturn, begins_in_the_ego_s_own_heading) {
  const ExpertPlan plan = expert_plan_of(straight_plan(), ego_at({0.0, 0.0, 0.2}), 80, 0.1);
  // After 1 m of 30 m: hardly turned back, and hardly beside the line along the ego's heading.
  EXPECT_NEAR(plan.poses[0].heading, 0.0, 0.03);
  EXPECT_NEAR(plan.poses[0].y, 0.0, 0.02);
  EXPECT_NEAR(plan.poses[79].heading, -0.2, 1e-6);
}

TEST(PlanReturn, an_ego_that_is_to_stand_stands_where_it_is) {
  const ExpertPlan plan = expert_plan_of(standing_plan(), ego_at({0.0, 0.7, 0.1}), 16, 0.5);
  ASSERT_EQ(plan.known, 16);
  for (const Pose2& pose : plan.poses) {
    EXPECT_NEAR(pose.x, 0.0, 1e-9);
    EXPECT_NEAR(pose.y, 0.0, 1e-9);
    EXPECT_NEAR(pose.heading, 0.0, 1e-9);
  }
}

}  // namespace
}  // namespace stepscope
