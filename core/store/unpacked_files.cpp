#include "core/store/unpacked_files.h"

#include <string>

namespace stepscope {

namespace fs = std::filesystem;

fs::path unpacked_root(const fs::path& store) { return store.string() + ".files"; }

fs::path unpacked_folder(const fs::path& store, std::string_view name) { return unpacked_root(store) / name; }

std::int64_t bytes_below(const fs::path& folder) {
  std::int64_t bytes = 0;
  std::error_code code;
  for (auto entry = fs::recursive_directory_iterator(folder, code);
       !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
    std::error_code gone;
    const std::uintmax_t size = entry->is_regular_file(gone) ? entry->file_size(gone) : 0;
    if (!gone) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

}  // namespace stepscope
