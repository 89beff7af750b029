#pragma once

#include <torch/script.h>

#include <span>

#include "core/base/result.h"

namespace stepscope::torch_module {

// Static quantisation: convolutions, with the additions, rectifiers and poolings between them, calculate in whole
// numbers of 8 bits; everything else stays as it was. Weights have a scale per output channel, activations one that
// fits the rasters. `frozen` is changed and must not have run. The error says why nothing could be quantised.
Status quantise(torch::jit::Module& frozen, at::IntArrayRef input_sizes, std::span<const float> rasters);

}  // namespace stepscope::torch_module
