#include "tests/core/learning/script_models.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/script.h>

#include <cmath>

namespace stepscope::test {

bool write_script_model(const std::filesystem::path& file, const ScriptModel& model) {
  at::Generator random = at::detail::createCPUGenerator(7);
  torch::jit::Module module("__torch__.Model");
  for (const auto& [name, sizes] : model.parameters) {
    const std::int64_t count = c10::multiply_integers(sizes);
    const double inputs = static_cast<double>(count) / static_cast<double>(sizes.front());
    module.register_parameter(name,
                              name == "weight" ? torch::arange(count, torch::kFloat32).view(sizes) * 0.01
                                               : torch::randn(sizes, random) * std::sqrt(2.0 / inputs),
                              false);
  }
  module.define(model.source);
  module.save(file.string());
  return true;
}

}  // namespace stepscope::test
