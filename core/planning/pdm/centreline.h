#pragma once

#include "core/planning/pdm/drive_path.h"
#include "core/planning/pdm/pdm_route.h"

namespace stepscope {

// The way along lanes of the route from `lane` to the block 30 blocks ahead (or the last), shortest by the lengths of
// the baselines (Dijkstra). If no lane leads there: to the deepest lane that can be reached, the cheapest of several.
std::vector<const LaneSegment*> lanes_ahead(const RoadMap& map, const PdmRoute& route, const LaneSegment& lane);

// Their baselines, one after another.
DrivePath centreline(std::span<const LaneSegment* const> lanes);

}  // namespace stepscope
