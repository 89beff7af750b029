#include "core/geometry/oriented_box.h"

#include <cmath>

#include "core/geometry/angle.h"
#include "core/geometry/convex_quad.h"

namespace stepscope {

namespace {

double radius(const OrientedBox& box) { return std::hypot(box.length, box.width) / 2.0; }

}  // namespace

std::array<Point2, 4> OrientedBox::corners() const {
  const double c = std::cos(centre.heading), s = std::sin(centre.heading);
  const double lateral_c = std::cos(centre.heading + kPi / 2.0), lateral_s = std::sin(centre.heading + kPi / 2.0);
  const auto corner = [&](double longitudinal, double lateral) -> Point2 {
    return {centre.x + (lateral * lateral_c + longitudinal * c), centre.y + (lateral * lateral_s + longitudinal * s)};
  };
  const double l = length / 2.0, w = width / 2.0;
  return {corner(l, w), corner(-l, w), corner(-l, -w), corner(l, -w)};
}

bool intersects(const OrientedBox& a, const OrientedBox& b) {
  // Most pairs are far apart. The margin is far above what rounding of corners can do; a NaN ends here as well.
  const double reach = radius(a) + radius(b) + 1e-6;
  const Point2 d = a.centre.position() - b.centre.position();
  if (!(d.x * d.x + d.y * d.y <= reach * reach)) return false;
  return intersects(a.corners(), b.corners());
}

double distance(const OrientedBox& a, const OrientedBox& b) { return distance(a.corners(), b.corners()); }

bool contains(const OrientedBox& box, Point2 point) { return contains(box.corners(), point); }

}  // namespace stepscope
