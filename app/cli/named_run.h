#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/analysis/profiled_run.h"
#include "core/record/run_reader.h"
#include "core/store/run_summary.h"

namespace stepscope::cli {

// How a run is named on the command line: "run:7" is one of the store, anything else a folder (also one of that name).
struct NamedRun {
  std::filesystem::path folder;  // empty: of the store
  std::optional<RunId> id;
};
// An error: "run:x" is no number.
Result<NamedRun> named_run(const std::string& name);

// `store`: the file, for a run of the store.
Result<ProfiledRun> read_named_run(const NamedRun& run, const std::filesystem::path& store,
                                   FolderParts parts = FolderParts::kTablesAndTrace);

}  // namespace stepscope::cli
