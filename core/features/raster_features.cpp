#include "core/features/raster_features.h"

#include <algorithm>
#include <cassert>

namespace stepscope {

void RasterFeatures::resize(int size_px, std::span<const RasterChannel> channels) {
  size_px_ = size_px;
  channels_.assign(channels.begin(), channels.end());
  values_.resize(channels_.size() * pixels());
}

std::size_t RasterFeatures::begin_of(RasterChannel channel) const {
  const auto place = std::ranges::find(channels_, channel);
  assert(place != channels_.end());
  return static_cast<std::size_t>(place - channels_.begin()) * pixels();
}

std::span<float> RasterFeatures::channel(RasterChannel channel) {
  return std::span(values_).subspan(begin_of(channel), pixels());
}

std::span<const float> RasterFeatures::channel(RasterChannel channel) const {
  return std::span(values_).subspan(begin_of(channel), pixels());
}

}  // namespace stepscope
