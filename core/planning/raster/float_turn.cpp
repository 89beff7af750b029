#include "core/planning/raster/float_turn.h"

#include <cmath>

namespace stepscope {

namespace {

constexpr float kFarthest = 1e4F;  // rad; no heading of a plan is farther round

// a₀·xⁿ + … + aₙ by Horner's rule, each step rounded once.
template <typename... Rest>
float polynomial(float x, float first, Rest... rest) {
  float value = first;
  ((value = std::fma(value, x, rest)), ...);
  return value;
}

}  // namespace

FloatTurn float_turn(float angle) {
  if (!(std::abs(angle) <= kFarthest)) return {std::sin(angle), std::cos(angle)};
  // Whole quarter turns, then what is left in [−π/4, π/4], with π/2 in three parts (Cody and Waite).
  const float quarters = std::nearbyint(angle * 0.636619772F);
  float rest = std::fma(quarters, -1.57079601F, angle);
  rest = std::fma(quarters, -3.13916473e-07F, rest);
  rest = std::fma(quarters, -5.39030253e-15F, rest);
  const float square = rest * rest;
  // Minimax polynomials; the hexadecimal digits are all of a coefficient's bits.
  const float even = polynomial(square, 0x1.98e616p-16F, -0x1.6c06dcp-10F, 0x1.55553cp-05F, -0.5F, 1.0F);
  const float odd = std::fma(
      polynomial(square, 0x1.7d3bbcp-19F, -0x1.a06bbap-13F, 0x1.11119ap-07F, -0x1.555556p-03F) * square, rest, rest);
  switch (static_cast<int>(quarters) & 3) {
    case 0:
      return {odd, even};
    case 1:
      return {even, -odd};
    case 2:
      return {-odd, -even};
    default:
      return {-even, odd};
  }
}

}  // namespace stepscope
