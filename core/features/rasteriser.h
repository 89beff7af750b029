#pragma once

#include <span>

#include "core/features/raster_features.h"
#include "core/features/raster_parameters.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// Draws what surrounds the ego as the reference's raster feature builder does (RasterFeatureBuilder, OpenCV 4.6): every
// implementation gives the same pixels. docs/features.md says which rules these are. One object draws for one thread.
class Rasteriser {
 public:
  virtual ~Rasteriser() = default;
  // The ego's surroundings at one moment; `out` is resized and every pixel of it written.
  virtual void draw(const EgoState& ego, std::span<const TrackedObject> objects, RasterFeatures& out) = 0;
};

}  // namespace stepscope
