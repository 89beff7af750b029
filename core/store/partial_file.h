#pragma once

#include <filesystem>
#include <string_view>

namespace stepscope {

// A name beside `out` for a file in the making, which tells whose it is: "<out>.partial-<process>-<its
// start>-<machine>", then "-<part>".
std::filesystem::path partial_file(const std::filesystem::path& out, std::string_view part);

// Removes such files from a folder, whatever they were to become, if whoever made them has ended. Those of another
// machine, of which nothing can be known here, once nobody has touched them for a day.
void remove_abandoned_partial_files(const std::filesystem::path& folder);

}  // namespace stepscope
