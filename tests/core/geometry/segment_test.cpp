#include "core/geometry/segment.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

TEST(Segment, Distance) {
  const Segment s{{0, 0}, {4, 0}};
  EXPECT_EQ(distance(s, {1, 3}), 3.0);
  EXPECT_EQ(distance(s, {-3, 4}), 5.0);
  EXPECT_EQ(distance(s, {7, -4}), 5.0);
  EXPECT_EQ(distance(Segment{{1, 1}, {1, 1}}, {4, 5}), 5.0);
  EXPECT_EQ(nearest_fraction(s, {1, 3}), 0.25);
  EXPECT_EQ(nearest_fraction(Segment{{1, 1}, {1, 1}}, {4, 5}), 0.0);
}

TEST(Segment, SegmentsMeet) {
  const Segment s{{0, 0}, {4, 0}};
  EXPECT_TRUE(intersects(s, Segment{{1, -1}, {2, 1}}));
  EXPECT_TRUE(intersects(s, Segment{{4, 0}, {5, 5}}));   // end to end
  EXPECT_TRUE(intersects(s, Segment{{2, 0}, {2, 7}}));   // end on the line
  EXPECT_TRUE(intersects(s, Segment{{3, 0}, {9, 0}}));   // overlap
  EXPECT_FALSE(intersects(s, Segment{{5, 0}, {9, 0}}));  // collinear, apart
  EXPECT_FALSE(intersects(s, Segment{{1, 1e-12}, {2, 1}}));
  EXPECT_FALSE(intersects(s, Segment{{3, 3}, {8, -1}}));  // bounds overlap, segments do not
  EXPECT_TRUE(intersects(s, Segment{{2, 0}, {2, 0}}));
  EXPECT_FALSE(intersects(s, Segment{{2, 1}, {2, 1}}));
}

TEST(Segment, SegmentMeetsRectangle) {
  const Bounds square{0, 0, 2, 2};
  EXPECT_TRUE(intersects(Segment{{-1, 1}, {3, 1}}, square));   // right through, no end inside
  EXPECT_TRUE(intersects(Segment{{1, 1}, {1.5, 1}}, square));  // inside
  EXPECT_TRUE(intersects(Segment{{-1, 1}, {1, 3}}, square));   // touches the corner (0, 2)
  EXPECT_FALSE(intersects(Segment{{-1, 1.001}, {1, 3.001}}, square));
  EXPECT_TRUE(intersects(Segment{{2, -1}, {2, 5}}, square));  // along an edge
  EXPECT_FALSE(intersects(Segment{{2.5, -1}, {2.5, 5}}, square));
  EXPECT_FALSE(intersects(Segment{{0, 0}, {1, 1}}, Bounds{}));
}

}  // namespace
}  // namespace stepscope
