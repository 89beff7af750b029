#include "core/learning/network_options.h"

#include <array>

namespace stepscope {

std::string_view mode_name(InferenceMode mode) {
  constexpr std::array<std::string_view, kInferenceModeCount> kNames{"float32", "channels-last", "fused", "bf16",
                                                                     "int8"};
  return kNames[static_cast<std::size_t>(mode)];
}

}  // namespace stepscope
