#include "core/planning/pdm/drive_path.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/geometry/angle.h"
#include "core/geometry/polyline.h"

namespace stepscope {
namespace {

// A quarter turn to the left, 20 m in radius, in 30 pieces.
std::vector<Pose2> quarter_turn() {
  std::vector<Pose2> poses;
  for (int i = 0; i <= 30; ++i) {
    const double angle = kPi / 2.0 * i / 30.0;
    poses.push_back({20.0 * std::sin(angle), 20.0 - 20.0 * std::cos(angle), angle});
  }
  return poses;
}

TEST(DrivePath, ClipsItsPosesToTheLine) {
  const DrivePath path({{0.0, 0.0, 0.0}, {10.0, 0.0, 0.2}});
  std::size_t hint = 0;
  EXPECT_EQ(path.length(), 10.0);
  EXPECT_NEAR(path.pose_at(-5.0, hint).x, 1e-5, 1e-15);  // the reference never goes below 1e-5 m
  EXPECT_EQ(path.pose_at(50.0, hint).x, 10.0);
  EXPECT_NEAR(path.pose_at(2.5, hint).x, 2.5, 1e-15);
  EXPECT_NEAR(path.pose_at(2.5, hint).heading, 0.05, 1e-15);
}

TEST(DrivePath, UnwrapsHeadingsAcrossHalfATurn) {
  const DrivePath path({{0.0, 0.0, 3.1}, {-1.0, 0.0, -3.1}, {-2.0, 0.0, -3.0}});
  std::size_t hint = 0;
  EXPECT_NEAR(std::abs(path.pose_at(0.5, hint).heading), kPi, 1e-9);
  EXPECT_NEAR(path.pose_at(1.5, hint).heading, -3.05, 1e-12);
}

TEST(DrivePath, TheHintDoesNotChangeThePose) {
  const DrivePath path(quarter_turn());
  Random random(1);
  std::size_t wandering = 0;
  for (int i = 0; i < 2000; ++i) {
    const double progress = random.uniform(-2.0, path.length() + 2.0);
    std::size_t fresh = 1;
    EXPECT_EQ(path.pose_at(progress, wandering), path.pose_at(progress, fresh)) << progress;
  }
}

TEST(DrivePath, ProjectsAsALineDoes) {
  const DrivePath path(quarter_turn());
  const Polyline line(std::vector<Point2>(path.points().begin(), path.points().end()));
  Random random(2);
  for (int i = 0; i < 2000; ++i) {
    const Point2 p{random.uniform(-30.0, 50.0), random.uniform(-30.0, 50.0)};
    const auto [progress, distance] = path.project(p);
    EXPECT_NEAR(progress, line.project(p), 1e-9);
    EXPECT_NEAR(distance, line.distance_to(p), 1e-9);
  }
}

TEST(DrivePath, ShiftsToTheLeftOfTheHeading) {
  const DrivePath path = DrivePath({{0.0, 0.0, 0.0}, {10.0, 0.0, kPi / 2.0}}).shifted(1.0);
  EXPECT_NEAR(path.poses()[0].y, 1.0, 1e-15);
  EXPECT_NEAR(path.poses()[1].x, 9.0, 1e-15);
  EXPECT_EQ(path.poses()[1].heading, kPi / 2.0);
}

TEST(DrivePath, APieceIsItsVerticesOrExactlyCutOut) {
  const DrivePath path({{0.0, 0.0, 0.0}, {1.0, 0.0, 0.0}, {2.0, 0.0, 0.0}, {3.0, 0.0, 0.0}});
  std::vector<Point2> line;
  DrivePath::Range range = path.piece(0.5, 2.5, line);
  EXPECT_EQ(line, (std::vector<Point2>{{1.0, 0.0}, {2.0, 0.0}}));
  EXPECT_EQ(range.from, 1.0);
  EXPECT_EQ(range.to, 2.0);
  range = path.piece(0.5, 1.25, line);  // one vertex is no line
  EXPECT_EQ(line, (std::vector<Point2>{{0.5, 0.0}, {1.0, 0.0}, {1.25, 0.0}}));
  EXPECT_EQ(range.from, 0.5);
  range = path.piece(2.5, 99.0, line);
  EXPECT_EQ(line, (std::vector<Point2>{{2.5, 0.0}, {3.0, 0.0}}));
  EXPECT_EQ(range.to, 3.0);
}

TEST(DrivePath, SaysWhetherThereIsAnythingToDriveAlong) {
  EXPECT_FALSE(DrivePath().usable());
  EXPECT_FALSE(DrivePath({{1.0, 1.0, 0.0}}).usable());
  EXPECT_FALSE(DrivePath({{1.0, 1.0, 0.0}, {1.0, 1.0, 0.0}}).usable());
  EXPECT_TRUE(DrivePath({{1.0, 1.0, 0.0}, {2.0, 1.0, 0.0}}).usable());
}

}  // namespace
}  // namespace stepscope
