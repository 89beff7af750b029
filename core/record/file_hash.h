#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace stepscope {

// SHA-256 of a file's content, 64 lower-case hex digits. Remembered within the process by path, size and modification
// time, so that many runs on one log hash it once. Thread-safe.
Result<std::string> sha256_of_file(const std::filesystem::path& file);

}  // namespace stepscope
