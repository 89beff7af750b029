#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/features/raster_channel.h"

namespace stepscope {

// Square pictures in one buffer of shape (channel, row, column). Row 0 is farthest ahead of the ego, column 0 farthest
// to its left. Reused from step to step.
class RasterFeatures {
 public:
  // Makes room for these channels in this order; what was drawn is lost if anything changes.
  void resize(int size_px, std::span<const RasterChannel> channels);

  int size_px() const { return size_px_; }
  std::span<const RasterChannel> channels() const { return channels_; }
  std::span<const float> values() const { return values_; }
  // The channel must be there.
  std::span<float> channel(RasterChannel channel);
  std::span<const float> channel(RasterChannel channel) const;

 private:
  std::size_t pixels() const { return static_cast<std::size_t>(size_px_) * static_cast<std::size_t>(size_px_); }
  std::size_t begin_of(RasterChannel channel) const;

  int size_px_{0};
  std::vector<RasterChannel> channels_;
  std::vector<float> values_;
};

}  // namespace stepscope
