#include "core/geometry/ring_set.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/geometry/angle.h"

namespace stepscope {
namespace {

OrientedBox random_box(Random& random) {
  return {{random.uniform(-5, 5), random.uniform(-5, 5), random.uniform(-kPi, kPi)},
          random.uniform(0.5, 5),
          random.uniform(0.5, 5)};
}

TEST(RingSet, OfBoxesAnswersAsBoxesDo) {
  Random random(3);
  int together = 0;
  for (int i = 0; i < 5000; ++i) {
    const OrientedBox a = random_box(random), b = random_box(random);
    const RingSet ra(a), rb(b);
    ASSERT_EQ(intersects(ra, rb), intersects(a, b));
    ASSERT_NEAR(distance(ra, rb), distance(a, b), 1e-12);
    const Point2 p{random.uniform(-5, 5), random.uniform(-5, 5)};
    ASSERT_EQ(ra.contains(p), contains(a, p));
    together += intersects(a, b);
  }
  EXPECT_GT(together, 500);
  EXPECT_LT(together, 4500);
}

TEST(RingSet, TheLimitEndsTheSearchButChangesNoSmallerDistance) {
  Random random(4);
  for (int i = 0; i < 5000; ++i) {
    const RingSet a(random_box(random)), b(random_box(random));
    const double limit = random.uniform(0, 5), whole = distance(a, b), limited = distance(a, b, limit);
    if (whole < limit) {
      ASSERT_EQ(limited, whole);
    } else {
      ASSERT_GE(limited, limit);
    }
  }
}

TEST(RingSet, KnowsHolesAndParts) {
  const Area area({Polygon{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{{2, 2}, {8, 2}, {8, 8}, {2, 8}, {2, 2}}}},
                   Polygon{{{20, 0}, {21, 0}, {21, 1}, {20, 0}}, {}}});
  const RingSet set(area);
  EXPECT_EQ(set.ring_count(), 3u);
  EXPECT_FALSE(set.contains({5, 5}));
  EXPECT_TRUE(set.contains({1, 1}));
  EXPECT_TRUE(set.contains({2, 2}));  // the edge belongs to it
  EXPECT_TRUE(set.contains({20.9, 0.5}));
  EXPECT_FALSE(intersects(set, RingSet(OrientedBox{{5, 5, 0}, 2, 2})));  // in the hole
  EXPECT_NEAR(distance(set, RingSet(OrientedBox{{5, 5, 0}, 2, 2})), 2.0, 1e-15);
  EXPECT_TRUE(intersects(set, RingSet(OrientedBox{{20.9, 0.4, 0}, 0.1, 0.1})));  // inside the second part
}

TEST(RingSet, NothingIsNearAnEmptyOne) {
  const RingSet empty, box(OrientedBox{{0, 0, 0}, 2, 2});
  EXPECT_FALSE(intersects(empty, box));
  EXPECT_FALSE(intersects(box, empty));
  EXPECT_EQ(distance(box, empty), std::numeric_limits<double>::infinity());
  EXPECT_FALSE(empty.contains({0, 0}));
}

}  // namespace
}  // namespace stepscope
