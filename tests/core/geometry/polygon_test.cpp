#include "core/geometry/polygon.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stepscope {
namespace {

std::vector<Point2> square(double x, double y, double size) {
  return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}};
}

// A 10 m square with a 2 m hole in the middle, and a 1 m square apart from it.
Area sample(Point2 origin = {}) {
  return Area({Polygon{square(origin.x, origin.y, 10), {square(origin.x + 4, origin.y + 4, 2)}},
               Polygon{square(origin.x + 20, origin.y, 1), {}}});
}

TEST(Area, ContainsOnlyTheStrictInterior) {
  const Area area = sample();
  EXPECT_TRUE(area.contains({1, 1}));
  EXPECT_TRUE(area.contains({20.5, 0.5}));
  EXPECT_FALSE(area.contains({5, 5}));  // in the hole
  EXPECT_FALSE(area.contains({15, 0.5}));
  EXPECT_FALSE(area.contains({-1, 5}));
  for (const Point2 edge : {Point2{0, 5}, {10, 5}, {5, 0}, {5, 10}, {0, 0}, {10, 10}, {4, 5}, {4, 4}, {20, 0.5}})
    EXPECT_FALSE(area.contains(edge)) << edge.x << " " << edge.y;
  for (const Point2 level : {Point2{1, 4}, {9, 4}, {1, 6}, {9, 6}}) EXPECT_TRUE(area.contains(level));  // at vertices
}

TEST(Area, NextToAnEdgeOneUlpDecides) {
  // A slanted edge at map coordinates; its midpoint is exact, the neighbouring doubles are not on it.
  const Point2 a{664450.0, 3998216.0}, b{664458.0, 3998219.0};
  const Area triangle({Polygon{{a, b, {664450.0, 3998219.0}, a}, {}}});
  const Point2 middle{664454.0, 3998217.5};
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(triangle.contains(middle));
  EXPECT_TRUE(triangle.contains({middle.x, std::nextafter(middle.y, infinity)}));
  EXPECT_FALSE(triangle.contains({middle.x, std::nextafter(middle.y, -infinity)}));
  EXPECT_TRUE(triangle.contains({std::nextafter(middle.x, -infinity), middle.y}));
  EXPECT_FALSE(triangle.contains({std::nextafter(middle.x, infinity), middle.y}));
}

TEST(Area, RingDirectionDoesNotMatter) {
  auto ring = square(0, 0, 10);
  std::reverse(ring.begin(), ring.end());
  const Area area({Polygon{ring, {}}});
  EXPECT_TRUE(area.contains({3, 3}));
  EXPECT_FALSE(area.contains({30, 3}));
  EXPECT_EQ(area.square_metres(), 100.0);
}

TEST(Area, MeetsRectangles) {
  const Area area = sample();
  EXPECT_TRUE(area.intersects(Bounds{10, 10, 12, 12}));       // touches a corner
  EXPECT_TRUE(area.intersects(Bounds{1, 1, 2, 2}));           // rectangle inside the area
  EXPECT_TRUE(area.intersects(Bounds{-5, -5, 50, 50}));       // area inside the rectangle
  EXPECT_FALSE(area.intersects(Bounds{4.5, 4.5, 5.5, 5.5}));  // in the hole
  EXPECT_TRUE(area.intersects(Bounds{4, 4.5, 5.5, 5.5}));     // touches the edge of the hole
  EXPECT_FALSE(area.intersects(Bounds{11, 0, 19, 10}));       // between the parts
  EXPECT_TRUE(area.intersects(Bounds{1, 1, 1, 1}));
  EXPECT_FALSE(area.intersects(Bounds{}));
}

TEST(Area, MeetsLines) {
  const Area area = sample();
  const auto meets = [&](std::vector<Point2> line) { return area.intersects(std::span<const Point2>(line)); };
  EXPECT_TRUE(meets({{-5, 5}, {15, 5}}));
  EXPECT_TRUE(meets({{1, 1}, {2, 2}}));
  EXPECT_TRUE(meets({{-5, 5}, {5, 15}}));  // touches the corner (0, 10)
  EXPECT_FALSE(meets({{-5, 5.01}, {5, 15.01}}));
  EXPECT_FALSE(meets({{4.5, 4.5}, {5.5, 5.5}}));  // in the hole
  EXPECT_FALSE(meets({{15, -5}, {15, 5}}));
  EXPECT_FALSE(meets({}));
}

TEST(Area, Distance) {
  const Area area = sample();
  EXPECT_EQ(area.distance_to({1, 1}), 0.0);
  EXPECT_EQ(area.distance_to({5, 4.25}), 0.25);  // from within the hole
  EXPECT_EQ(area.distance_to({13, 14}), 5.0);
  EXPECT_EQ(area.distance_to({19, 0.5}), 1.0);
  EXPECT_EQ(area.distance_to({10, 3}), 0.0);
  EXPECT_TRUE(std::isinf(Area().distance_to({0, 0})));
  EXPECT_EQ(area.distance_to({13, 14}, 5.5), 5.0);
  EXPECT_EQ(area.distance_to({13, 14}, 4.5), 4.5);  // not nearer than that
  EXPECT_EQ(area.distance_to({1, 1}, 0.3), 0.0);
}

TEST(Area, SquareMetresDoNotSufferFromMapCoordinates) {
  EXPECT_EQ(sample().square_metres(), 97.0);
  EXPECT_NEAR(sample({664450.123456789, 3998216.987654321}).square_metres(), 97.0, 1e-7);
}

TEST(Area, NothingIsInAnEmptyArea) {
  const Area area;
  EXPECT_TRUE(area.empty());
  EXPECT_FALSE(area.contains({0, 0}));
  EXPECT_FALSE(area.intersects(Bounds{-1, -1, 1, 1}));
  EXPECT_EQ(area.square_metres(), 0.0);
}

TEST(Line, MeetsRectangle) {
  const std::vector<Point2> line{{-5, 1}, {5, 1}, {5, 9}};
  EXPECT_TRUE(intersects(line, Bounds{0, 0, 2, 2}));
  EXPECT_TRUE(intersects(line, Bounds{5, 9, 6, 10}));
  EXPECT_FALSE(intersects(line, Bounds{0, 2, 2, 4}));
}

}  // namespace
}  // namespace stepscope
