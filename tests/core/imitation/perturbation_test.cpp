#include "core/imitation/perturbation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/geometry/angle.h"
#include "core/geometry/relative_pose.h"

namespace stepscope {
namespace {

// Along +x from the origin, 10 Hz, `speed` m/s for 20 s.
ExpertPath straight(double speed) {
  std::vector<SimTime> times;
  std::vector<Pose2> poses;
  for (int i = 0; i <= 200; ++i) {
    times.push_back({i * 100'000});
    poses.push_back({i * 0.1 * speed, 0.0, 0.0});
  }
  return {std::move(times), std::move(poses)};
}

EgoState ego_at(double seconds, double speed) {
  EgoState ego;
  ego.time = {static_cast<std::int64_t>(seconds * 1e6)};
  ego.rear_axle = {seconds * speed, 0.0, 0.0};
  ego.vx = speed;
  return ego;
}

// Poses in the map frame.
std::vector<Pose2> recovery(const ExpertPath& path, const EgoState& ego, const Perturbation& by, int* known = nullptr,
                            double return_s = 3.0) {
  std::vector<Pose2> poses(16);
  const int count = recovery_poses(path, ego, by, return_s, 0.5, poses);
  if (known != nullptr) *known = count;
  for (Pose2& pose : poses) pose = to_absolute(perturbed(ego, by).rear_axle, pose);
  return poses;
}

TEST(ExpertPath, knows_distance_and_pose) {
  const ExpertPath path = straight(10.0);
  EXPECT_DOUBLE_EQ(path.distance_at({250'000}), 2.5);  // a quarter of a second at 10 m/s
  EXPECT_DOUBLE_EQ(path.distance_at({-1}), 0.0);
  EXPECT_NEAR(path.distance_at({99'000'000}), 200.0, 1e-9);
  EXPECT_NEAR(path.pose_at(12.34).x, 12.34, 1e-9);
  EXPECT_NEAR(path.pose_at(-3.0).x, -3.0, 1e-9);    // straight on behind
  EXPECT_NEAR(path.pose_at(205.0).x, 205.0, 1e-9);  // and ahead
}

TEST(ExpertPath, turns_the_short_way) {
  const ExpertPath path({{0}, {100'000}}, {{0.0, 0.0, kPi - 0.1}, {-1.0, 0.0, -kPi + 0.1}});
  EXPECT_NEAR(std::abs(path.pose_at(0.5).heading), kPi, 1e-12);
}

TEST(Recovery, without_perturbation_is_what_was_recorded) {
  int known = 0;
  const auto poses = recovery(straight(10.0), ego_at(2.0, 10.0), {}, &known);
  EXPECT_EQ(known, 16);
  for (int k = 0; k < 16; ++k) {
    EXPECT_NEAR(poses[static_cast<std::size_t>(k)].x, 20.0 + 5.0 * (k + 1), 1e-9);
    EXPECT_NEAR(poses[static_cast<std::size_t>(k)].y, 0.0, 1e-12);
  }
}

TEST(Recovery, poses_beyond_the_record_are_missing) {
  int known = 0;
  std::vector<Pose2> poses(16, {9.0, 9.0, 9.0});
  known = recovery_poses(straight(10.0), ego_at(18.2, 10.0), {}, 3.0, 0.5, poses);
  EXPECT_EQ(known, 3);  // 1.8 s are left: 0.5, 1.0, 1.5
  EXPECT_EQ(poses[3], Pose2{});
}

TEST(Recovery, is_with_the_expert_after_the_return_and_before_on_a_smooth_way) {
  const Perturbation by{.lateral_m = 1.0, .longitudinal_m = -2.0, .heading_rad = 0.1, .speed_share = 0.2};
  const auto poses = recovery(straight(10.0), ego_at(2.0, 10.0), by);
  for (std::size_t k = 6; k < 16; ++k) {  // 3.5 s and later
    EXPECT_NEAR(poses[k].x, 20.0 + 5.0 * static_cast<double>(k + 1), 1e-9) << k;
    EXPECT_NEAR(poses[k].y, 0.0, 1e-9) << k;
    EXPECT_NEAR(poses[k].heading, 0.0, 1e-9) << k;
  }
  // It goes on to the left first, as it is turned that way, and then comes back without overshooting.
  EXPECT_GT(poses[0].y, 0.5);
  for (std::size_t k = 1; k < 6; ++k) EXPECT_LE(poses[k].y, poses[k - 1].y + 1e-9) << k;
  for (std::size_t k = 0; k < 16; ++k) EXPECT_GE(poses[k].y, -1e-9) << k;
  // Headings are those of the way: the slope between two poses is near the mean of their headings.
  for (std::size_t k = 1; k < 6; ++k) {
    const double slope = std::atan2(poses[k].y - poses[k - 1].y, poses[k].x - poses[k - 1].x);
    EXPECT_NEAR(slope, (poses[k].heading + poses[k - 1].heading) / 2.0, 0.02) << k;
  }
}

TEST(Recovery, begins_with_the_perturbed_heading_and_speed) {
  const Perturbation by{.lateral_m = 0.5, .longitudinal_m = 0.0, .heading_rad = -0.1, .speed_share = 0.2};
  const EgoState ego = ego_at(2.0, 10.0);
  std::vector<Pose2> poses(1);
  ASSERT_EQ(recovery_poses(straight(10.0), ego, by, 3.0, 0.05, poses), 1);
  EXPECT_NEAR(poses[0].x, 0.05 * 12.0, 0.02);  // 12 m/s for 0.05 s, straight ahead of the turned ego
  EXPECT_NEAR(poses[0].y, 0.0, 0.01);
  EXPECT_NEAR(poses[0].heading, 0.0, 0.02);
}

TEST(Recovery, an_ego_that_stands_stays_where_it_is) {
  const Perturbation by{.lateral_m = 0.8, .longitudinal_m = 1.0, .heading_rad = 0.1, .speed_share = 0.2};
  std::vector<Pose2> poses(16);
  ASSERT_EQ(recovery_poses(straight(0.0), ego_at(2.0, 0.0), by, 3.0, 0.5, poses), 16);
  for (const Pose2& pose : poses) {
    EXPECT_NEAR(pose.x, 0.0, 1e-9);
    EXPECT_NEAR(pose.y, 0.0, 1e-9);
    EXPECT_NEAR(pose.heading, 0.0, 1e-9);
  }
}

TEST(Recovery, never_drives_backwards) {
  const Perturbation by{.lateral_m = 0.0, .longitudinal_m = 3.0, .heading_rad = 0.0, .speed_share = -0.5};
  const auto poses = recovery(straight(0.5), ego_at(2.0, 0.5), by);
  double before = ego_at(2.0, 0.5).rear_axle.x + 3.0;
  for (const Pose2& pose : poses) {
    EXPECT_GE(pose.x, before - 1e-9);
    before = pose.x;
  }
}

TEST(Perturbation, is_drawn_within_its_limits_and_as_often_as_told) {
  const PerturbationOptions options{.share = 0.25, .lateral_m = 1.0, .longitudinal_m = 2.0, .heading_rad = 0.1};
  Random random(11);
  int drawn = 0;
  for (int i = 0; i < 4000; ++i) {
    const Perturbation by = draw_perturbation(options, random);
    if (by == Perturbation{}) continue;
    ++drawn;
    EXPECT_LE(std::abs(by.lateral_m), 1.0);
    EXPECT_LE(std::abs(by.longitudinal_m), 2.0);
    EXPECT_LE(std::abs(by.heading_rad), 0.1);
    EXPECT_LE(std::abs(by.speed_share), options.speed_share);
  }
  EXPECT_NEAR(drawn, 1000, 120);  // σ = √(4000 · 1/4 · 3/4) = 27
}

TEST(Perturbation, moves_the_ego_in_its_own_frame) {
  EgoState ego = ego_at(0.0, 4.0);
  ego.rear_axle = {10.0, 20.0, kPi / 2.0};
  const EgoState moved =
      perturbed(ego, {.lateral_m = 1.0, .longitudinal_m = 2.0, .heading_rad = 0.1, .speed_share = 0.5});
  EXPECT_NEAR(moved.rear_axle.x, 9.0, 1e-12);  // left of north is west
  EXPECT_NEAR(moved.rear_axle.y, 22.0, 1e-12);
  EXPECT_NEAR(moved.rear_axle.heading, kPi / 2.0 + 0.1, 1e-12);
  EXPECT_DOUBLE_EQ(moved.vx, 6.0);
}

}  // namespace
}  // namespace stepscope
