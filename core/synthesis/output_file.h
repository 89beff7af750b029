#pragma once

#include <filesystem>
#include <functional>

#include "core/base/result.h"

namespace stepscope::synthesis {

// Writes a file under a temporary name beside its place and renames it when it is complete. An error names the file's
// own name and leaves nothing behind.
Status write_whole(const std::filesystem::path& file, const std::function<Status(const std::filesystem::path&)>& write);

// The same for a text.
Status write_text(const std::filesystem::path& file, const std::string& text);

// The error of a file that stands where one of the demo should go.
Error not_ours(const std::filesystem::path& file);

// Fails if something stands where a file of the demo should go that is no demo of ours.
Status check_replaceable_map(const std::filesystem::path& file);
Status check_replaceable_log(const std::filesystem::path& file);
Status check_replaceable_index(const std::filesystem::path& file);

// The index of the demo's only map.
std::string map_index_text();

}  // namespace stepscope::synthesis
