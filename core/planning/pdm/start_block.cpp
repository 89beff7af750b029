#include "core/planning/pdm/start_block.h"

#include <algorithm>
#include <limits>

#include "core/geometry/angle.h"
#include "core/planning/pdm/lane_pose.h"

namespace stepscope {

namespace {

constexpr double kReach = 1.0;               // m
constexpr double kHeadingLimit = kPi / 4.0;  // rad
constexpr double kDistanceLimit = 3.0;       // m
constexpr MapLayer kLayers[] = {MapLayer::kRoadblock, MapLayer::kRoadblockConnector};

std::vector<const Roadblock*> blocks_around(const RoadMap& map, Point2 p) {
  std::vector<const Roadblock*> blocks;
  for (const MapLayer layer : kLayers) {
    for (const FeatureId id : map.proximal(p, kReach, layer)) blocks.push_back(map.roadblock(id));
  }
  if (!blocks.empty()) return blocks;
  for (const MapLayer layer : kLayers) {
    if (const auto nearest = map.nearest(p, layer)) blocks.push_back(map.roadblock(nearest->id));
  }
  return blocks;
}

// Blocks with what they are judged by.
struct Ranking {
  std::vector<const Roadblock*> blocks;
  std::vector<double> distances;

  void add(const Roadblock* block, double distance_m) {
    blocks.push_back(block);
    distances.push_back(distance_m);
  }
  StartBlocks first() && {
    if (blocks.empty()) return {};
    const auto best = std::min_element(distances.begin(), distances.end()) - distances.begin();
    const Roadblock* block = blocks[static_cast<std::size_t>(best)];
    return {.best = block, .candidates = std::move(blocks)};
  }
};

}  // namespace

StartBlocks find_start_blocks(const RoadMap& map, const Pose2& rear_axle, std::span<const Roadblock* const> route) {
  Ranking on_route, off_route, any;
  for (const Roadblock* block : blocks_around(map, rear_axle.position())) {
    const bool routed = std::find(route.begin(), route.end(), block) != route.end();
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::uint32_t i : block->interior) {
      const LanePose pose = pose_on(map.segments()[i], rear_axle);
      nearest = std::min(nearest, pose.distance_m);
      if (pose.heading_error < kHeadingLimit && pose.distance_m < kDistanceLimit)
        (routed ? on_route : off_route).add(block, pose.distance_m);
    }
    any.add(block, nearest);
  }
  if (!on_route.blocks.empty()) return std::move(on_route).first();
  if (!off_route.blocks.empty()) return std::move(off_route).first();
  return std::move(any).first();
}

}  // namespace stepscope
