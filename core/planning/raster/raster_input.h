#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/features/raster_method.h"
#include "core/features/rasteriser.h"
#include "core/learning/model_contract.h"
#include "core/world/history_buffer.h"

namespace stepscope {

// What a network is shown at a step: the pictures of its contract, normalised. Nothing is allocated once the buffers
// have grown.
class RasterInput {
 public:
  // Map and contract must outlive it.
  RasterInput(const RoadMap& map, const ModelContract& contract, const RasterMethod& method,
              std::span<const std::string> route);

  // Around the newest sample of the history. Valid until the next call.
  std::span<const float> draw(const HistoryBuffer& history, std::span<const TrafficLightStatus> lights);
  // The step is over; the next one comes soon.
  void draws_soon() { rasteriser_->draws_soon(); }
  // As drawn last, without normalisation.
  const RasterFeatures& features() const { return features_; }

 private:
  const ModelContract& contract_;
  std::unique_ptr<Rasteriser> rasteriser_;
  RasterFeatures features_;
  std::vector<float> normalised_;
};

}  // namespace stepscope
