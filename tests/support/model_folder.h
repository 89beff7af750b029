#pragma once

#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/files.h"

namespace stepscope::test {

// While it lives, the models that come with the program are these, empty files in a folder.
class ModelFolder {
 public:
  explicit ModelFolder(const std::vector<std::string>& names) {
    if (const char* before = std::getenv(kVariable)) before_ = before;
    for (const std::string& name : names) std::ofstream(folder_.path() / (name + ".pt"));
    setenv(kVariable, folder_.path().c_str(), 1);
  }
  ~ModelFolder() {
    if (before_)
      setenv(kVariable, before_->c_str(), 1);
    else
      unsetenv(kVariable);
  }
  ModelFolder(const ModelFolder&) = delete;
  ModelFolder& operator=(const ModelFolder&) = delete;
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  static constexpr const char* kVariable = "STEPSCOPE_MODELS";
  std::optional<std::string> before_;
  TemporaryFolder folder_;
};

}  // namespace stepscope::test
