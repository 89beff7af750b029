#include "app/cli/run_folders.h"

#include <algorithm>

namespace stepscope::cli {

namespace fs = std::filesystem;

std::vector<fs::path> run_folders(const fs::path& folder) {
  std::error_code code;
  if (fs::exists(folder / "manifest.json", code) || !fs::is_directory(folder, code)) return {folder};
  std::vector<fs::path> found;
  for (auto entry = fs::directory_iterator(folder, code); !code && entry != fs::directory_iterator();
       entry.increment(code)) {
    std::error_code unreachable;
    if (fs::exists(entry->path() / "manifest.json", unreachable)) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found.empty() ? std::vector<fs::path>{folder} : found;
}

}  // namespace stepscope::cli
