#include "core/geometry/ring_set.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/orientation.h"
#include "core/geometry/segment.h"

namespace stepscope {

namespace {

Bounds bounds_of(const Segment& s) {
  return {std::min(s.from.x, s.to.x), std::min(s.from.y, s.to.y), std::max(s.from.x, s.to.x),
          std::max(s.from.y, s.to.y)};
}

// Calls visit(Segment) for every edge until it returns true; says whether it did.
template <typename Visit>
bool any_edge(const RingSet& set, Visit&& visit) {
  for (std::size_t r = 0; r < set.ring_count(); ++r) {
    const auto ring = set.ring(r);
    for (std::size_t i = 1; i < ring.size(); ++i) {
      if (visit(Segment{ring[i - 1], ring[i]})) return true;
    }
  }
  return false;
}

bool edges_meet(const RingSet& a, const RingSet& b) {
  return any_edge(a, [&](const Segment& edge) {
    if (!bounds_of(edge).overlaps(b.bounds())) return false;
    return any_edge(b, [&](const Segment& other) { return intersects(edge, other); });
  });
}

// If no edges meet, each ring of `inner` lies wholly inside or outside `outer`.
bool contains_a_ring(const RingSet& outer, const RingSet& inner) {
  for (std::size_t r = 0; r < inner.ring_count(); ++r) {
    if (outer.contains(inner.ring(r).front())) return true;
  }
  return false;
}

double edge_distance(const Segment& a, const Segment& b) {
  return std::min({distance(a, b.from), distance(a, b.to), distance(b, a.from), distance(b, a.to)});
}

}  // namespace

void RingSet::clear() {
  points_.clear();
  ends_.clear();
  bounds_ = {};
}

void RingSet::reserve(std::size_t points) {
  points_.reserve(points);
  ends_.reserve(1);
}

void RingSet::add(const OrientedBox& box) {
  for (const Point2 p : box.corners()) add_point(p);
  close_ring();
}

void RingSet::add(const Area& area) {
  const auto add_ring = [this](std::span<const Point2> ring) {
    for (const Point2 p : ring) add_point(p);
    close_ring();
  };
  for (const Polygon& part : area.parts()) {
    add_ring(part.exterior);
    for (const auto& hole : part.holes) add_ring(hole);
  }
}

void RingSet::add_point(Point2 p) {
  points_.push_back(p);
  bounds_.extend(p);
}

void RingSet::close_ring() {
  const std::size_t begin = ends_.empty() ? 0 : ends_.back();
  if (points_.size() == begin) return;
  if (points_.back() != points_[begin]) points_.push_back(Point2{points_[begin]});
  ends_.push_back(static_cast<std::uint32_t>(points_.size()));
}

std::span<const Point2> RingSet::ring(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
  return {points_.data() + begin, ends_[i] - begin};
}

bool RingSet::contains(Point2 p) const {
  if (!bounds_.contains(p)) return false;
  bool inside = false;
  const bool on_edge = any_edge(*this, [&](const Segment& edge) {
    const auto [a, b] = edge;
    if ((a.y < p.y && b.y < p.y) || (a.y > p.y && b.y > p.y) || (a.x < p.x && b.x < p.x)) return false;
    if (touches(edge, p)) return true;
    if ((a.y > p.y) != (b.y > p.y) && orientation(a, b, p) == (b.y > a.y ? 1 : -1)) inside = !inside;
    return false;
  });
  return on_edge || inside;
}

bool intersects(const RingSet& a, const RingSet& b) {
  if (a.empty() || b.empty() || !a.bounds().overlaps(b.bounds())) return false;
  return edges_meet(a, b) || contains_a_ring(a, b) || contains_a_ring(b, a);
}

double distance(const RingSet& a, const RingSet& b, double limit) {
  double nearest = std::numeric_limits<double>::infinity();
  if (a.empty() || b.empty()) return nearest;
  if (squared_gap(a.bounds(), b.bounds()) > limit * limit) return limit;
  if (intersects(a, b)) return 0.0;
  any_edge(a, [&](const Segment& edge) {
    const Bounds bounds = bounds_of(edge);
    double near = std::min(nearest, limit);
    if (squared_gap(bounds, b.bounds()) > near * near) return false;
    any_edge(b, [&](const Segment& other) {
      if (squared_gap(bounds, bounds_of(other)) > near * near) return false;
      nearest = std::min(nearest, edge_distance(edge, other));
      near = std::min(nearest, limit);
      return false;
    });
    return false;
  });
  return std::isinf(nearest) ? limit : nearest;
}

double distance(const RingSet& a, const RingSet& b) { return distance(a, b, std::numeric_limits<double>::infinity()); }

}  // namespace stepscope
