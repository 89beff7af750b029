#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/map/map_layer.h"

namespace stepscope {

// Layers of a GeoPackage that are read together, because their objects can only be resolved together.
enum class MapGroup : std::uint8_t {
  kBoundaries,
  kStopLines,
  kLaneGraph,  // lanes, connectors, their baselines, roadblocks; needs boundaries and stop lines
  kIntersections,
  kCrosswalks,
  kWalkways,
  kCarparkAreas,
  kDrivableArea,  // road segments and generic areas; needs intersections and car parks
};
inline constexpr std::array kMapGroups{MapGroup::kBoundaries,    MapGroup::kStopLines,   MapGroup::kLaneGraph,
                                       MapGroup::kIntersections, MapGroup::kCrosswalks,  MapGroup::kWalkways,
                                       MapGroup::kCarparkAreas,  MapGroup::kDrivableArea};

std::string_view map_group_name(MapGroup group);          // "lane graph"
std::span<const MapGroup> needed_groups(MapGroup group);  // that must be there before it
// Which group holds a layer's objects; none: no object of that layer is read.
std::optional<MapGroup> group_of(MapLayer layer);

}  // namespace stepscope
