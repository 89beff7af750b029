#include "core/synthesis/crossing_traffic.h"

#include <algorithm>
#include <cmath>

namespace stepscope::synthesis {

bool CrossingTraffic::occupied(int crosswalk, double path_across) const {
  for (const OnCrosswalk& p : people[static_cast<std::size_t>(crosswalk)]) {
    const double ahead = path_across - p.across;
    const bool approaching = ahead * p.speed > 0.0;
    if (std::abs(ahead) < 2.4 + (approaching ? 3.5 * std::abs(p.speed) : 0.0)) return true;
  }
  return false;
}

double IdmDriver::free(double speed, double desired) const {
  if (speed > desired) return -std::min(2.5, (speed - desired) / 0.6);
  const double ratio = speed / desired;
  return accelerate * (1.0 - ratio * ratio * ratio * ratio);
}

double IdmDriver::behind(double speed, double desired, double gap, double lead_speed) const {
  const double wanted = standstill + std::max(0.0, speed * headway + speed * (speed - lead_speed) /
                                                                         (2.0 * std::sqrt(accelerate * brake)));
  const double ratio = wanted / std::max(gap, 0.1);
  return std::min(free(speed, desired), accelerate) - accelerate * ratio * ratio;
}

double IdmDriver::before_line(double speed, double desired, double gap) const {
  // Without the headway: one may roll up to a line.
  const double wanted = 0.4 + std::max(0.0, 0.25 * speed + speed * speed / (2.0 * std::sqrt(accelerate * brake)));
  const double ratio = wanted / std::max(gap, 0.05);
  return std::min(free(speed, desired), accelerate) - accelerate * ratio * ratio;
}

}  // namespace stepscope::synthesis
