#include "core/geometry/polygon.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/orientation.h"
#include "core/geometry/segment.h"

namespace stepscope {

namespace {

enum class Side { kInside, kOnEdge, kOutside };

Bounds bounds_of(std::span<const Point2> points) {
  Bounds bounds;
  for (const Point2 p : points) bounds.extend(p);
  return bounds;
}

// Calls visit(Segment) for every edge until it returns true; says whether it did.
template <typename Visit>
bool any_edge(std::span<const Point2> line, Visit&& visit) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (visit(Segment{line[i - 1], line[i]})) return true;
  }
  return false;
}

template <typename Visit>
bool any_edge(const Polygon& polygon, Visit&& visit) {
  return any_edge(std::span<const Point2>(polygon.exterior), visit) ||
         std::any_of(polygon.holes.begin(), polygon.holes.end(),
                     [&](const auto& hole) { return any_edge(std::span<const Point2>(hole), visit); });
}

// Even–odd rule with a ray towards +x; the side of each crossed edge is decided exactly.
Side side_of(std::span<const Point2> ring, Point2 p) {
  bool inside = false;
  bool on_edge = false;
  any_edge(ring, [&](const Segment& edge) {
    const auto [a, b] = edge;
    if ((a.y < p.y && b.y < p.y) || (a.y > p.y && b.y > p.y) || (a.x < p.x && b.x < p.x)) return false;
    if (touches(edge, p)) return on_edge = true;
    if ((a.y > p.y) == (b.y > p.y)) return false;
    if (orientation(a, b, p) == (b.y > a.y ? 1 : -1)) inside = !inside;
    return false;
  });
  if (on_edge) return Side::kOnEdge;
  return inside ? Side::kInside : Side::kOutside;
}

bool strictly_contains(const Polygon& polygon, Point2 p) {
  return side_of(polygon.exterior, p) == Side::kInside &&
         std::all_of(polygon.holes.begin(), polygon.holes.end(),
                     [&](const auto& hole) { return side_of(hole, p) == Side::kOutside; });
}

// Every point of the rectangle is further away than `metres`, by more than rounding could feign.
bool further_than(double metres, const Bounds& rectangle, Point2 p) {
  const double dx = std::max(rectangle.min_x - p.x, p.x - rectangle.max_x);
  const double dy = std::max(rectangle.min_y - p.y, p.y - rectangle.max_y);
  const double margin = metres + 1e-6;
  return dx > margin || dy > margin || (dx > 0.0 && dy > 0.0 && dx * dx + dy * dy > margin * margin);
}

// Twice the surface of a ring, positive, and six times its moment about `origin`, both taken relative to a point
// nearby, because the products of map coordinates would lose the digits that matter.
struct RingMoment {
  double doubled{0.0};
  Point2 sextupled;
};
RingMoment moment_of(std::span<const Point2> ring, Point2 origin) {
  RingMoment sum;
  any_edge(ring, [&](const Segment& edge) {
    const Point2 a = edge.from - origin, b = edge.to - origin;
    const double cross = a.x * b.y - b.x * a.y;
    sum.doubled += cross;
    sum.sextupled = sum.sextupled + cross * (a + b);
    return false;
  });
  if (sum.doubled < 0.0) sum = {-sum.doubled, -1.0 * sum.sextupled};
  return sum;
}

// Relative to the first vertex, for the same reason.
double ring_square_metres(std::span<const Point2> ring) {
  double doubled = 0.0;
  any_edge(ring, [&](const Segment& edge) {
    const Point2 a = edge.from - ring.front(), b = edge.to - ring.front();
    doubled += a.x * b.y - b.x * a.y;
    return false;
  });
  return std::abs(doubled) / 2.0;
}

}  // namespace

Area::Area(std::vector<Polygon> parts) : parts_(std::move(parts)) {
  for (const Polygon& part : parts_) bounds_.extend(bounds_of(part.exterior));
}

bool Area::contains(Point2 p) const {
  if (!bounds_.contains(p)) return false;
  return std::any_of(parts_.begin(), parts_.end(), [p](const Polygon& part) { return strictly_contains(part, p); });
}

bool Area::intersects(const Bounds& rectangle) const {
  if (rectangle.empty() || !bounds_.overlaps(rectangle)) return false;
  // Without a common point of the edges the rectangle lies wholly inside or wholly outside.
  return std::any_of(parts_.begin(), parts_.end(), [&](const Polygon& part) {
    return any_edge(part, [&](const Segment& edge) { return stepscope::intersects(edge, rectangle); }) ||
           strictly_contains(part, {rectangle.min_x, rectangle.min_y});
  });
}

bool Area::intersects(std::span<const Point2> line) const {
  if (line.empty() || !bounds_.overlaps(bounds_of(line))) return false;
  return std::any_of(parts_.begin(), parts_.end(), [&](const Polygon& part) {
    return strictly_contains(part, line.front()) || any_edge(line, [&](const Segment& piece) {
             return any_edge(part, [&](const Segment& edge) { return stepscope::intersects(edge, piece); });
           });
  });
}

double Area::distance_to(Point2 p) const { return distance_to(p, std::numeric_limits<double>::infinity()); }

double Area::distance_to(Point2 p, double limit) const {
  if (further_than(limit, bounds_, p)) return limit;
  if (contains(p)) return std::min(limit, 0.0);
  double nearest = limit;
  for (const Polygon& part : parts_) {
    any_edge(part, [&](const Segment& edge) {
      const auto [x1, x2] = std::minmax(edge.from.x, edge.to.x);
      const auto [y1, y2] = std::minmax(edge.from.y, edge.to.y);
      if (!further_than(nearest, {x1, y1, x2, y2}, p)) nearest = std::min(nearest, distance(edge, p));
      return false;
    });
  }
  return nearest;
}

double Area::square_metres() const {
  double sum = 0.0;
  for (const Polygon& part : parts_) {
    sum += ring_square_metres(part.exterior);
    for (const auto& hole : part.holes) sum -= ring_square_metres(hole);
  }
  return sum;
}

Point2 Area::centroid() const {
  const Point2 origin = parts_.front().exterior.front();
  RingMoment sum;
  const auto add = [&](std::span<const Point2> ring, double sign) {
    const RingMoment moment = moment_of(ring, origin);
    sum.doubled += sign * moment.doubled;
    sum.sextupled = sum.sextupled + sign * moment.sextupled;
  };
  for (const Polygon& part : parts_) {
    add(part.exterior, 1.0);
    for (const auto& hole : part.holes) add(hole, -1.0);
  }
  if (!(sum.doubled > 0.0)) return {(bounds_.min_x + bounds_.max_x) / 2.0, (bounds_.min_y + bounds_.max_y) / 2.0};
  return origin + 1.0 / (3.0 * sum.doubled) * sum.sextupled;
}

bool intersects(std::span<const Point2> line, const Bounds& rectangle) {
  return any_edge(line, [&](const Segment& piece) { return intersects(piece, rectangle); });
}

}  // namespace stepscope
