#pragma once

#include <span>
#include <vector>

#include "core/map/road_map.h"

namespace stepscope {

// Where a route may begin: the block the ego is on, and all that were as good in kind.
struct StartBlocks {
  const Roadblock* best{nullptr};
  std::vector<const Roadblock*> candidates;
};

// Blocks and connectors within 1 m of the rear axle, else the nearest of each. Those with a lane that the ego follows
// (heading within 45°, 3 m) come first, those of them on the route before others; then the smallest distance decides.
// No block at all if the map has none.
StartBlocks find_start_blocks(const RoadMap& map, const Pose2& rear_axle, std::span<const Roadblock* const> route);

}  // namespace stepscope
