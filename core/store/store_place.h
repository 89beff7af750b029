#pragma once

#include <filesystem>

namespace stepscope {

// Where runs are kept unless said otherwise: $STEPSCOPE_STORE, else $XDG_DATA_HOME/stepscope/runs.db, else
// ~/.local/share/stepscope/runs.db. Empty if there is no home.
std::filesystem::path default_store_file();

// Another store beside one that cannot be used: runs-2.db, runs-3.db … for n = 2, 3 …
std::filesystem::path store_beside(const std::filesystem::path& file, int n);

}  // namespace stepscope
