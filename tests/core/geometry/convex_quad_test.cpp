#include "core/geometry/convex_quad.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/geometry/oriented_box.h"

namespace stepscope {
namespace {

ConvexQuad square_at(double x, double y, double size = 2.0) {
  const double half = size / 2.0;
  return {{{x + half, y + half}, {x - half, y + half}, {x - half, y - half}, {x + half, y - half}}};
}

TEST(ConvexQuad, TouchingCountsAsMeeting) {
  const ConvexQuad a = square_at(0.0, 0.0);
  EXPECT_TRUE(intersects(a, square_at(2.0, 0.0)));  // common edge
  EXPECT_TRUE(intersects(a, square_at(2.0, 2.0)));  // common corner
  EXPECT_FALSE(intersects(a, square_at(2.001, 0.0)));
  EXPECT_TRUE(contains(a, {1.0, 0.3}));
  EXPECT_FALSE(contains(a, {1.001, 0.3}));
}

TEST(ConvexQuad, OneInsideTheOtherMeets) {
  EXPECT_TRUE(intersects(square_at(0.0, 0.0, 10.0), square_at(1.0, 1.0)));
  EXPECT_TRUE(intersects(square_at(1.0, 1.0), square_at(0.0, 0.0, 10.0)));
}

TEST(ConvexQuad, DistanceIsThatBetweenTheNearestPoints) {
  EXPECT_EQ(distance(square_at(0.0, 0.0), square_at(1.0, 0.0)), 0.0);
  EXPECT_DOUBLE_EQ(distance(square_at(0.0, 0.0), square_at(5.0, 0.5)), 3.0);
  EXPECT_DOUBLE_EQ(distance(square_at(0.0, 0.0), square_at(5.0, 6.0)), 5.0);  // corner to corner: 3, 4
}

TEST(ConvexQuad, SegmentsMeetItsInsideAndItsEdges) {
  const ConvexQuad a = square_at(0.0, 0.0);
  EXPECT_TRUE(intersects(Segment{{-5.0, 0.0}, {5.0, 0.0}}, a));  // through
  EXPECT_TRUE(intersects(Segment{{-0.5, 0.0}, {0.5, 0.0}}, a));  // inside
  EXPECT_TRUE(intersects(Segment{{-5.0, 1.0}, {5.0, 1.0}}, a));  // along an edge
  EXPECT_FALSE(intersects(Segment{{-5.0, 1.1}, {5.0, 1.1}}, a));
}

TEST(ConvexQuad, WorksForBoxesAsThinAsALine) {
  const ConvexQuad line = OrientedBox{.centre = {0.0, 0.0, 0.3}, .length = 4.0, .width = 0.0}.corners();
  EXPECT_TRUE(intersects(line, square_at(1.0, 0.5)));
  EXPECT_TRUE(intersects(square_at(1.0, 0.5), line));
  EXPECT_FALSE(intersects(line, square_at(1.0, 3.0)));
  EXPECT_GT(distance(line, square_at(1.0, 3.0)), 1.0);
}

TEST(ConvexQuad, NothingLiesBetweenMeetingAndADistance) {
  Random random(7);
  int met = 0;
  for (int i = 0; i < 500; ++i) {
    const auto box = [&] {
      return OrientedBox{.centre = {random.uniform(-4.0, 4.0), random.uniform(-4.0, 4.0), random.uniform(-3.0, 3.0)},
                         .length = random.uniform(0.5, 5.0),
                         .width = random.uniform(0.5, 2.0)}
          .corners();
    };
    const ConvexQuad a = box(), b = box();
    EXPECT_EQ(intersects(a, b), distance(a, b) == 0.0);
    EXPECT_EQ(intersects(a, b), intersects(b, a));
    met += intersects(a, b);
  }
  EXPECT_GT(met, 50);
  EXPECT_LT(met, 450);
}

}  // namespace
}  // namespace stepscope
