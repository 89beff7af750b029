#include "core/geometry/oriented_box.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/base/random.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

OrientedBox box_from(const nlohmann::json& j) { return {{j[0], j[1], j[2]}, j[3], j[4]}; }

TEST(OrientedBox, CornersEqualTheReference) {
  const auto golden = test::golden("geometry.json.gz");
  const auto& vehicle = golden["header"]["vehicle"];
  ASSERT_EQ(golden["cases"]["footprint"].size(), 60u);
  for (const auto& c : golden["cases"]["footprint"]) {
    const OrientedBox box{{c["center"][0], c["center"][1], c["center"][2]}, vehicle["length"], vehicle["width"]};
    const auto corners = box.corners();
    for (std::size_t i = 0; i < 4; ++i) {
      const auto& expected = c["corners_fl_rl_rr_fr"][i];
      EXPECT_NEAR(corners[i].x, expected[0].get<double>(), 1e-9) << c;
      EXPECT_NEAR(corners[i].y, expected[1].get<double>(), 1e-9) << c;
    }
  }
}

TEST(OrientedBox, CollisionsAndDistancesEqualTheReference) {
  const auto cases = test::golden("geometry.json.gz")["cases"]["box_collision"];
  ASSERT_EQ(cases.size(), 60u);
  for (const auto& c : cases) {
    const OrientedBox a = box_from(c["box1"]), b = box_from(c["box2"]);
    EXPECT_EQ(intersects(a, b), c["in_collision"].get<bool>()) << c;
    EXPECT_EQ(intersects(b, a), c["in_collision"].get<bool>()) << c;
    EXPECT_LE(test::component_error(distance(a, b), c["polygon_distance"]), 1.0) << c;
    EXPECT_LE(test::component_error(distance(b, a), c["polygon_distance"]), 1.0) << c;
  }
}

TEST(OrientedBox, TouchingCounts) {
  const OrientedBox a{{0, 0, 0}, 4, 2};
  EXPECT_TRUE(intersects(a, OrientedBox{{4, 0, 0}, 4, 2}));  // edge to edge
  EXPECT_TRUE(intersects(a, OrientedBox{{4, 2, 0}, 4, 2}));  // corner to corner
  EXPECT_FALSE(intersects(a, OrientedBox{{4.000001, 0, 0}, 4, 2}));
  EXPECT_TRUE(intersects(a, OrientedBox{{0.1, 0.1, 0.7}, 0.5, 0.5}));  // one inside the other
  EXPECT_EQ(distance(a, OrientedBox{{0.1, 0.1, 0.7}, 0.5, 0.5}), 0.0);
  EXPECT_NEAR(distance(a, OrientedBox{{7, 0, 0}, 4, 2}), 3.0, 1e-15);
  EXPECT_TRUE(contains(a, {2, 1}));
  EXPECT_TRUE(contains(a, {2, 0.5}));
  EXPECT_FALSE(contains(a, {2.0000001, 0.5}));
}

// A point of b that a contains is a witness of the overlap; points of the outlines bound the distance from above.
TEST(OrientedBox, AgreesWithSampledPoints) {
  Random random(11);
  int overlaps = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto random_box = [&] {
      return OrientedBox{{random.uniform(-4, 4), random.uniform(-4, 4), random.uniform(-7, 7)},
                         random.uniform(0.5, 6),
                         random.uniform(0.5, 3)};
    };
    const OrientedBox a = random_box(), b = random_box();
    bool witness = false;
    double nearest = std::numeric_limits<double>::infinity();
    const auto ca = a.corners(), cb = b.corners();
    for (int k = 0; k < 40; ++k) {
      for (std::size_t e = 0; e < 4; ++e) {
        const Point2 p = cb[e] + (k / 40.0) * (cb[(e + 1) % 4] - cb[e]);
        witness = witness || contains(a, p);
        for (const Point2 q : ca) nearest = std::min(nearest, distance(p, q));
      }
    }
    EXPECT_TRUE(!witness || intersects(a, b));
    EXPECT_LE(distance(a, b), nearest + 1e-12);
    EXPECT_EQ(distance(a, b) == 0.0, intersects(a, b));
    overlaps += intersects(a, b);
  }
  EXPECT_GT(overlaps, 300);
  EXPECT_LT(overlaps, 1700);
}

TEST(OrientedBox, BoxesWithoutWidthAreLines) {
  const OrientedBox line{{0, 0, 0}, 4, 0};
  EXPECT_TRUE(intersects(line, OrientedBox{{3, 0, 0}, 2, 2}));
  EXPECT_FALSE(intersects(line, OrientedBox{{3.5, 0, 0}, 2, 2}));
  EXPECT_FALSE(intersects(line, OrientedBox{{4.5, 0, 0}, 4, 0}));
  EXPECT_TRUE(intersects(OrientedBox{{0, 0, 0}, 8, 8}, line));
  EXPECT_NEAR(distance(line, OrientedBox{{4.5, 0, 0}, 4, 0}), 0.5, 1e-15);
  EXPECT_TRUE(contains(line, {1, 0}));
  EXPECT_FALSE(contains(line, {1, 0.1}));
}

TEST(OrientedBox, NotANumberTouchesNothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(intersects(OrientedBox{{nan, 0, 0}, 4, 2}, OrientedBox{{0, 0, 0}, 4, 2}));
}

}  // namespace
}  // namespace stepscope
