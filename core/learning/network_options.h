#pragma once

#include <cstdint>

namespace stepscope {

// In which form a loaded network runs. Each but the first changes its numbers a little; by how much is measured.
enum class InferenceMode : std::uint8_t {
  kFloat32,       // as loaded
  kChannelsLast,  // the same operations, pixels of all channels beside each other in memory
  kFused,         // frozen: constants folded, convolution, normalisation and activation in one operation
  kBfloat16,      // frozen, numbers of 8 significant bits
  kInt8,          // frozen, whole numbers of 8 bits, scales from real rasters
};

enum class InferenceDevice : std::uint8_t { kCpu, kCuda };

struct NetworkOptions {
  InferenceMode mode{InferenceMode::kFloat32};
  InferenceDevice device{InferenceDevice::kCpu};
  int threads{1};  // of the processor for one inference; 0: one per core
  bool operator==(const NetworkOptions&) const = default;
};

}  // namespace stepscope
