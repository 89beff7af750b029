#include "core/features/outline_drawer.h"

#include "core/probe/span.h"

namespace stepscope {

std::size_t OutlineDrawer::draw(const RasterScene& scene, RasterCanvas canvas) {
  {
    const ScopedSpan span(Stage::kFeatureCoordinates);
    source_->outlines(scene, outlines_);
  }
  canvas.clear();
  filler_.fill(canvas, outlines_);
  return outlines_.map_objects();
}

}  // namespace stepscope
