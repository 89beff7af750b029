#pragma once

#include "core/features/channel_drawer.h"
#include "core/features/raster_parameters.h"

namespace stepscope {

// The rectangle that stands for the ego, wherever it is.
class EgoDrawer : public ChannelDrawer {
 public:
  explicit EgoDrawer(RasterParameters parameters) : parameters_(std::move(parameters)) {}
  std::size_t draw(const RasterScene& scene, RasterCanvas canvas) override;

 private:
  RasterParameters parameters_;
};

// Its speed, everywhere.
class EgoSpeedDrawer : public ChannelDrawer {
 public:
  explicit EgoSpeedDrawer(float speed_scale) : speed_scale_(speed_scale) {}
  std::size_t draw(const RasterScene& scene, RasterCanvas canvas) override;

 private:
  float speed_scale_;
};

}  // namespace stepscope
