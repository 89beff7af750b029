#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace stepscope::test {

// A TorchScript model: its methods, e.g. "def forward(self, x: Tensor) -> Tensor: …", and its parameters' shapes.
struct ScriptModel {
  std::string source;
  std::vector<std::pair<std::string, std::vector<std::int64_t>>> parameters;
};

// Writes the model. Numbers of a parameter are 0.01 · their place ("weight", two dimensions), else random with mean 0
// and a fixed seed, smaller the more inputs a layer has. False in a build without LibTorch.
bool write_script_model(const std::filesystem::path& file, const ScriptModel& model);

}  // namespace stepscope::test
