#include "core/features/raster_features.h"

namespace stepscope {

std::string_view channel_name(RasterChannel channel) {
  switch (channel) {
    case RasterChannel::kEgo:
      return "ego";
    case RasterChannel::kAgents:
      return "agents";
    case RasterChannel::kRoadMap:
      return "roadmap";
    case RasterChannel::kBaselinePaths:
      return "baseline_paths";
  }
  return "unknown";
}

void RasterFeatures::resize(int size_px) {
  size_px_ = size_px;
  values_.resize(kRasterChannels.size() * pixels());
}

std::span<float> RasterFeatures::channel(RasterChannel channel) {
  return std::span(values_).subspan(static_cast<std::size_t>(channel) * pixels(), pixels());
}

std::span<const float> RasterFeatures::channel(RasterChannel channel) const {
  return std::span(values_).subspan(static_cast<std::size_t>(channel) * pixels(), pixels());
}

}  // namespace stepscope
