#pragma once

#include <filesystem>
#include <string>

namespace stepscope::test {

// Writes a TorchScript model whose methods are `source`, e.g. "def forward(self, x: Tensor) -> Tensor: …". It has one
// parameter, self.weight: outputs × channels, each number 0.01 · its place. False in a build without LibTorch.
bool write_script_model(const std::filesystem::path& file, const std::string& source, int channels, int outputs);

}  // namespace stepscope::test
