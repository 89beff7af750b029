#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace stepscope {

// Writes a whole file: first under a temporary name beside it, then renamed, so that a file under its own name is
// always complete. The error names the file and the system's reason (full disk, no permission …); nothing half is left
// then.
Status write_file(const std::filesystem::path& file, std::string_view content);

// All bytes of a file. The error names the file and the system's reason.
Result<std::string> read_file(const std::filesystem::path& file);

}  // namespace stepscope
