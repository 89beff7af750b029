#include "tests/support/files.h"

#include <cstdlib>
#include <stdexcept>

namespace stepscope::test {

namespace fs = std::filesystem;

fs::path data_folder() { return fs::path(STEPSCOPE_SOURCE_DIR) / "tests" / "data"; }
fs::path mini_root() { return data_folder() / "data-mini"; }

std::optional<fs::path> shared_folder() {
  const char* named = std::getenv("STEPSCOPE_SHARED");
  const fs::path folder = named != nullptr ? fs::path(named) : fs::path(STEPSCOPE_SOURCE_DIR).parent_path() / "shared";
  if (fs::is_directory(folder / "data") && fs::is_directory(folder / "golden")) return folder;
  return std::nullopt;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "stepscope-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace stepscope::test
