#pragma once

#include <torch/script.h>

#include <span>
#include <string>

#include "core/base/result.h"
#include "core/learning/network.h"

namespace stepscope::torch_module {

// A module in the form in which it will run, and the form in which it wants its input.
struct Prepared {
  torch::jit::Module module;
  torch::Device device{torch::kCPU};
  torch::ScalarType input_type{torch::kFloat32};
  torch::MemoryFormat input_format{torch::MemoryFormat::Contiguous};
  bool reads_in_place{false};  // a raster can be given as it lies in memory: right form, and nothing writes into it
  std::string engine;          // what calculates beside LibTorch: "oneDNN 2.6.3 (53 convolutions)"; empty: nothing
};

// Brings a module as loaded into a mode and to a device. Must come before its first forward(): the plan of a run that
// was made once is kept.
Result<Prepared> prepare(const torch::jit::Module& loaded, const NetworkShape& shape, const NetworkOptions& options,
                         std::span<const float> calibration);

}  // namespace stepscope::torch_module
