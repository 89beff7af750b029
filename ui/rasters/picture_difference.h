#pragma once

#include <cstdint>
#include <vector>

#include "ui/rasters/raster_artist.h"

namespace stepscope::ui {

// Where two pictures of the same channels and size differ.
struct PictureDifference {
  struct Channel {
    RasterChannel channel{RasterChannel::kEgo};
    std::int64_t pixels{0};           // that differ
    float largest{0.0F};              // difference of values
    std::vector<std::uint8_t> marks;  // per pixel: 0 the same, 1 lower in the second picture, 2 higher
  };
  std::vector<Channel> channels;          // as in the pictures
  std::vector<std::uint8_t> marks_any;    // per pixel: 1 if any channel differs
  std::int64_t pixels_any{0};             // pixels of which at least one channel differs
  std::int64_t values{0}, values_all{0};  // values that differ; all there are
  float largest{0.0F};

  // Of the values that differ; 0 without any.
  double share() const;
};

// Empty if the pictures do not have the same channels and size.
PictureDifference difference_of(const RasterFeatures& first, const RasterFeatures& second);

}  // namespace stepscope::ui
