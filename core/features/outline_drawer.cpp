#include "core/features/outline_drawer.h"

#include "core/features/plain_fill.h"
#include "core/probe/span.h"

namespace stepscope {

std::size_t OutlineDrawer::draw(const RasterScene& scene, RasterCanvas canvas) {
  {
    const ScopedSpan span(Stage::kFeatureCoordinates);
    source_->outlines(scene, outlines_);
  }
  canvas.clear();
  for (const Outlines::Outline& outline : outlines_.all()) {
    const std::span<const FixedPoint> corners = outlines_.corners(outline);
    if (outlines_.kind() == OutlineKind::kLine)
      draw_polyline(canvas, corners, outlines_.shift(), outline.colour);
    else if (fill_ == FillMethod::kPlain)
      fill_polygon(canvas, corners, outlines_.shift(), outline.colour);
    else
      filler_.fill(canvas, corners, outlines_.shift(), outline.colour);
  }
  return outlines_.map_objects();
}

}  // namespace stepscope
