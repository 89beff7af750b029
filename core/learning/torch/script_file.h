#pragma once

#include <torch/script.h>

#include <string>

#include "core/base/result.h"

namespace stepscope::torch_module {

// Reads a TorchScript module to the processor, in evaluation mode. The error names the file and says what is wrong
// with it: missing, not an archive, an archive of something else, no forward().
Result<torch::jit::Module> read_script(const std::string& path);

// What LibTorch threw, in one line: its first sentence without the stack of C++ functions.
std::string first_line_of(const std::exception& thrown);

}  // namespace stepscope::torch_module
