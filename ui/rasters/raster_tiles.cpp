#include "ui/rasters/raster_tiles.h"

#include <algorithm>

namespace stepscope::ui {

namespace {

constexpr int kGap = 6;
constexpr int kSideStep = 4;
constexpr int kLeastSide = 24;

struct Plan {
  bool below{true};  // the channels: below the combined picture, or to the right of it
  int columns{1};
  int combined{0}, side{0};
  int worth() const { return combined * combined + 2 * side * side; }
};

// Pixels that a raster really covers in a room of this side: whole screen pixels per pixel.
int covered(int room, int size_px) { return room < size_px ? room : room / size_px * size_px; }

// The combined picture takes what the channels leave.
Plan plan_of(const QRect& area, int channels, int title, bool below, int columns, int side, int size_px) {
  const int rows = (channels + columns - 1) / columns;
  const int width = columns * (side + kGap) - kGap;
  const int height = rows * (side + title + kGap) - kGap;
  Plan plan{.below = below, .columns = columns, .combined = 0, .side = side};
  if (width > area.width() || height > area.height()) return plan;
  const int free_width = below ? area.width() : area.width() - width - kGap;
  const int free_height = (below ? area.height() - height - kGap : area.height()) - title;
  plan.combined = covered(std::max(0, std::min(free_width, free_height)), size_px);
  return plan;
}

}  // namespace

std::vector<RasterTile> arrange_tiles(const QRect& area, int channels, int size_px, int title_height) {
  Plan best;
  const int largest = std::min(area.width(), area.height());
  for (const bool below : {true, false})
    for (int columns = 1; columns <= channels; ++columns)
      for (int room = kLeastSide; room < largest; room += kSideStep) {
        const Plan plan = plan_of(area, channels, title_height, below, columns, covered(room, size_px), size_px);
        if (plan.combined >= plan.side && plan.worth() > best.worth()) best = plan;
      }
  std::vector<RasterTile> tiles;
  if (best.combined < kLeastSide) return tiles;  // no room for anything
  const auto tile = [&](int x, int y, int side) {
    return RasterTile{.title = QRect(x, y, side, title_height), .picture = QRect(x, y + title_height, side, side)};
  };
  const int grid_width = best.columns * (best.side + kGap) - kGap;
  const int grid_height = (channels + best.columns - 1) / best.columns * (best.side + title_height + kGap) - kGap;
  const int all_width = best.below ? std::max(best.combined, grid_width) : best.combined + kGap + grid_width;
  const int left = area.left() + (area.width() - all_width) / 2;
  int x = left, y = area.top();
  if (best.below) {
    tiles.push_back(tile(left + (all_width - best.combined) / 2, y, best.combined));
    x = left + (all_width - grid_width) / 2;
    y += title_height + best.combined + kGap;
  } else {
    tiles.push_back(tile(x, y, best.combined));
    x += best.combined + kGap;
    y += std::max(0, (best.combined + title_height - grid_height) / 2);
  }
  for (int i = 0; i < channels; ++i)
    tiles.push_back(tile(x + i % best.columns * (best.side + kGap),
                         y + i / best.columns * (best.side + title_height + kGap), best.side));
  return tiles;
}

}  // namespace stepscope::ui
