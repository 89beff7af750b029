#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/pairing/run_level.h"

namespace stepscope {

// A measured way kept in a file, to compare later ones with (docs/comparison.md): JSON, times in ns. An error names the
// file and, reading, the place and the field that is missing or malformed.
Status write_baseline(const std::filesystem::path& file, const WayLevels& levels);
Result<WayLevels> read_baseline(const std::filesystem::path& file);

}  // namespace stepscope
