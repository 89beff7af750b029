#include "core/features/plain_fill.h"

#include <algorithm>
#include <vector>

#include "core/features/polygon_edge.h"

namespace stepscope {

void fill_polygon(RasterCanvas canvas, std::span<const FixedPoint> corners, int shift, float colour) {
  if (corners.empty()) return;
  std::vector<PolygonEdge> edges;
  PolygonCorner from(corners.back(), shift);
  for (const FixedPoint point : corners) {
    const PolygonCorner to(point, shift);
    draw_pixel_line(canvas, from.pixel(), to.pixel(), colour);
    if (from.row != to.row) edges.emplace_back(from, to);
    from = to;
  }
  for (std::int64_t row = 0; row < canvas.size(); ++row) {
    std::vector<std::int64_t> crossings;
    for (const PolygonEdge& edge : edges)
      if (edge.top <= row && row < edge.bottom) crossings.push_back(edge.x_at(row));
    std::ranges::sort(crossings);
    for (std::size_t i = 1; i < crossings.size(); i += 2)
      fill_between(canvas, row, crossings[i - 1], crossings[i], colour);
  }
}

void draw_polyline(RasterCanvas canvas, std::span<const FixedPoint> points, int shift, float colour) {
  const auto place = [shift](FixedPoint p) {
    return PixelPlace{static_cast<std::int64_t>(p.x) * (1 << (16 - shift)),
                      static_cast<std::int64_t>(p.y) * (1 << (16 - shift))};
  };
  for (std::size_t i = 1; i < points.size(); ++i)
    draw_fixed_line(canvas, place(points[i - 1]), place(points[i]), colour);
}

void fill_rectangle(RasterCanvas canvas, PixelPlace low, PixelPlace high, float colour) {
  const std::int64_t last = std::min(high.y, canvas.size() - 1);
  for (std::int64_t row = std::max<std::int64_t>(low.y, 0); row <= last; ++row)
    canvas.fill_row(row, low.x, high.x, colour);
}

}  // namespace stepscope
