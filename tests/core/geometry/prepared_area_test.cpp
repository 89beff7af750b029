#include "core/geometry/prepared_area.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/geometry/oriented_box.h"
#include "core/geometry/overlap.h"

namespace stepscope {
namespace {

std::vector<Point2> rectangle(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}

// A star with many spikes around (500000, 4000000), as far out as map coordinates are, with a hole in its middle.
Area star() {
  Polygon polygon;
  constexpr int kCorners = 41;
  for (int i = 0; i <= kCorners; ++i) {
    const double angle = 2.0 * 3.14159265358979323846 * (i % kCorners) / kCorners;
    const double radius = i % kCorners % 2 == 0 ? 20.0 : 9.0;
    polygon.exterior.push_back({500000.0 + radius * std::cos(angle), 4000000.0 + radius * std::sin(angle)});
  }
  polygon.holes.push_back(rectangle(499998.0, 3999998.0, 500003.0, 4000001.0));
  return Area({polygon});
}

TEST(PreparedArea, ContainsWhatTheAreaContains) {
  const Area area = star();
  const PreparedArea prepared(area);
  Random random(3);
  int inside = 0;
  for (int i = 0; i < 20000; ++i) {
    const Point2 p{500000.0 + random.uniform(-22.0, 22.0), 4000000.0 + random.uniform(-22.0, 22.0)};
    ASSERT_EQ(prepared.contains(p), area.contains(p));
    ASSERT_EQ(prepared.touches(p), area.contains(p));  // no random point lies on an edge
    inside += prepared.contains(p);
  }
  EXPECT_GT(inside, 4000);
}

TEST(PreparedArea, EdgesAreOutsideForContainsAndInsideForTouches) {
  const Area area({Polygon{rectangle(0.0, 0.0, 10.0, 4.0), {rectangle(2.0, 1.0, 3.0, 2.0)}}});
  const PreparedArea prepared(area);
  for (const Point2 p : {Point2{0.0, 0.0}, {5.0, 0.0}, {10.0, 2.0}, {5.0, 4.0}, {2.5, 1.0}, {3.0, 1.5}}) {
    EXPECT_FALSE(prepared.contains(p)) << p.x << " " << p.y;
    EXPECT_TRUE(prepared.touches(p)) << p.x << " " << p.y;
  }
  EXPECT_FALSE(prepared.touches({2.5, 1.5})) << "in the hole";
}

TEST(PreparedArea, MeetsFootprints) {
  const PreparedArea prepared(Area({Polygon{rectangle(0.0, 0.0, 10.0, 10.0), {rectangle(3.0, 3.0, 7.0, 7.0)}}}));
  const auto square = [](double x, double y, double size) {
    return OrientedBox{.centre = {x, y, 0.0}, .length = size, .width = size}.corners();
  };
  struct Row {
    ConvexQuad quad;
    bool meets, enclosed;
    double distance;
    const char* why;
  };
  const Row rows[] = {
      {square(1.5, 1.5, 1.0), true, true, 0.0, "inside"},
      {square(0.0, 5.0, 1.0), true, false, 0.0, "across an edge"},
      {square(5.0, 5.0, 1.0), false, false, 1.5, "in the hole"},
      {square(5.0, 5.0, 30.0), true, false, 0.0, "around the area"},
      {square(5.0, 5.0, 6.0), true, false, 0.0, "around the hole"},
      {square(11.0, 5.0, 2.0), true, false, 0.0, "touching from outside"},
      {square(14.0, 14.0, 2.0), false, false, std::sqrt(18.0), "beyond a corner"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(prepared.intersects(row.quad), row.meets) << row.why;
    EXPECT_EQ(prepared.encloses(row.quad), row.enclosed) << row.why;
    EXPECT_DOUBLE_EQ(prepared.distance_to(row.quad), row.distance) << row.why;
  }
}

TEST(PreparedArea, AnEmptyAreaHoldsNothing) {
  const PreparedArea prepared{Area()};
  EXPECT_FALSE(prepared.contains({0.0, 0.0}));
  EXPECT_EQ(prepared.distance_to(ConvexQuad{}), std::numeric_limits<double>::infinity());
}

TEST(AreaCentroid, CountsHolesOut) {
  EXPECT_EQ(Area({Polygon{rectangle(0.0, 0.0, 4.0, 2.0), {}}}).centroid(), (Point2{2.0, 1.0}));
  // 4 × 2 with its right half cut out but for the rim: 8 m² at x = 2, less 1 m² at x = 3 → (16 − 3)/7.
  const Area area({Polygon{rectangle(0.0, 0.0, 4.0, 2.0), {rectangle(2.5, 0.5, 3.5, 1.5)}}});
  EXPECT_NEAR(area.centroid().x, 13.0 / 7.0, 1e-12);
  EXPECT_NEAR(area.centroid().y, 1.0, 1e-12);
}

TEST(SharedSquareMetres, IsTheOverlap) {
  const Area a({Polygon{rectangle(0.0, 0.0, 4.0, 2.0), {}}});
  EXPECT_NEAR(shared_square_metres(a, Area({Polygon{rectangle(3.0, 1.0, 9.0, 9.0), {}}})), 1.0, 1e-12);
  EXPECT_EQ(shared_square_metres(a, Area({Polygon{rectangle(4.0, 0.0, 9.0, 9.0), {}}})), 0.0) << "they only touch";
  EXPECT_EQ(shared_square_metres(a, Area()), 0.0);
  // A ring that crosses itself: two triangles of 1 m² each.
  const Area bow_tie({Polygon{{{0.0, 0.0}, {2.0, 2.0}, {2.0, 0.0}, {0.0, 2.0}, {0.0, 0.0}}, {}}});
  EXPECT_NEAR(shared_square_metres(a, bow_tie), 2.0, 1e-12);
}

}  // namespace
}  // namespace stepscope
