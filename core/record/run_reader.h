#pragma once

#include <filesystem>

#include "core/analysis/profiled_run.h"
#include "core/base/result.h"

namespace stepscope {

enum class FolderParts {
  kTables,         // manifest, steps, statements, score
  kTablesAndTrace  // and spans and executions of statements, if the folder has a trace
};

// A run folder read back, as far as its tables, its trace and its metrics tell: without `ego`. An error names the file
// and what is missing or malformed in it (a folder without manifest is an unfinished run).
Result<ProfiledRun> read_run_folder(const std::filesystem::path& folder,
                                    FolderParts parts = FolderParts::kTablesAndTrace);

}  // namespace stepscope
