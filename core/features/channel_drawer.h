#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/features/raster_canvas.h"
#include "core/features/rasteriser.h"

namespace stepscope {

// Draws one channel. Used by one thread at a time, not always the same one.
class ChannelDrawer {
 public:
  virtual ~ChannelDrawer() = default;
  virtual void set_route(std::span<const std::string> /*route*/) {}
  // Writes every pixel. Returns how many objects of the map were drawn.
  virtual std::size_t draw(const RasterScene& scene, RasterCanvas canvas) = 0;
};

}  // namespace stepscope
