#include "core/features/polygon_filler.h"

#include <algorithm>

namespace stepscope {

void PolygonFiller::fill(RasterCanvas canvas, std::span<const FixedPoint> corners, int shift, float colour) {
  if (corners.empty()) return;
  edges_.clear();
  first_row_ = canvas.size();
  end_row_ = 0;
  PolygonCorner from(corners.back(), shift);
  for (const FixedPoint corner : corners) {
    const PolygonCorner to(corner, shift);
    draw_pixel_line(canvas, from.pixel(), to.pixel(), colour);
    if (from.row != to.row && std::max(from.row, to.row) > 0 && std::min(from.row, to.row) < canvas.size())
      add({from, to}, canvas.size());
    from = to;
  }
  if (!edges_.empty()) fill_rows(canvas, colour);
}

void PolygonFiller::add(PolygonEdge edge, std::int64_t rows) {
  if (edge.top < 0) {
    edge.x = edge.x_at(0);
    edge.top = 0;
  }
  edge.bottom = std::min(edge.bottom, rows);
  first_row_ = std::min(first_row_, edge.top);
  end_row_ = std::max(end_row_, edge.bottom);
  edges_.push_back(edge);
}

void PolygonFiller::fill_rows(RasterCanvas canvas, float colour) {
  // How many crossings begin and end on each row, then how many there are up to it.
  const auto place = [this](std::int64_t row) { return static_cast<std::size_t>(row - first_row_); };
  ends_.assign(place(end_row_) + 1, 0);
  for (const PolygonEdge& edge : edges_) {
    ++ends_[place(edge.top)];
    --ends_[place(edge.bottom)];
  }
  std::uint32_t open = 0, total = 0;
  for (std::uint32_t& end : ends_) {
    open += end;
    end = total;  // for now where the row begins
    total += open;
  }
  crossings_.resize(total);
  for (const PolygonEdge& edge : edges_) {
    std::int64_t x = edge.x;
    for (std::size_t row = place(edge.top); row < place(edge.bottom); ++row, x += edge.slope)
      crossings_[ends_[row]++] = x;
  }
  std::size_t begin = 0;
  for (std::int64_t row = first_row_; row < end_row_; ++row) {
    const std::size_t end = ends_[place(row)];
    const std::span crossings = std::span(crossings_).subspan(begin, end - begin);
    begin = end;
    if (crossings.size() == 2) {
      fill_between(canvas, row, std::min(crossings[0], crossings[1]), std::max(crossings[0], crossings[1]), colour);
      continue;
    }
    std::ranges::sort(crossings);
    for (std::size_t i = 1; i < crossings.size(); i += 2)
      fill_between(canvas, row, crossings[i - 1], crossings[i], colour);
  }
}

}  // namespace stepscope
