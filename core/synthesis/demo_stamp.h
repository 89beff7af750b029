#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "core/synthesis/demo.h"

namespace stepscope::synthesis {

// A hash of the sources of this folder: what the generator is.
std::string_view generator_hash();

// A small file in the folder of a demo that says which generator wrote it and with which options. It is written last
// and removed first, so that a demo that is not whole has none.
Status write_stamp(const std::filesystem::path& file, const DemoOptions& options);

// The options, if this generator wrote the file.
std::optional<DemoOptions> read_stamp(const std::filesystem::path& file);

// Fails if something else stands in its place.
Status check_replaceable_stamp(const std::filesystem::path& file);

}  // namespace stepscope::synthesis
