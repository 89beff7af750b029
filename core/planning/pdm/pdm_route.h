#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/map/road_map.h"

namespace stepscope {

// The blocks to drive through, in order, and the lanes inside. Belongs to a map, which must outlive it.
class PdmRoute {
 public:
  PdmRoute() = default;
  // Blocks that appear again are left out.
  PdmRoute(const RoadMap& map, std::span<const Roadblock* const> blocks);

  std::span<const Roadblock* const> blocks() const { return blocks_; }
  // Lanes and lane connectors, block by block.
  std::span<const LaneSegment* const> lanes() const { return lanes_; }
  bool holds(const LaneSegment& lane) const { return on_route_[index_of(lane)]; }
  std::size_t index_of(const LaneSegment& lane) const {
    return static_cast<std::size_t>(&lane - map_->segments().data());
  }

 private:
  const RoadMap* map_{nullptr};
  std::vector<const Roadblock*> blocks_;
  std::vector<const LaneSegment*> lanes_;
  std::vector<bool> on_route_;  // by index in RoadMap::segments()
};

// The blocks that the texts name, without repetitions; what the map does not have is left out. An error if nothing is
// left.
Result<std::vector<const Roadblock*>> route_blocks(const RoadMap& map, std::span<const std::string> ids);

// The route as the ego can drive it from where it stands: leads from the ego's block to the route, closes gaps between
// blocks that do not follow one another, and ends before it would cross itself in a junction.
std::vector<const Roadblock*> repaired_route(const RoadMap& map, std::vector<const Roadblock*> route,
                                             const Pose2& rear_axle);

}  // namespace stepscope
