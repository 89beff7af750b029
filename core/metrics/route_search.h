#pragma once

#include "core/map/road_map.h"
#include "core/metrics/segment_lists.h"

namespace stepscope {

// The two ways in which a point is matched to lane segments. Polygons contain strictly.

// Candidates that contain the point; if none does and there is exactly one candidate, its successors that do.
void segments_among(const RoadMap& map, SegmentSpan candidates, Point2 p, std::vector<std::uint32_t>& out);

// The lane at the point, else all lane connectors there. An error if several lanes contain the point: the reference
// gives up there.
Status segments_anywhere(const RoadMap& map, Point2 p, std::vector<std::uint32_t>& out);

}  // namespace stepscope
