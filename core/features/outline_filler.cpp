#include "core/features/outline_filler.h"

#include "core/features/plain_fill.h"

namespace stepscope {

void OutlineFiller::fill(RasterCanvas canvas, const Outlines& outlines) {
  for (const Outlines::Outline& outline : outlines.all()) {
    const std::span<const FixedPoint> corners = outlines.corners(outline);
    if (outlines.kind() == OutlineKind::kLine)
      draw_polyline(canvas, corners, outlines.shift(), outline.colour);
    else if (method_ == FillMethod::kPlain)
      fill_polygon(canvas, corners, outlines.shift(), outline.colour);
    else
      polygons_.fill(canvas, corners, outlines.shift(), outline.colour);
  }
}

}  // namespace stepscope
