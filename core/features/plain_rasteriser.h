#pragma once

#include <vector>

#include "core/features/map_shapes.h"
#include "core/features/raster_canvas.h"
#include "core/features/raster_frame.h"
#include "core/features/rasteriser.h"

namespace stepscope {

// The rules as they are told, one after another: at every step it asks each layer for its objects near the ego, turns
// vertex by vertex into the picture, and fills. The map must outlive it; the parameters must pass check().
class PlainRasteriser : public Rasteriser {
 public:
  PlainRasteriser(const RoadMap& map, RasterParameters parameters) : map_(map), parameters_(std::move(parameters)) {}

  void draw(const RasterScene& scene, RasterFeatures& out) override;

 private:
  void draw_channel(RasterChannel channel, const RasterScene& scene, RasterCanvas canvas) const;
  void draw_road_map(const EgoState& ego, RasterCanvas canvas) const;
  void draw_baselines(const EgoState& ego, RasterCanvas canvas) const;
  std::vector<FixedPoint> to_pixels(std::span<const Point2> line, const RasterFrame& frame, int shift) const;

  const RoadMap& map_;
  RasterParameters parameters_;
};

}  // namespace stepscope
