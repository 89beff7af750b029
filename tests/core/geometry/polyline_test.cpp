#include "core/geometry/polyline.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace stepscope {
namespace {

constexpr double kPi = std::numbers::pi;

Polyline corner() { return Polyline({{0, 0}, {4, 0}, {4, 3}}); }

Polyline circle(double radius, double turn) {
  std::vector<Point2> points;
  for (int i = 0; i <= 2000; ++i) {
    const double angle = turn * i / 2000.0;
    points.push_back({radius * std::sin(std::abs(angle)), std::copysign(radius, turn) * (1.0 - std::cos(angle))});
  }
  return Polyline(std::move(points));
}

TEST(Polyline, ArcLengths) {
  const Polyline line = corner();
  EXPECT_EQ(line.length(), 7.0);
  EXPECT_EQ(std::vector<double>(line.arc_lengths().begin(), line.arc_lengths().end()), (std::vector<double>{0, 4, 7}));
  EXPECT_EQ(line.bounds(), (Bounds{0, 0, 4, 3}));
  EXPECT_EQ(Polyline().length(), 0.0);
}

TEST(Polyline, PointAtIsClamped) {
  const Polyline line = corner();
  EXPECT_EQ(line.point_at(1.0), (Point2{1, 0}));
  EXPECT_EQ(line.point_at(4.0), (Point2{4, 0}));
  EXPECT_EQ(line.point_at(5.5), (Point2{4, 1.5}));
  EXPECT_EQ(line.point_at(-3.0), (Point2{0, 0}));
  EXPECT_EQ(line.point_at(70.0), (Point2{4, 3}));
}

TEST(Polyline, ProjectFindsTheFirstOfTheNearest) {
  const Polyline line = corner();
  EXPECT_EQ(line.project({1, 5}), 6.0 + 1.0);  // beyond the end of the second piece
  EXPECT_EQ(line.project({2, -1}), 2.0);
  EXPECT_EQ(line.project({-9, -9}), 0.0);
  EXPECT_EQ(line.project({3, 1}), 3.0);  // 1 m from both pieces
  EXPECT_EQ(line.distance_to({3, 1}), 1.0);
  EXPECT_EQ(line.distance_to({7, 7}), 5.0);
}

TEST(Polyline, RepeatedVerticesAreHarmless) {
  const Polyline line({{0, 0}, {0, 0}, {2, 0}, {2, 0}, {4, 0}});
  EXPECT_EQ(line.length(), 4.0);
  EXPECT_EQ(line.point_at(2.0), (Point2{2, 0}));
  EXPECT_EQ(line.point_at(3.0), (Point2{3, 0}));
  EXPECT_EQ(line.project({3, 1}), 3.0);
}

TEST(Polyline, PoseLooksHalfAMetreAhead) {
  const Polyline line = corner();
  EXPECT_EQ(line.pose_at(1.0), (Pose2{1, 0, 0}));
  EXPECT_NEAR(line.pose_at(3.75).heading, kPi / 4, 1e-15);  // 0.25 m on each side of the corner
  EXPECT_NEAR(line.pose_at(6.9).heading, kPi / 2, 1e-15);   // less than 0.5 m left
  EXPECT_NEAR(line.pose_at(7.0).heading, kPi / 2, 1e-15);   // at the end: looks back
  EXPECT_EQ(line.pose_at(99.0).position(), (Point2{4, 3}));
}

TEST(Polyline, CurvatureOfACircle) {
  EXPECT_NEAR(circle(10.0, kPi).curvature_at(0.0), 0.1, 1e-6);
  EXPECT_NEAR(circle(10.0, -kPi).curvature_at(0.0), -0.1, 1e-6);
  EXPECT_NEAR(circle(10.0, kPi).curvature_at(15.0), 0.1, 1e-6);
  EXPECT_NEAR(circle(10.0, kPi).curvature_at(1e9), 0.1, 1e-6);
  EXPECT_NEAR(circle(10.0, 0.2).curvature_at(0.0), 0.1, 1e-6);  // 2 m long: ends and middle
  EXPECT_EQ(corner().curvature_at(0.0), 0.0);                   // straight where it looks
}

TEST(Polyline, DiscretePath) {
  const auto path = corner().discrete_path();
  ASSERT_EQ(path.size(), 3u);
  EXPECT_EQ(path[0], (Pose2{0, 0, 0}));
  EXPECT_EQ(path[1], (Pose2{4, 0, kPi / 2}));
  EXPECT_EQ(path[2], (Pose2{4, 3, kPi / 2}));
  EXPECT_TRUE(Polyline().discrete_path().empty());
}

}  // namespace
}  // namespace stepscope
