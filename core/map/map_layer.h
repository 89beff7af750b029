#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace stepscope {

// Layers that hold objects, with the numbers of the reference's SemanticMapLayer.
enum class MapLayer : std::uint8_t {
  kLane = 0,
  kIntersection = 1,
  kStopLine = 2,
  kTurnStop = 3,
  kCrosswalk = 4,
  kDrivableArea = 5,
  kYield = 6,
  kTrafficLight = 7,
  kStopSign = 8,
  kLaneConnector = 11,
  kBaselinePaths = 12,
  kBoundaries = 13,
  kWalkways = 14,
  kCarparkArea = 15,
  kRoadblock = 17,
  kRoadblockConnector = 18,
};
std::string_view layer_name(MapLayer layer);  // "LANE_CONNECTOR"
inline constexpr std::size_t kMapLayerNumbers = static_cast<std::size_t>(MapLayer::kRoadblockConnector) + 1;

}  // namespace stepscope
