#pragma once

#include <torch/script.h>

#include "core/learning/network.h"

namespace stepscope::torch_module {

// ResNet-50 (He et al., 2015: bottleneck blocks 3, 4, 6, 3; stride in the 3 × 3 convolution) as a TorchScript module
// with random weights, always the same ones for a shape. Its last layer gives shape.outputs numbers.
torch::jit::Module random_resnet50_script(const NetworkShape& shape);

}  // namespace stepscope::torch_module
