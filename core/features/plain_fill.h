#pragma once

#include <span>

#include "core/features/line_rules.h"
#include "core/features/raster_canvas.h"
#include "core/features/raster_frame.h"

namespace stepscope {

// Fills a closed polygon (the last corner is joined to the first) by the even–odd rule and draws its outline, row by
// row and edge by edge as the rule is told: cv::fillPoly of OpenCV 4.6.
void fill_polygon(RasterCanvas canvas, std::span<const FixedPoint> corners, int shift, float colour);

// Draws an open line piece by piece: cv::polylines of OpenCV 4.6. A single point draws nothing.
void draw_polyline(RasterCanvas canvas, std::span<const FixedPoint> points, int shift, float colour);

// A rectangle with all its borders, cut to the canvas: cv::rectangle, filled.
void fill_rectangle(RasterCanvas canvas, PixelPlace low, PixelPlace high, float colour);

}  // namespace stepscope
