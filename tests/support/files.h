#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace stepscope::test {

// tests/data of the source tree.
std::filesystem::path data_folder();
// tests/data/data-mini: a data root that is always there.
std::filesystem::path mini_root();
// The folder with recorded logs and all golden numbers, when there is one: $STEPSCOPE_SHARED, else ../shared beside the
// source tree. It holds data/ and golden/.
std::optional<std::filesystem::path> shared_folder();

// A folder that is removed with this object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace stepscope::test
