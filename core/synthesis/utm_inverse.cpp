#include "core/synthesis/utm_inverse.h"

#include <array>
#include <cmath>
#include <complex>

#include "core/geometry/angle.h"

namespace stepscope::synthesis {

namespace {

using Complex = std::complex<double>;

constexpr double kFlattening = 1.0 / 298.257223563;
constexpr double kN = kFlattening / (2.0 - kFlattening);
constexpr double kN2 = kN * kN, kN3 = kN2 * kN, kN4 = kN3 * kN, kN5 = kN4 * kN, kN6 = kN5 * kN;
// Radius of the rectifying sphere times the scale on the central meridian.
constexpr double kScale = 0.9996 * 6378137.0 / (1.0 + kN) * (1.0 + kN2 / 4.0 + kN4 / 64.0 + kN6 / 256.0);
constexpr double kFalseEasting = 500000.0;

constexpr std::array<double, 6> kAlpha{
    kN / 2 - 2 * kN2 / 3 + 5 * kN3 / 16 + 41 * kN4 / 180 - 127 * kN5 / 288 + 7891 * kN6 / 37800,
    13 * kN2 / 48 - 3 * kN3 / 5 + 557 * kN4 / 1440 + 281 * kN5 / 630 - 1983433 * kN6 / 1935360,
    61 * kN3 / 240 - 103 * kN4 / 140 + 15061 * kN5 / 26880 + 167603 * kN6 / 181440,
    49561 * kN4 / 161280 - 179 * kN5 / 168 + 6601661 * kN6 / 7257600,
    34729 * kN5 / 80640 - 3418889 * kN6 / 1995840,
    212378941 * kN6 / 319334400};

// Σ αj sin(2jζ), the sines by their recurrence.
Complex series(Complex zeta) {
  const Complex twice_cosine = 2.0 * std::cos(2.0 * zeta);
  Complex before{0.0, 0.0}, sine = std::sin(2.0 * zeta), sum{0.0, 0.0};
  for (const double alpha : kAlpha) {
    sum += alpha * sine;
    const Complex next = twice_cosine * sine - before;
    before = sine;
    sine = next;
  }
  return sum;
}

}  // namespace

GeoPoint utm_inverse(Point2 metres, int zone) {
  const Complex target{metres.y / kScale, (metres.x - kFalseEasting) / kScale};  // ξ + iη
  Complex zeta = target;
  // The map is a contraction by about 2·α1 ≈ 0.0017 per round.
  for (int round = 0; round < 8; ++round) {
    const Complex next = target - series(zeta);
    const bool settled = std::abs(next - zeta) < 1e-17;
    zeta = next;
    if (settled) break;
  }
  const double xi = zeta.real(), eta = zeta.imag();
  const double conformal = std::asinh(std::sin(xi) / std::hypot(std::sinh(eta), std::cos(xi)));
  const double eccentricity = std::sqrt(kFlattening * (2.0 - kFlattening));
  double sine = std::tanh(conformal);
  // atanh(sin φ) − e·atanh(e sin φ) = conformal; a contraction by about e² ≈ 0.0067 per round.
  for (int round = 0; round < 9; ++round) {
    sine = std::tanh(conformal + eccentricity * std::atanh(eccentricity * sine));
  }
  const double tangent = std::sinh(conformal + eccentricity * std::atanh(eccentricity * sine));
  const double degrees = 180.0 / kPi;
  return {6.0 * zone - 183.0 + degrees * std::atan2(std::sinh(eta), std::cos(xi)), degrees * std::atan(tangent)};
}

}  // namespace stepscope::synthesis
