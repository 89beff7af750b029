#pragma once

#include <cstdint>

#include "core/features/raster_canvas.h"
#include "core/features/raster_frame.h"

namespace stepscope {

// A pixel, or a place in 1/65536 pixels.
struct PixelPlace {
  std::int64_t x{0};
  std::int64_t y{0};
};

// Lines one pixel wide as OpenCV 4.6 draws them on pictures of floats, where it takes 8-connected lines although smooth
// ones are asked for. Both rules cut a line to the canvas first, and the cut moves its pixels.

// Between the middles of two pixels (Bresenham): the outlines of filled polygons.
void draw_pixel_line(RasterCanvas canvas, PixelPlace from, PixelPlace to, float colour);
// Between places in 1/65536 pixels: the pieces of open lines.
void draw_fixed_line(RasterCanvas canvas, PixelPlace from, PixelPlace to, float colour);

}  // namespace stepscope
