#pragma once

#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <span>
#include <unordered_map>

namespace stepscope::torch_module {

// real = scale · (whole − zero), whole from 0 to 255.
struct WholeScale {
  double scale{1};
  std::int64_t zero{0};
  std::int64_t pixels{0};  // rows × columns of the value, 0 if it is no picture
};

using ActivationScales = std::unordered_map<const torch::jit::Value*, WholeScale>;

// Runs the frozen module on the rasters and chooses, for each of `values` of its graph, the scale with the least
// squared error: a few rare large numbers may be clipped if that makes all others finer. Values that are not real
// numbers are left out. Throws what LibTorch throws if the module does not run.
ActivationScales activation_scales(const torch::jit::Module& frozen, const std::vector<torch::jit::Value*>& values,
                                   at::IntArrayRef input_sizes, std::span<const float> rasters);

}  // namespace stepscope::torch_module
