#pragma once

#include <string>

namespace stepscope::torch_module {

// Name of the first CUDA card: "NVIDIA H100 80GB HBM3". Asked from the driver, whose library LibTorch has loaded, so
// that no CUDA headers are needed. Empty if there is none.
std::string cuda_card();

}  // namespace stepscope::torch_module
