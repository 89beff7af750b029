#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset/data_root.h"
#include "tests/support/files.h"

namespace stepscope::test {

// Copies of the data root that is always there, as data roots of their own: several logs from one.
class MiniRoots {
 public:
  explicit MiniRoots(int count) {
    for (int i = 0; i < count; ++i) {
      roots_.push_back(folder_.path() / ("root-" + std::to_string(i)));
      std::filesystem::copy(mini_root(), roots_.back(), std::filesystem::copy_options::recursive);
    }
  }
  const std::filesystem::path& folder() const { return folder_.path(); }
  const std::vector<std::filesystem::path>& roots() const { return roots_; }
  std::vector<DatasetPtr> datasets() const {
    std::vector<DatasetPtr> all;
    for (const auto& root : roots_) all.push_back(index_dataset(find_data_root(root).value(), {}));
    return all;
  }

 private:
  TemporaryFolder folder_;
  std::vector<std::filesystem::path> roots_;
};

}  // namespace stepscope::test
