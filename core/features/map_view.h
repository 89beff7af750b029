#pragma once

#include "core/features/raster_frame.h"
#include "core/features/raster_parameters.h"
#include "core/geometry/bounds.h"
#include "core/world/ego_state.h"

namespace stepscope {

// How the map gets into the pictures of one step: drawn around the centre of the ego's box, and of it those objects
// that meet a square which is not turned.
class MapView {
 public:
  MapView(const RasterParameters& parameters, const EgoState& ego)
      : frame_(ego.centre()),
        half_(parameters.half_size_m()),
        resolution_(parameters.metres_per_pixel),
        square_(Bounds::square(ego.centre().position(), half_)) {}

  const Bounds& square() const { return square_; }
  FixedPoint to_pixels(Point2 vertex, int shift) const {
    const Point2 p = frame_.from_map(vertex);
    return {to_fixed((half_ + p.x) / resolution_, shift), to_fixed((half_ + p.y) / resolution_, shift)};
  }

 private:
  RasterFrame frame_;
  double half_, resolution_;  // m, m/px
  Bounds square_;
};

}  // namespace stepscope
