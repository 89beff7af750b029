#include "core/geometry/prepared_area.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/orientation.h"

namespace stepscope {

namespace {

constexpr std::size_t kMostSlabs = 256;

// Squared gap between the bounds of an edge and other bounds: their contents are not nearer.
double squared_gap(Point2 a, Point2 b, const Bounds& other) {
  const double dx = std::max({0.0, std::min(a.x, b.x) - other.max_x, other.min_x - std::max(a.x, b.x)});
  const double dy = std::max({0.0, std::min(a.y, b.y) - other.max_y, other.min_y - std::max(a.y, b.y)});
  return dx * dx + dy * dy;
}

}  // namespace

PreparedArea::Ring::Ring(const std::vector<Point2>& given) : points(given) {
  for (const Point2 p : points) bounds.extend(p);
  const std::size_t count = points.size() < 2 ? 0 : points.size() - 1;
  const std::size_t slabs = std::clamp<std::size_t>(count, 1, kMostSlabs);
  const double height = bounds.max_y - bounds.min_y;
  slabs_per_metre = height > 0.0 ? static_cast<double>(slabs) / height : 0.0;
  slab_begin.assign(slabs + 1, 0);

  const auto first_slab = [&](std::size_t i) { return slab(std::min(points[i].y, points[i + 1].y)); };
  const auto last_slab = [&](std::size_t i) { return slab(std::max(points[i].y, points[i + 1].y)); };
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t s = first_slab(i); s <= last_slab(i); ++s) ++slab_begin[s + 1];
  }
  for (std::size_t s = 0; s < slabs; ++s) slab_begin[s + 1] += slab_begin[s];
  edges.resize(slab_begin[slabs]);
  std::vector<std::uint32_t> next(slab_begin.begin(), slab_begin.end() - 1);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t s = first_slab(i); s <= last_slab(i); ++s) edges[next[s]++] = {points[i], points[i + 1]};
  }
}

// Does not decrease with y, so that an edge is found at every height it has. y must not be far outside of the bounds.
std::size_t PreparedArea::Ring::slab(double y) const {
  const double place = (y - bounds.min_y) * slabs_per_metre;
  const std::size_t last = slab_begin.size() - 2;
  if (!(place > 0.0)) return 0;
  return place >= static_cast<double>(last) ? last : static_cast<std::size_t>(place);
}

// Even–odd rule with a ray towards +x; the side of each crossed edge is decided exactly.
PreparedArea::Side PreparedArea::Ring::side_of(Point2 p) const {
  if (!bounds.contains(p)) return Side::kOutside;
  bool inside = false;
  const std::size_t s = slab(p.y);
  for (std::uint32_t i = slab_begin[s]; i < slab_begin[s + 1]; ++i) {
    const auto [a, b] = edges[i];
    if ((a.y < p.y && b.y < p.y) || (a.y > p.y && b.y > p.y) || (a.x < p.x && b.x < p.x)) continue;
    const bool crosses = (a.y > p.y) != (b.y > p.y);
    if (crosses && a.x > p.x && b.x > p.x) {
      inside = !inside;
      continue;
    }
    const int side = orientation(a, b, p);
    if (side == 0 && std::max(a.x, b.x) >= p.x && std::min(a.x, b.x) <= p.x) return Side::kOnEdge;
    if (crosses && side == (b.y > a.y ? 1 : -1)) inside = !inside;
  }
  return inside ? Side::kInside : Side::kOutside;
}

// Calls visit(edge) for the edges on the height of `query` until it returns true; says whether it did.
template <typename Visit>
bool PreparedArea::Ring::any_edge_near(const Bounds& query, Visit&& visit) const {
  if (!bounds.overlaps(query)) return false;
  const std::uint32_t end = slab_begin[slab(query.max_y) + 1];
  for (std::uint32_t i = slab_begin[slab(query.min_y)]; i < end; ++i) {
    if (visit(edges[i])) return true;
  }
  return false;
}

PreparedArea::PreparedArea(const Area& area) : bounds_(area.bounds()) {
  for (const Polygon& polygon : area.parts()) {
    Part part{.exterior = Ring(polygon.exterior), .holes = {}};
    for (const auto& hole : polygon.holes) part.holes.emplace_back(hole);
    parts_.push_back(std::move(part));
  }
}

PreparedArea::Side PreparedArea::side_of(const Part& part, Point2 p) {
  const Side side = part.exterior.side_of(p);
  if (side != Side::kInside) return side;
  for (const Ring& hole : part.holes) {
    if (const Side in_hole = hole.side_of(p); in_hole != Side::kOutside)
      return in_hole == Side::kOnEdge ? Side::kOnEdge : Side::kOutside;
  }
  return Side::kInside;
}

bool PreparedArea::contains(Point2 p) const {
  if (!bounds_.contains(p)) return false;
  return std::any_of(parts_.begin(), parts_.end(), [p](const Part& part) { return side_of(part, p) == Side::kInside; });
}

bool PreparedArea::touches(Point2 p) const {
  if (!bounds_.contains(p)) return false;
  return std::any_of(parts_.begin(), parts_.end(),
                     [p](const Part& part) { return side_of(part, p) != Side::kOutside; });
}

bool PreparedArea::edges_meet(const Part& part, const ConvexQuad& quad, const Bounds& quad_bounds) {
  const auto meets = [&](const Segment& edge) {
    if (std::min(edge.from.x, edge.to.x) > quad_bounds.max_x || std::max(edge.from.x, edge.to.x) < quad_bounds.min_x)
      return false;
    return stepscope::intersects(edge, quad);
  };
  return part.exterior.any_edge_near(quad_bounds, meets) ||
         std::any_of(part.holes.begin(), part.holes.end(),
                     [&](const Ring& hole) { return hole.any_edge_near(quad_bounds, meets); });
}

bool PreparedArea::intersects(const ConvexQuad& quad) const {
  const Bounds quad_bounds = bounds_of(quad);
  if (!bounds_.overlaps(quad_bounds)) return false;
  // Without a common point of the edges one lies wholly inside the other, or they are apart. That the area lies inside
  // the quadrilateral shows in its edges, because the quadrilateral is a closed region to them.
  return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    return side_of(part, quad[0]) != Side::kOutside || edges_meet(part, quad, quad_bounds);
  });
}

bool PreparedArea::encloses(const ConvexQuad& quad) const {
  const Bounds quad_bounds = bounds_of(quad);
  return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    return side_of(part, quad[0]) == Side::kInside && !edges_meet(part, quad, quad_bounds);
  });
}

double PreparedArea::distance_to(const ConvexQuad& quad) const {
  if (intersects(quad)) return 0.0;
  double nearest = std::numeric_limits<double>::infinity();
  const Bounds quad_bounds = bounds_of(quad);
  const auto measure = [&](const Ring& ring) {
    for (std::size_t e = 1; e < ring.points.size(); ++e) {
      const Segment edge{ring.points[e - 1], ring.points[e]};
      if (squared_gap(edge.from, edge.to, quad_bounds) > nearest * nearest) continue;
      for (std::size_t i = 0; i < 4; ++i)
        nearest = std::min({nearest, distance(edge, quad[i]), distance(edge_of(quad, i), edge.from)});
    }
  };
  for (const Part& part : parts_) {
    measure(part.exterior);
    for (const Ring& hole : part.holes) measure(hole);
  }
  return nearest;
}

}  // namespace stepscope
