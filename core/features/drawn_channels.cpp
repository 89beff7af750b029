#include "core/features/drawn_channels.h"

#include "core/features/agent_sources.h"
#include "core/features/canvas_map.h"
#include "core/features/ego_drawers.h"
#include "core/features/gathered_map.h"
#include "core/features/outline_drawer.h"
#include "core/features/per_step_map.h"
#include "core/probe/counting.h"

namespace stepscope {

namespace {

std::unique_ptr<ChannelDrawer> agent_drawer(const RasterParameters& parameters, AgentTime time,
                                            RasterMethod::Agents method) {
  if (method == RasterMethod::Agents::kOneByOne)
    return std::make_unique<OutlineDrawer>(std::make_unique<OneByOneAgents>(parameters, time), FillMethod::kPlain);
  return std::make_unique<OutlineDrawer>(std::make_unique<BatchedAgents>(parameters, time), FillMethod::kByEdges);
}

std::unique_ptr<ChannelDrawer> map_drawer(const RoadMap& map, const RasterParameters& parameters, RasterChannel channel,
                                          RasterMethod::Map method) {
  ChannelShapes shapes(map, parameters, channel);
  if (method == RasterMethod::Map::kPerStep)
    return std::make_unique<OutlineDrawer>(std::make_unique<PerStepMap>(std::move(shapes)), FillMethod::kPlain);
  // What shows little of the map is drawn exactly in the time it takes to cut a picture out.
  const bool much = channel == RasterChannel::kRoadMap || channel == RasterChannel::kBaselinePaths;
  if (method == RasterMethod::Map::kCanvas && much) return std::make_unique<CanvasMap>(std::move(shapes));
  return std::make_unique<OutlineDrawer>(std::make_unique<GatheredMap>(std::move(shapes)), FillMethod::kByEdges);
}

std::unique_ptr<ChannelDrawer> drawer_of(RasterChannel channel, const RoadMap& map, const RasterParameters& parameters,
                                         const RasterMethod& method) {
  switch (channel) {
    case RasterChannel::kEgo:
      return std::make_unique<EgoDrawer>(parameters);
    case RasterChannel::kEgoSpeed:
      return std::make_unique<EgoSpeedDrawer>(parameters.speed_scale);
    case RasterChannel::kAgents:
      return agent_drawer(parameters, AgentTime::kNow, method.agents);
    case RasterChannel::kPastAgents:
      return agent_drawer(parameters, AgentTime::kPast, method.agents);
    default:
      return map_drawer(map, parameters, channel, method.map);
  }
}

}  // namespace

Stage stage_of(RasterChannel channel) {
  switch (channel) {
    case RasterChannel::kEgo:
    case RasterChannel::kEgoSpeed:
      return Stage::kFeatureEgo;
    case RasterChannel::kAgents:
    case RasterChannel::kPastAgents:
      return Stage::kFeatureAgents;
    case RasterChannel::kBaselinePaths:
      return Stage::kFeatureBaselines;
    default:
      return Stage::kFeatureMap;
  }
}

DrawnChannels::DrawnChannels(const RoadMap& map, const RasterParameters& parameters, const RasterMethod& method)
    : size_px_(parameters.size_px), channels_(parameters.channels) {
  for (const RasterChannel channel : channels_) drawers_.push_back(drawer_of(channel, map, parameters, method));
}

void DrawnChannels::set_route(std::span<const std::string> route) {
  for (const auto& drawer : drawers_) drawer->set_route(route);
}

std::size_t DrawnChannels::draw(std::size_t number, const RasterScene& scene, RasterFeatures& out) {
  const ScopedSpan span(stage_of(channels_[number]));
  return drawers_[number]->draw(scene, RasterCanvas(out.channel(channels_[number]), size_px_));
}

void DrawnChannels::count(std::size_t map_objects) const {
  const auto side = static_cast<std::size_t>(size_px_);
  count_in_step(&StepCounters::raster_pixels, channels_.size() * side * side);
  count_in_step(&StepCounters::map_objects, map_objects);
}

}  // namespace stepscope
