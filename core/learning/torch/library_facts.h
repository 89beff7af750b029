#pragma once

#include <string>

#include "core/learning/learning_library.h"

namespace stepscope::torch_module {

// Version, BLAS, device and modes of this LibTorch on this machine; found out once.
const LearningFacts& library_facts();

// Empty if the mode can be had on that device, else why not.
std::string why_not(InferenceMode mode, InferenceDevice device);

}  // namespace stepscope::torch_module
