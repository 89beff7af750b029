#include "core/learning/torch/cuda_card.h"

#include <dlfcn.h>

#include <array>

namespace stepscope::torch_module {

std::string cuda_card() {
  void* const driver = dlopen("libcuda.so.1", RTLD_NOW);
  if (driver == nullptr) return {};
  const auto init = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
  const auto name_of = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
  std::array<char, 256> name{};
  if (init == nullptr || name_of == nullptr || init(0) != 0) return {};
  if (name_of(name.data(), static_cast<int>(name.size()) - 1, 0) != 0) return {};
  return name.data();
}

}  // namespace stepscope::torch_module
