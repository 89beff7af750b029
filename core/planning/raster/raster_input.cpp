#include "core/planning/raster/raster_input.h"

#include "core/features/past_objects.h"

namespace stepscope {

RasterInput::RasterInput(const RoadMap& map, const ModelContract& contract, const RasterMethod& method,
                         std::span<const std::string> route)
    : contract_(contract), rasteriser_(make_rasteriser(map, contract.raster, method)) {
  rasteriser_->set_route(route);
}

std::span<const float> RasterInput::draw(const HistoryBuffer& history, std::span<const TrafficLightStatus> lights) {
  const HistorySample& now = history.newest();
  rasteriser_->draw(
      {.ego = now.ego, .objects = now.objects, .past_objects = objects_a_second_ago(history), .lights = lights},
      features_);
  if (contract_.input_scale.empty() && contract_.input_offset.empty()) return features_.values();
  normalised_.assign(features_.values().begin(), features_.values().end());
  normalise(contract_, normalised_);
  return normalised_;
}

}  // namespace stepscope
