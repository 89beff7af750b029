#pragma once

#include <span>

#include "core/geometry/cap_style.h"
#include "core/geometry/line_simplifier.h"
#include "core/geometry/ring_set.h"

namespace stepscope {

// The outline of the polygon that GEOS builds around a line, where the line's two offset curves and its caps already
// are that outline: on roads nearly always. Vertices as in GEOS's OffsetSegmentGenerator: on the outer side of a turn
// an arc in steps of about π/32 (one vertex if its ends are nearer than half_width/1000), on the inner side the
// intersection of the two offset segments. For one thread at a time; keeps its scratch memory.
class OffsetOutline {
 public:
  // False, and nothing certain in `out`, if the polygon takes a union of pieces or is not that of an open line: fewer
  // than two points, repeated points, a closed line, a reversing one, inner offset segments that do not meet, or curves
  // that meet themselves or each other.
  bool build(std::span<const Point2> line, double half_width, CapStyle caps, RingSet& out);
  // Room for a line of this many points.
  void reserve(std::size_t points) { simplifier_.reserve(points); }

 private:
  LineSimplifier simplifier_;
};

}  // namespace stepscope
