#pragma once

#include "core/map/road_map.h"
#include "core/metrics/centre_route.h"

namespace stepscope {

// The blocks that a route passes through one after the other, each with the baseline along which progress is measured.
struct RouteBlock {
  const Roadblock* block{nullptr};
  const Polyline* baseline{nullptr};
};
// Empty if the route meets no lane. An error names a segment whose block the map does not have.
Result<std::vector<RouteBlock>> blocks_of(const RoadMap& map, const CentreRoute& route);

// How far a sequence of points gets along these blocks.
struct RouteProgress {
  std::vector<double> steps;         // per point, m; the first is 0
  std::vector<double> totals;        // sums of the steps up to each point, m
  std::vector<std::uint32_t> block;  // per point the block it was last in
};
// At least one block. Points outside all blocks ahead add nothing.
RouteProgress progress_along(std::span<const RouteBlock> blocks, std::span<const Point2> points);

}  // namespace stepscope
