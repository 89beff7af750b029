#include "core/geometry/angle.h"

#include <cmath>

namespace stepscope {

double floor_mod(double a, double m) {
  double r = std::fmod(a, m);
  if (r != 0.0) {
    if ((m < 0.0) != (r < 0.0)) r += m;
  } else {
    r = std::copysign(0.0, m);
  }
  return r;
}

double wrap_angle(double a) { return floor_mod(a + kPi, 2.0 * kPi) - kPi; }

double angle_difference(double a, double b, double period) {
  const double d = floor_mod(a - b + period / 2.0, period) - period / 2.0;
  return d > kPi ? d - 2.0 * kPi : d;
}

double unwrap_correction(double jump) {
  if (std::abs(jump) < kPi) return 0.0;
  double within = floor_mod(jump + kPi, 2.0 * kPi) - kPi;
  if (within == -kPi && jump > 0.0) within = kPi;
  return within - jump;
}

}  // namespace stepscope
