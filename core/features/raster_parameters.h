#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/features/raster_channel.h"
#include "core/map/road_map.h"
#include "core/world/vehicle.h"

namespace stepscope {

// A layer of the map whose polygons are filled, and the value of their pixels.
struct RasterLayer {
  MapLayer layer{MapLayer::kLane};
  float colour{1.0F};
  bool operator==(const RasterLayer&) const = default;
};

// What the pictures show. The defaults are those of the reference's raster model: 224 × 224 pixels of 0.5 m.
struct RasterParameters {
  int size_px{224};                                                                           // width and height
  double metres_per_pixel{0.5};                                                               // m
  std::vector<RasterChannel> channels{kReferenceChannels.begin(), kReferenceChannels.end()};  // in the network's order
  std::vector<RasterLayer> road_map{{MapLayer::kLane, 1.0F},  // in the order of drawing: later ones cover earlier ones
                                    {MapLayer::kIntersection, 1.0F},
                                    {MapLayer::kStopLine, 0.5F},
                                    {MapLayer::kCrosswalk, 0.5F}};
  std::vector<MapLayer> baseline_paths{MapLayer::kLane, MapLayer::kLaneConnector};
  float ego_colour{1.0F};
  float agent_colour{1.0F};
  float baseline_colour{1.0F};
  float speed_scale{0.1F};  // value of a pixel per m/s
  VehicleParameters vehicle{kPacifica};

  // Half the side of the square that is shown, m.
  double half_size_m() const { return size_px * metres_per_pixel / 2.0; }
  bool operator==(const RasterParameters&) const = default;
};

// Sizes and colours that can be drawn, layers that have polygons or baselines. The error names the field.
Status check(const RasterParameters& parameters);

}  // namespace stepscope
