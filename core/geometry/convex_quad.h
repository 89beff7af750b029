#pragma once

#include <array>

#include "core/geometry/bounds.h"
#include "core/geometry/pose2.h"
#include "core/geometry/segment.h"

namespace stepscope {

// The corners of a convex quadrilateral, counter-clockwise, as a footprint has them: front-left, rear-left, rear-right,
// front-right. It may be as thin as a line or a point. Closed: touching counts.
using ConvexQuad = std::array<Point2, 4>;

inline Segment edge_of(const ConvexQuad& quad, std::size_t i) { return {quad[i], quad[(i + 1) % 4]}; }
Bounds bounds_of(const ConvexQuad& quad);
inline ConvexQuad moved(const ConvexQuad& quad, Point2 by) {
  return {quad[0] + by, quad[1] + by, quad[2] + by, quad[3] + by};
}

// Exact.
bool contains(const ConvexQuad& quad, Point2 p);
bool intersects(const ConvexQuad& a, const ConvexQuad& b);
bool intersects(const Segment& segment, const ConvexQuad& quad);
// Smallest distance of the two, m; 0 if they intersect.
double distance(const ConvexQuad& a, const ConvexQuad& b);

}  // namespace stepscope
