#pragma once

#include <cstdint>
#include <memory>

#include "core/features/raster_parameters.h"
#include "core/features/rasteriser.h"
#include "core/map/road_map.h"

namespace stepscope {

// How each part of a network's rasters is drawn. All but kCanvas give the same pixels.
struct RasterMethod {
  enum class Map : std::uint8_t { kPerStep, kGathered, kCanvas };
  enum class Agents : std::uint8_t { kOneByOne, kBatched };
  Map map{Map::kGathered};
  Agents agents{Agents::kBatched};
  bool parallel{false};
  bool operator==(const RasterMethod&) const = default;
};

// The map must outlive the result; the parameters must pass check().
std::unique_ptr<Rasteriser> make_rasteriser(const RoadMap& map, const RasterParameters& parameters,
                                            const RasterMethod& method);

}  // namespace stepscope
