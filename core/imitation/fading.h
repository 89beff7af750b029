#pragma once

#include <algorithm>

namespace stepscope {

// How an offset goes away: the cubic from `value` with `slope` per unit to 0 with slope 0 at `length`, at x; 0 beyond.
struct Fading {
  double value{0.0}, slope{0.0}, length{1.0};

  double at(double x) const {
    if (x >= length) return 0.0;
    const double u = x / length;
    return value * (1.0 - u * u * (3.0 - 2.0 * u)) + slope * length * u * (1.0 - u) * (1.0 - u);
  }
  double slope_at(double x) const {
    if (x >= length) return 0.0;
    const double u = x / length;
    return value / length * 6.0 * u * (u - 1.0) + slope * (1.0 - u) * (1.0 - 3.0 * u);
  }
};

// Over which distance an ego returns to a path, if it drives so far meanwhile: never so short that it could not steer.
inline double return_length_m(double driven_m) { return std::clamp(driven_m, 8.0, 60.0); }

}  // namespace stepscope
