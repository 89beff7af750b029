#include "core/map/map_group.h"

namespace stepscope {

std::string_view map_group_name(MapGroup group) {
  constexpr std::array<std::string_view, kMapGroups.size()> kNames{"boundaries",    "stop lines",   "lane graph",
                                                                   "intersections", "crosswalks",   "walkways",
                                                                   "car parks",     "drivable area"};
  return kNames[static_cast<std::size_t>(group)];
}

std::span<const MapGroup> needed_groups(MapGroup group) {
  static constexpr std::array kOfLaneGraph{MapGroup::kBoundaries, MapGroup::kStopLines};
  static constexpr std::array kOfDrivableArea{MapGroup::kIntersections, MapGroup::kCarparkAreas};
  if (group == MapGroup::kLaneGraph) return kOfLaneGraph;
  if (group == MapGroup::kDrivableArea) return kOfDrivableArea;
  return {};
}

std::optional<MapGroup> group_of(MapLayer layer) {
  switch (layer) {
    case MapLayer::kLane:
    case MapLayer::kLaneConnector:
    case MapLayer::kBaselinePaths:
    case MapLayer::kRoadblock:
    case MapLayer::kRoadblockConnector:
      return MapGroup::kLaneGraph;
    case MapLayer::kStopLine:
    case MapLayer::kTurnStop:
      return MapGroup::kStopLines;
    case MapLayer::kBoundaries:
      return MapGroup::kBoundaries;
    case MapLayer::kIntersection:
      return MapGroup::kIntersections;
    case MapLayer::kCrosswalk:
      return MapGroup::kCrosswalks;
    case MapLayer::kWalkways:
      return MapGroup::kWalkways;
    case MapLayer::kCarparkArea:
      return MapGroup::kCarparkAreas;
    case MapLayer::kDrivableArea:
      return MapGroup::kDrivableArea;
    case MapLayer::kYield:
    case MapLayer::kTrafficLight:
    case MapLayer::kStopSign:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace stepscope
