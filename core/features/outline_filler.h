#pragma once

#include <cstdint>

#include "core/features/outlines.h"
#include "core/features/polygon_filler.h"
#include "core/features/raster_canvas.h"

namespace stepscope {

// Row by row and edge by edge as the rule is told, or by PolygonFiller.
enum class FillMethod : std::uint8_t { kPlain, kByEdges };

// Draws outlines on a picture, whatever their kind.
class OutlineFiller {
 public:
  explicit OutlineFiller(FillMethod method) : method_(method) {}
  void fill(RasterCanvas canvas, const Outlines& outlines);

 private:
  FillMethod method_;
  PolygonFiller polygons_;
};

}  // namespace stepscope
