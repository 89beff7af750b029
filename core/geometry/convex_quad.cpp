#include "core/geometry/convex_quad.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/geometry/orientation.h"

namespace stepscope {

namespace {

// Edges of a quadrilateral without area cannot separate in every direction.
bool has_area(const ConvexQuad& quad) {
  return orientation(quad[0], quad[1], quad[2]) > 0 && orientation(quad[2], quad[3], quad[0]) > 0;
}

// All corners of b lie strictly outside one edge of a.
bool edge_separates(const ConvexQuad& a, const ConvexQuad& b) {
  for (std::size_t i = 0; i < 4; ++i) {
    const auto [from, to] = edge_of(a, i);
    if (std::all_of(b.begin(), b.end(), [&](Point2 p) { return orientation(from, to, p) < 0; })) return true;
  }
  return false;
}

bool edges_meet(const ConvexQuad& a, const ConvexQuad& b) {
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      if (intersects(edge_of(a, i), edge_of(b, j))) return true;
    }
  }
  return false;
}

double squared_distance(const Segment& segment, Point2 p) {
  const Point2 d = segment.to - segment.from, q = p - segment.from;
  const double squared_length = d.x * d.x + d.y * d.y, along = q.x * d.x + q.y * d.y;
  if (!(along > 0.0)) return q.x * q.x + q.y * q.y;
  const Point2 r = p - segment.to;
  if (along >= squared_length) return r.x * r.x + r.y * r.y;
  const double across = d.x * q.y - d.y * q.x;
  return across * across / squared_length;
}

}  // namespace

Bounds bounds_of(const ConvexQuad& quad) {
  Bounds bounds;
  for (const Point2 p : quad) bounds.extend(p);
  return bounds;
}

bool contains(const ConvexQuad& quad, Point2 p) {
  if (has_area(quad)) {
    for (std::size_t i = 0; i < 4; ++i) {
      const auto [from, to] = edge_of(quad, i);
      if (!(orientation(from, to, p) >= 0)) return false;
    }
    return true;
  }
  for (std::size_t i = 0; i < 4; ++i) {
    if (touches(edge_of(quad, i), p)) return true;
  }
  return false;
}

bool intersects(const ConvexQuad& a, const ConvexQuad& b) {
  if (!bounds_of(a).overlaps(bounds_of(b))) return false;
  const bool area_a = has_area(a), area_b = has_area(b);
  if (area_a && area_b) return !edge_separates(a, b) && !edge_separates(b, a);
  return edges_meet(a, b) || (area_a && contains(a, b[0])) || (area_b && contains(b, a[0]));
}

bool intersects(const Segment& segment, const ConvexQuad& quad) {
  if (contains(quad, segment.from)) return true;
  for (std::size_t i = 0; i < 4; ++i) {
    if (intersects(segment, edge_of(quad, i))) return true;
  }
  return false;
}

double distance(const ConvexQuad& a, const ConvexQuad& b) {
  if (intersects(a, b)) return 0.0;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j)
      nearest = std::min({nearest, squared_distance(edge_of(a, i), b[j]), squared_distance(edge_of(b, i), a[j])});
  }
  return std::sqrt(nearest);
}

}  // namespace stepscope
