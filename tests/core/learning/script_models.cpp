#include "tests/core/learning/script_models.h"

#include <torch/script.h>

namespace stepscope::test {

bool write_script_model(const std::filesystem::path& file, const std::string& source, int channels, int outputs) {
  torch::jit::Module module("__torch__.Model");
  module.register_parameter("weight",
                            torch::arange(outputs * channels, torch::kFloat32).view({outputs, channels}) * 0.01, false);
  module.define(source);
  module.save(file.string());
  return true;
}

}  // namespace stepscope::test
