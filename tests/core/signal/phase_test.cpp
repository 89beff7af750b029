#include "core/signal/phase.h"

#include <gtest/gtest.h>

#include <numbers>
#include <vector>

namespace stepscope {
namespace {

constexpr double kPi = std::numbers::pi;

TEST(UnwrapPhase, TakesFullTurnsOut) {
  const std::vector<double> angles{3.0, -3.0, 3.0, 3.0 + 4.0 * kPi, 2.0};
  std::vector<double> out(angles.size());
  unwrap_phase(angles, out);
  // 3 → −3 is a turn too little by 2π; back again; then two turns at once; then no more than before.
  const std::vector<double> expected{3.0, -3.0 + 2.0 * kPi, 3.0, 3.0, 2.0};
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_NEAR(out[i], expected[i], 1e-12) << i;
}

TEST(UnwrapPhase, LeavesHalfATurnAndWorksInPlace) {
  std::vector<double> angles{0.0, kPi, 0.0, -kPi};  // round(±0.5) = 0
  const std::vector<double> before = angles;
  unwrap_phase(angles, angles);
  EXPECT_EQ(angles, before);
  unwrap_phase({}, {});
}

}  // namespace
}  // namespace stepscope
