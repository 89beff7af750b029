#pragma once

#include "core/features/drawn_channels.h"

namespace stepscope {

// Draws one channel after another on the caller's thread.
class SerialRasteriser : public Rasteriser {
 public:
  explicit SerialRasteriser(DrawnChannels channels) : channels_(std::move(channels)) {}

  void set_route(std::span<const std::string> route) override { channels_.set_route(route); }
  void draw(const RasterScene& scene, RasterFeatures& out) override;

 private:
  DrawnChannels channels_;
};

}  // namespace stepscope
