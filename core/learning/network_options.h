#pragma once

#include <cstdint>
#include <string_view>

namespace stepscope {

// In which form a loaded network runs. Each but the first changes its numbers a little; by how much is measured.
enum class InferenceMode : std::uint8_t {
  kFloat32,       // as loaded
  kChannelsLast,  // the same operations, pixels of all channels beside each other in memory
  kFused,         // frozen: constants folded, convolution, normalisation and activation in one operation
  kBfloat16,      // frozen, numbers of 8 significant bits
  kInt8,          // frozen, whole numbers of 8 bits, scales from real rasters
};

inline constexpr int kInferenceModeCount = static_cast<int>(InferenceMode::kInt8) + 1;
// "float32", "channels-last", "fused", "bf16", "int8": as the switch `inference` of a profile has them.
std::string_view mode_name(InferenceMode mode);

enum class InferenceDevice : std::uint8_t { kCpu, kCuda };

struct NetworkOptions {
  InferenceMode mode{InferenceMode::kFloat32};
  InferenceDevice device{InferenceDevice::kCpu};
  int threads{1};  // of the processor for one inference; 0: one per core
  bool operator==(const NetworkOptions&) const = default;
};

}  // namespace stepscope
