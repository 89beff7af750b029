#include "core/geometry/orientation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"

namespace stepscope {
namespace {

__extension__ using Wide = __int128;  // holds the products of coordinates counted in small units

int exact_side(Point2 a, Point2 b, Point2 c, double unit) {
  const auto units = [unit](double v) { return static_cast<Wide>(v / unit); };
  const Wide determinant =
      (units(b.x) - units(a.x)) * (units(c.y) - units(a.y)) - (units(b.y) - units(a.y)) * (units(c.x) - units(a.x));
  return determinant > 0 ? 1 : determinant < 0 ? -1 : 0;
}

int rounded_side(Point2 a, Point2 b, Point2 c) {
  const double determinant = (a.x - c.x) * (b.y - c.y) - (a.y - c.y) * (b.x - c.x);
  return (determinant > 0) - (determinant < 0);
}

TEST(Orientation, PlainCases) {
  EXPECT_EQ(orientation({0, 0}, {1, 0}, {0, 1}), 1);
  EXPECT_EQ(orientation({0, 0}, {1, 0}, {0, -1}), -1);
  EXPECT_EQ(orientation({0, 0}, {1, 1}, {2, 2}), 0);
}

// Neighbouring doubles round (0.5, 0.5) against the line through (12, 12) and (24, 24): rounding gets many wrong.
TEST(Orientation, HasTheSignOfTheRealNumber) {
  const double unit = std::ldexp(1.0, -53);
  const Point2 b{12, 12}, c{24, 24};
  int rounding_is_wrong = 0;
  for (int i = 0; i < 256; ++i) {
    for (int j = 0; j < 256; ++j) {
      const Point2 a{0.5 + i * unit, 0.5 + j * unit};
      const int expected = exact_side(a, b, c, unit);
      ASSERT_EQ(orientation(a, b, c), expected) << i << " " << j;
      ASSERT_EQ(orientation(b, c, a), expected) << i << " " << j;
      ASSERT_EQ(orientation(c, b, a), -expected) << i << " " << j;
      rounding_is_wrong += rounded_side(a, b, c) != expected;
    }
  }
  EXPECT_GT(rounding_is_wrong, 1000);
}

TEST(Orientation, HasTheSignOfTheRealNumberAtMapCoordinates) {
  Random random(4);
  const double unit = std::ldexp(1.0, -28);
  for (int i = 0; i < 20000; ++i) {
    const Point2 a{664450.0 + std::floor(random.uniform(0, 1e9)) * unit, 3998216.0};
    const Point2 b = a + Point2{std::floor(random.uniform(1, 1e11)) * unit, std::floor(random.uniform(1, 1e11)) * unit};
    Point2 c = a + random.uniform() * (b - a);  // on the line but for rounding
    c = {std::round(c.x / unit) * unit, std::round(c.y / unit) * unit};
    ASSERT_EQ(orientation(a, b, c), exact_side(a, b, c, unit));
  }
}

TEST(Orientation, NotANumberIsOnNoSide) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(orientation({0, 0}, {1, nan}, {0, 1}), 0);
}

}  // namespace
}  // namespace stepscope
