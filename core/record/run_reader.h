#pragma once

#include <filesystem>

#include "core/analysis/profiled_run.h"
#include "core/base/result.h"

namespace stepscope {

enum class FolderParts {
  kTables,         // manifest, steps, statements and their executions, score
  kTablesAndTrace  // and spans, if the folder has a trace
};

// A run folder read back, as far as its tables, its trace and its metrics tell: without `ego`, and without
// executions of statements where only scores were kept. An error names the file
// and what is missing or malformed in it (a folder without manifest is an unfinished run).
Result<ProfiledRun> read_run_folder(const std::filesystem::path& folder,
                                    FolderParts parts = FolderParts::kTablesAndTrace);

}  // namespace stepscope
