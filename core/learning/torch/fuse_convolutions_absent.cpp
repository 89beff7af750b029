#include "core/learning/torch/fuse_convolutions.h"

namespace stepscope::torch_module {

int fuse_convolutions(torch::jit::Module&) { return 0; }

std::string convolution_library() { return {}; }

}  // namespace stepscope::torch_module
