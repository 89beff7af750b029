#include "core/learning/torch/blas.h"

#include <dlfcn.h>

#include <atomic>
#include <sstream>

namespace stepscope::torch_module {

namespace {

// The library that is loaded already, as a dependency of LibTorch; null if LibTorch brings its own.
void* loaded_blas() {
  static void* const blas = [] {
    for (const char* name : {"libblas.so.3", "libopenblas.so.0"})
      if (void* const found = dlopen(name, RTLD_NOW | RTLD_NOLOAD)) return found;
    return static_cast<void*>(nullptr);
  }();
  return blas;
}

template <typename Function>
Function symbol(const char* name) {
  return loaded_blas() == nullptr ? nullptr : reinterpret_cast<Function>(dlsym(loaded_blas(), name));
}

}  // namespace

std::string blas_name() {
  if (loaded_blas() == nullptr) return "built in";
  if (const auto config = symbol<char* (*)()>("openblas_get_config")) {
    std::istringstream words(config());  // "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH …"
    std::string name;
    std::string version;
    words >> name >> version;
    return name + " " + version;
  }
  if (symbol<void (*)()>("bli_info_get_version_str") != nullptr) return "BLIS";
  if (symbol<void (*)()>("mkl_get_version_string") != nullptr) return "MKL";
  return "reference BLAS (slow; libopenblas0-pthread is faster)";
}

void set_blas_threads(int threads) {
  static const auto set = symbol<void (*)(int)>("openblas_set_num_threads");
  static std::atomic<int> now{0};
  if (set != nullptr && now.exchange(threads) != threads) set(threads);
}

}  // namespace stepscope::torch_module
