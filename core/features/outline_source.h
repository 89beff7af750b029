#pragma once

#include <span>
#include <string>

#include "core/features/outlines.h"
#include "core/features/rasteriser.h"

namespace stepscope {

// Knows what one channel shows and turns it into the picture.
class OutlineSource {
 public:
  virtual ~OutlineSource() = default;
  virtual void set_route(std::span<const std::string> /*route*/) {}
  // Replaces what `out` holds.
  virtual void outlines(const RasterScene& scene, Outlines& out) = 0;
};

}  // namespace stepscope
