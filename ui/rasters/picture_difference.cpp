#include "ui/rasters/picture_difference.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

double PictureDifference::share() const {
  return values_all == 0 ? 0.0 : static_cast<double>(values) / static_cast<double>(values_all);
}

PictureDifference difference_of(const RasterFeatures& first, const RasterFeatures& second) {
  PictureDifference difference;
  if (first.size_px() != second.size_px() || !std::ranges::equal(first.channels(), second.channels()))
    return difference;
  const auto pixels = static_cast<std::size_t>(first.size_px()) * static_cast<std::size_t>(first.size_px());
  difference.marks_any.assign(pixels, 0);
  for (const RasterChannel channel : first.channels()) {
    PictureDifference::Channel one{.channel = channel, .marks = std::vector<std::uint8_t>(pixels, 0)};
    const auto a = first.channel(channel);
    const auto b = second.channel(channel);
    for (std::size_t i = 0; i < pixels; ++i) {
      if (a[i] == b[i]) continue;
      ++one.pixels;
      one.largest = std::max(one.largest, std::abs(a[i] - b[i]));
      one.marks[i] = b[i] < a[i] ? 1 : 2;
      difference.marks_any[i] = 1;
    }
    difference.values += one.pixels;
    difference.values_all += static_cast<std::int64_t>(pixels);
    difference.largest = std::max(difference.largest, one.largest);
    difference.channels.push_back(std::move(one));
  }
  difference.pixels_any = std::ranges::count(difference.marks_any, 1);
  return difference;
}

}  // namespace stepscope::ui
