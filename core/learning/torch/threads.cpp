#include "core/learning/torch/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <thread>

#include "core/learning/torch/blas.h"

namespace stepscope::torch_module {

int thread_count(int wanted) {
  return wanted > 0 ? wanted : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

void use_threads(int threads) {
  if (at::get_num_threads() != threads) at::set_num_threads(threads);
  set_blas_threads(threads);
}

}  // namespace stepscope::torch_module
