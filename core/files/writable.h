#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace stepscope {

// Whether write_file() would be able to write this file now, to be asked before long work whose result belongs there.
// A file that is there already stays as it is, and nothing is left behind. The error names the file and the system's
// reason.
Status file_is_writable(const std::filesystem::path& file);

// The same for any file in a folder. Makes the folder if it is missing.
Status folder_is_writable(const std::filesystem::path& folder);

}  // namespace stepscope
