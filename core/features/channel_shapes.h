#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/features/map_shapes.h"
#include "core/features/outlines.h"
#include "core/features/raster_parameters.h"
#include "core/world/traffic_light.h"

namespace stepscope {

// An object of the map that a channel shows, and the value of its pixels.
struct ShownShape {
  MapShape shape;
  float colour{1.0F};
};

// Which objects of the map a channel shows that shows any (not ego and agents). The map must outlive the object.
class ChannelShapes {
 public:
  ChannelShapes(const RoadMap& map, const RasterParameters& parameters, RasterChannel channel)
      : map_(map), parameters_(parameters), channel_(channel) {}

  // Ids that the map does not have show nothing.
  void set_route(std::span<const std::string> route);
  // All that it may show, in the order of drawing.
  std::vector<ShownShape> all() const;
  // Of these, what it shows under such lights.
  bool shown(FeatureId id, std::span<const TrafficLightStatus> lights) const;
  // Whether their baselines are drawn, or their polygons filled.
  OutlineKind kind() const;
  int shift() const { return kind() == OutlineKind::kLine ? kLineShift : kPolygonShift; }

  const RasterParameters& parameters() const { return parameters_; }

 private:
  void add_layer(MapLayer layer, float colour, std::vector<ShownShape>& out) const;
  void add_route(std::vector<ShownShape>& out) const;

  const RoadMap& map_;
  RasterParameters parameters_;
  RasterChannel channel_;
  std::vector<std::uint32_t> route_;  // indices in RoadMap::segments(), ascending
};

}  // namespace stepscope
