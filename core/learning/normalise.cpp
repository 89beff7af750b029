#include "core/learning/model_contract.h"

namespace stepscope {

void normalise(const ModelContract& contract, std::span<float> rasters) {
  const std::vector<float>& scales = contract.input_scale;
  const std::vector<float>& offsets = contract.input_offset;
  if (scales.empty() && offsets.empty()) return;
  const auto size = static_cast<std::size_t>(contract.raster.size_px);
  const std::size_t pixels = size * size, channels = contract.raster.channels.size();
  for (std::size_t begin = 0, c = 0; begin < rasters.size(); begin += pixels, c = (c + 1) % channels) {
    const float scale = scales.empty() ? 1.0F : scales[c];
    const float offset = offsets.empty() ? 0.0F : offsets[c];
    for (float& value : rasters.subspan(begin, pixels)) value = scale * (value - offset);
  }
}

}  // namespace stepscope
