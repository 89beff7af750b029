#include "core/geometry/oriented_box.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/angle.h"
#include "core/geometry/orientation.h"
#include "core/geometry/segment.h"

namespace stepscope {

namespace {

using Corners = std::array<Point2, 4>;  // counter-clockwise

Segment edge(const Corners& corners, std::size_t i) { return {corners[i], corners[(i + 1) % 4]}; }

// The closed quadrilateral contains the point.
bool contains(const Corners& corners, Point2 p) {
  for (std::size_t i = 0; i < 4; ++i) {
    const auto [from, to] = edge(corners, i);
    if (orientation(from, to, p) < 0) return false;
  }
  return true;
}

// All corners of b lie strictly outside one edge of a.
bool edge_separates(const Corners& a, const Corners& b) {
  for (std::size_t i = 0; i < 4; ++i) {
    const auto [from, to] = edge(a, i);
    if (std::all_of(b.begin(), b.end(), [&](Point2 p) { return orientation(from, to, p) < 0; })) return true;
  }
  return false;
}

bool edges_meet(const Corners& a, const Corners& b) {
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      if (intersects(edge(a, i), edge(b, j))) return true;
    }
  }
  return false;
}

bool has_area(const OrientedBox& box) { return box.length > 0.0 && box.width > 0.0; }
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
  const Corners ca = a.corners(), cb = b.corners();
  if (has_area(a) && has_area(b)) return !edge_separates(ca, cb) && !edge_separates(cb, ca);
  // A box without width or length is a line or a point, whose edges cannot separate.
  return edges_meet(ca, cb) || (has_area(a) && contains(ca, cb[0])) || (has_area(b) && contains(cb, ca[0]));
}

double distance(const OrientedBox& a, const OrientedBox& b) {
  if (intersects(a, b)) return 0.0;
  const Corners ca = a.corners(), cb = b.corners();
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j)
      nearest = std::min({nearest, distance(edge(ca, i), cb[j]), distance(edge(cb, i), ca[j])});
  }
  return nearest;
}

bool contains(const OrientedBox& box, Point2 point) {
  const Corners corners = box.corners();
  if (has_area(box)) return contains(corners, point);
  for (std::size_t i = 0; i < 4; ++i) {
    if (touches(edge(corners, i), point)) return true;
  }
  return false;
}

}  // namespace stepscope
