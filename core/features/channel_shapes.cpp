#include "core/features/channel_shapes.h"

#include <algorithm>
#include <cmath>

#include "core/map/route_id.h"

namespace stepscope {

void ChannelShapes::set_route(std::span<const std::string> route) {
  route_.clear();
  for (const std::string& id : route)
    if (const Roadblock* roadblock = roadblock_of_route(map_, id))
      route_.insert(route_.end(), roadblock->interior.begin(), roadblock->interior.end());
  std::ranges::sort(route_);
  const auto repeated = std::ranges::unique(route_);
  route_.erase(repeated.begin(), repeated.end());
}

std::vector<ShownShape> ChannelShapes::all() const {
  std::vector<ShownShape> out;
  switch (channel_) {
    case RasterChannel::kRoadMap:
      for (const RasterLayer& layer : parameters_.road_map) add_layer(layer.layer, layer.colour, out);
      break;
    case RasterChannel::kBaselinePaths:
      for (const MapLayer layer : parameters_.baseline_paths) add_layer(layer, parameters_.baseline_colour, out);
      break;
    case RasterChannel::kRedLights:
      add_layer(MapLayer::kLaneConnector, 1.0F, out);
      break;
    default:
      add_route(out);
      break;
  }
  return out;
}

void ChannelShapes::add_layer(MapLayer layer, float colour, std::vector<ShownShape>& out) const {
  for (const MapShape& shape : shapes_of(map_, layer)) out.push_back({shape, colour});
}

void ChannelShapes::add_route(std::vector<ShownShape>& out) const {
  for (const std::uint32_t index : route_) {
    const LaneSegment& segment = map_.segments()[index];
    float colour = 1.0F;
    if (channel_ == RasterChannel::kSpeedLimit) {
      const double limit = segment.speed_limit_mps.value_or(0.0);
      if (!std::isfinite(limit) || limit <= 0.0) continue;
      colour = static_cast<float>(limit) * parameters_.speed_scale;
    }
    out.push_back({shape_of(segment), colour});
  }
}

bool ChannelShapes::shown(FeatureId id, std::span<const TrafficLightStatus> lights) const {
  if (channel_ != RasterChannel::kRedLights) return true;
  return std::ranges::any_of(lights, [id](const TrafficLightStatus& light) {
    return light.lane_connector == id && light.colour == LightColour::kRed;
  });
}

OutlineKind ChannelShapes::kind() const {
  const bool lines = channel_ == RasterChannel::kBaselinePaths || channel_ == RasterChannel::kRedLights;
  return lines ? OutlineKind::kLine : OutlineKind::kArea;
}

}  // namespace stepscope
