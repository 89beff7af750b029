#pragma once

#include <algorithm>
#include <limits>

#include "core/geometry/pose2.h"

namespace stepscope {

// Axis-aligned rectangle, closed. Default: empty (contains nothing, grows by extend).
struct Bounds {
  double min_x{std::numeric_limits<double>::infinity()};
  double min_y{std::numeric_limits<double>::infinity()};
  double max_x{-std::numeric_limits<double>::infinity()};
  double max_y{-std::numeric_limits<double>::infinity()};

  static Bounds square(Point2 centre, double half_size) {
    return {centre.x - half_size, centre.y - half_size, centre.x + half_size, centre.y + half_size};
  }
  bool empty() const { return min_x > max_x || min_y > max_y; }
  void extend(Point2 p) {
    min_x = std::min(min_x, p.x);
    min_y = std::min(min_y, p.y);
    max_x = std::max(max_x, p.x);
    max_y = std::max(max_y, p.y);
  }
  void extend(const Bounds& other) {
    if (other.empty()) return;
    extend(Point2{other.min_x, other.min_y});
    extend(Point2{other.max_x, other.max_y});
  }
  bool contains(Point2 p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
  bool overlaps(const Bounds& o) const {
    return min_x <= o.max_x && o.min_x <= max_x && min_y <= o.max_y && o.min_y <= max_y;
  }
  bool operator==(const Bounds&) const = default;
};

// Square of the distance of two rectangles, 0 if they overlap.
inline double squared_gap(const Bounds& a, const Bounds& b) {
  const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
  const double dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
  return dx * dx + dy * dy;
}

}  // namespace stepscope
