#pragma once

#include <QRect>
#include <vector>

namespace stepscope::ui {

struct RasterTile {
  QRect title;
  QRect picture;
};

// Places for the combined picture (first, the largest) and one for each channel, in a grid below or beside it:
// whichever shows them larger.
std::vector<RasterTile> arrange_tiles(const QRect& area, int channels, int size_px, int title_height);

}  // namespace stepscope::ui
