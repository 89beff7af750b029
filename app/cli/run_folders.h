#pragma once

#include <filesystem>
#include <vector>

namespace stepscope::cli {

// The folder itself if it is a run, else the run folders directly below it, sorted. What cannot be looked into is left
// to the reader, which says so.
std::vector<std::filesystem::path> run_folders(const std::filesystem::path& folder);

}  // namespace stepscope::cli
