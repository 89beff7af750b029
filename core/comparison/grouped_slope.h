#pragma once

#include <optional>
#include <span>

#include "core/comparison/sign_flip.h"

namespace stepscope {

// y = level of the group + slope · x + noise.
struct GroupedPoint {
  double x{0.0}, y{0.0};
  int group{0};
};
struct GroupedSlope {
  double slope{0.0};                 // least squares; 0 where no group's x vary
  std::optional<Interval> interval;  // 95 %, Student's t; none without a degree of freedom, or where no x vary
};
GroupedSlope grouped_slope(std::span<const GroupedPoint> points);

}  // namespace stepscope
