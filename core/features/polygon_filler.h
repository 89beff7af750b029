#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/features/polygon_edge.h"
#include "core/features/raster_frame.h"

namespace stepscope {

// fill_polygon() in less time: looks at the rows that each edge crosses, and not at each edge on every row. Allocates
// nothing once it has grown.
class PolygonFiller {
 public:
  void fill(RasterCanvas canvas, std::span<const FixedPoint> corners, int shift, float colour);

 private:
  void add(PolygonEdge edge, std::int64_t rows);
  void fill_rows(RasterCanvas canvas, float colour);

  std::vector<PolygonEdge> edges_;          // cut to the rows of the canvas
  std::vector<std::uint32_t> ends_;         // by row: end of its crossings
  std::vector<std::int64_t> crossings_;     // grouped by row
  std::int64_t first_row_{0}, end_row_{0};  // rows that are crossed
};

}  // namespace stepscope
