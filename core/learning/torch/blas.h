#pragma once

#include <string>

namespace stepscope::torch_module {

// The BLAS that LibTorch multiplies matrices with: "OpenBLAS 0.3.21", "MKL", "reference BLAS (slow)".
std::string blas_name();

// OpenBLAS has threads of its own, which LibTorch does not know of. For the whole process; cheap if nothing changes.
void set_blas_threads(int threads);

}  // namespace stepscope::torch_module
