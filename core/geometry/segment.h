#pragma once

#include "core/geometry/bounds.h"
#include "core/geometry/pose2.h"

namespace stepscope {

// A straight piece between two points; both may be the same point.
struct Segment {
  Point2 from;
  Point2 to;
};

// Where on the segment the nearest point to p lies: 0 at `from`, 1 at `to`, clamped.
double nearest_fraction(const Segment& segment, Point2 p);
// Smallest distance of p to the segment, m.
double distance(const Segment& segment, Point2 p);

// The point lies on the closed segment. Exact.
bool touches(const Segment& segment, Point2 p);
// The closed segments share a point. Exact.
bool intersects(const Segment& a, const Segment& b);
// The closed segment and the closed rectangle share a point. Exact.
bool intersects(const Segment& segment, const Bounds& rectangle);

}  // namespace stepscope
