#pragma once

#include <vector>

#include "core/features/channel_drawer.h"
#include "core/features/channel_shapes.h"
#include "core/features/outline_filler.h"

namespace stepscope {

// Draws a part of the map once, with the axes of the map, and cuts every step's picture out of it, turned, taking the
// nearest pixel. Drawn anew when the ego has left that part. Not the reference's pixels: edges
// move by up to a pixel, lines get gaps, and the corners of the picture show objects that the reference leaves out.
// Not for what changes with the route or the lights.
class CanvasMap : public ChannelDrawer {
 public:
  explicit CanvasMap(ChannelShapes shapes);

  std::size_t draw(const RasterScene& scene, RasterCanvas canvas) override;

  // Of the drawn part, bytes: some 1.1 MB for 224 × 224 pixels, growing with the square of the size.
  std::size_t memory_bytes() const { return pixels_.size() * sizeof(float); }

 private:
  struct Place {
    double x, y;  // pixels of the drawn part, y upwards
  };
  Place place_of(Point2 p) const;
  bool holds(Place place) const;
  std::size_t draw_around(Point2 middle);
  void cut_out(RasterCanvas canvas, Place origin, Place right, Place up) const;

  ChannelShapes shapes_;
  int size_px_;        // of the drawn part
  double resolution_;  // m/px of it
  Point2 low_;         // its first pixel in the map, m; not a number: nothing is drawn
  std::vector<float> pixels_;
  Outlines outlines_;
  OutlineFiller filler_{FillMethod::kByEdges};
};

}  // namespace stepscope
