#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/map/road_map.h"

namespace stepscope {

enum class SearchDirection { kForward, kBackward };

// Breadth-first search over roadblocks and roadblock connectors, as the reference's route repair does it: blocks may be
// visited again at every depth, the first target in the order of visiting ends the search, and a block's predecessor is
// the one that reached it last at that depth. The root has depth 1; blocks deeper than `max_depth` are not looked at.
// The path goes from root to target, both included. None if no target is reached.
std::optional<std::vector<const Roadblock*>> search_blocks(const RoadMap& map, const Roadblock& root,
                                                           SearchDirection direction,
                                                           std::span<const FeatureId> targets, int max_depth);

}  // namespace stepscope
