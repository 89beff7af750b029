#pragma once

#include <QString>
#include <optional>

#include "ui/rasters/picture_difference.h"
#include "ui/rasters/raster_artist.h"

namespace stepscope::ui {

// A pixel that is pointed at, in the tile of a channel or in the combined picture.
struct RasterHover {
  std::optional<RasterChannel> channel;  // none: combined
  int column{0}, row{0};
  bool operator==(const RasterHover&) const = default;
};

// "Baseline paths"
QString channel_title(RasterChannel channel);
// One sentence: what its pixels mean.
QString channel_help(RasterChannel channel);
// "4 channels · 224 × 224 px of 0.5 m = 112 m"
QString parameters_text(const RasterParameters& parameters);
// "exact, gathered once" …: a way of drawing.
QString method_text(const RasterMethod& method);

// Where the pixel is: in the picture, from what the channel is drawn around, on the map.
QString hover_place(const RasterPicture& picture, const RasterHover& hover);
// The values of all channels there; of two pictures as "a → b" where they differ.
QString hover_values(const RasterPicture& picture, const RasterPicture* other, const RasterHover& hover);

// "132 of 50 176 pixels differ (0.3 %), largest difference 1": of a channel, of all.
QString difference_text(const PictureDifference::Channel& difference);
QString difference_text(const PictureDifference& difference);

}  // namespace stepscope::ui
