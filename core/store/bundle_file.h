#pragma once

#include <string>

namespace stepscope {

// Tables of a store that hold rows of runs beside the table of runs itself.
inline constexpr const char* kRunTables[] = {"step", "statement", "site", "executions", "background", "bookmark"};

// The files that a bundle carries, as a data root.
inline constexpr const char* kBundleFiles =
    "CREATE TABLE bundle_file(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, "
    "data BLOB NOT NULL)";

inline std::string bundle_log_path(const std::string& log) { return "splits/bundle/" + log + ".db"; }

// An index of maps with one location.
std::string map_index_text(const std::string& location, const std::string& version);

}  // namespace stepscope
