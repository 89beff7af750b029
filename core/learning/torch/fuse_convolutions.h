#pragma once

#include <torch/script.h>

#include <string>

namespace stepscope::torch_module {

// Gives the convolutions of a frozen module to oneDNN, each in one operation with the sum and the rectifier that follow
// it. Returns their number; 0 leaves the module as it was.
int fuse_convolutions(torch::jit::Module& frozen);

// "oneDNN 2.6.3"; empty if the program was built without it, and fuse_convolutions() finds nothing to do.
std::string convolution_library();

}  // namespace stepscope::torch_module
