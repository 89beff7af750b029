#include "core/geometry/angle.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace stepscope {
namespace {

TEST(Angle, EqualsTheReference) {
  const auto cases = test::golden("geometry.json.gz")["cases"]["angle"];
  ASSERT_EQ(cases.size(), 60u);
  for (const auto& c : cases) {
    const double a = c["a"], b = c["b"], min = c["min"];
    EXPECT_LE(test::component_error(floor_mod(a - min, 2.0 * kPi) + min, c["principal_value"]), 1.0) << c;
    EXPECT_LE(test::component_error(angle_difference(a, b, 2.0 * kPi), c["angle_diff_2pi"]), 1.0) << c;
    EXPECT_LE(test::component_error(angle_difference(a, b, kPi), c["angle_diff_pi"]), 1.0) << c;
  }
}

TEST(Angle, WrapsIntoTheHalfOpenInterval) {
  EXPECT_EQ(wrap_angle(kPi), -kPi);
  EXPECT_EQ(wrap_angle(-kPi), -kPi);
  EXPECT_NEAR(wrap_angle(7.0), 7.0 - 2.0 * kPi, 1e-15);
  EXPECT_NEAR(wrap_angle(-7.0), 2.0 * kPi - 7.0, 1e-15);
}

TEST(Angle, RemainderHasTheSignOfTheDivisor) {
  EXPECT_EQ(floor_mod(-1.0, 3.0), 2.0);
  EXPECT_EQ(floor_mod(4.0, 3.0), 1.0);
  EXPECT_EQ(floor_mod(-3.0, 3.0), 0.0);
}

}  // namespace
}  // namespace stepscope
