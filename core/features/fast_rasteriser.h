#pragma once

#include <cstdint>
#include <vector>

#include "core/features/map_patch.h"
#include "core/features/polygon_filler.h"
#include "core/features/raster_canvas.h"
#include "core/features/raster_frame.h"
#include "core/features/rasteriser.h"

namespace stepscope {

// The pixels of PlainRasteriser in a fraction of its time. The map around the ego lies in flat arrays, which are
// gathered anew when the ego leaves their region; between such steps nothing is allocated once the buffers have grown.
// The map must outlive it; the parameters must pass check().
class FastRasteriser : public Rasteriser {
 public:
  FastRasteriser(const RoadMap& map, RasterParameters parameters) : map_(map), parameters_(std::move(parameters)) {}

  void draw(const RasterScene& scene, RasterFeatures& out) override;
  // These channels only; `out` has its size already.
  void draw_channels(const RasterScene& scene, std::span<const RasterChannel> channels, RasterFeatures& out);

 private:
  void gather(const Bounds& square);
  void draw_agents(const EgoState& ego, std::span<const TrackedObject> objects, RasterCanvas canvas);
  void draw_road_map(const RasterFrame& frame, const Bounds& square, RasterCanvas canvas);
  void draw_baselines(const RasterFrame& frame, const Bounds& square, RasterCanvas canvas);
  // A piece of the map into pixels_x_ and pixels_y_.
  void to_pixels(const MapPatch& patch, MapPatch::Piece piece, const RasterFrame& frame, int shift);

  const RoadMap& map_;
  RasterParameters parameters_;
  Bounds region_;                    // that the patches cover
  std::vector<MapPatch> road_map_;   // one per layer of the parameters
  std::vector<MapPatch> baselines_;  // likewise
  std::vector<std::int32_t> pixels_x_, pixels_y_;
  PolygonFiller filler_;
};

}  // namespace stepscope
