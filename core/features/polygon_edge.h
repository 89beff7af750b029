#pragma once

#include <cstdint>

#include "core/features/line_rules.h"
#include "core/features/raster_frame.h"

namespace stepscope {

// A corner of a polygon as the fill rule of OpenCV 4.6 sees it: the row is rounded, the column keeps 16 binary digits.
struct PolygonCorner {
  std::int64_t x{0};    // 1/65536 px
  std::int64_t row{0};  // px

  PolygonCorner() = default;
  PolygonCorner(FixedPoint corner, int shift)
      : x(static_cast<std::int64_t>(corner.x) * (1 << (16 - shift))),
        row((static_cast<std::int64_t>(corner.y) + (1 << (shift - 1))) >> shift) {}

  PixelPlace pixel() const { return {(x + (1 << 15)) >> 16, row}; }
};

// An edge between corners on different rows: it is crossed on the rows top … bottom−1, on each `slope` further.
struct PolygonEdge {
  std::int64_t top{0};
  std::int64_t bottom{0};
  std::int64_t x{0};      // at `top`, 1/65536 px
  std::int64_t slope{0};  // 1/65536 px a row

  PolygonEdge(PolygonCorner a, PolygonCorner b)
      : top(a.row < b.row ? a.row : b.row),
        bottom(a.row < b.row ? b.row : a.row),
        x(a.row < b.row ? a.x : b.x),
        slope((b.x - a.x) / (b.row - a.row)) {}

  std::int64_t x_at(std::int64_t row) const { return x + (row - top) * slope; }
};

// Fills from one crossing to the next.
inline void fill_between(RasterCanvas canvas, std::int64_t row, std::int64_t left, std::int64_t right, float colour) {
  canvas.fill_row(row, (left + 65535) >> 16, right >> 16, colour);
}

}  // namespace stepscope
