#pragma once

#include <span>

#include "core/geometry/cap_style.h"
#include "core/geometry/ring_set.h"

namespace stepscope {

// The outline of the polygon that GEOS builds around a line that runs forward all the way, as roads do: its two offset
// curves and the caps already are that outline. Vertices as in GEOS's OffsetSegmentGenerator: on the outer side of a
// turn an arc in steps of about π/32 (one vertex if its ends are nearer than half_width/1000), on the inner side the
// intersection of the two offset segments.
//
// False, and nothing certain in `out`, if the line is not so simple: fewer than two points, repeated points, closed, a
// segment more than 84° off the direction from its first to its last point, inner offset segments that do not meet, or
// vertices so near each other (half_width/100) that GEOS drops some of them.
bool offset_outline(std::span<const Point2> line, double half_width, CapStyle caps, RingSet& out);

}  // namespace stepscope
