#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/selection.h"
#include "core/analysis/profiled_run.h"
#include "core/base/result.h"
#include "core/map/map_cache.h"
#include "core/record/simulation_log_reader.h"

namespace stepscope::cli {

// A stored run with what it did at every step.
struct StoredOutput {
  std::string name;   // as it was asked for
  std::string place;  // how the window names it: number in the store, or the folder with its manifest
  ProfiledRun run;
  std::string uuid;                 // in the store; empty: of a run folder
  std::vector<LoggedFrame> frames;  // one per step, or none
  std::string why_no_frames;        // then
};

// "7" or "run:7" of the store, else a run folder (or a folder that holds one). The frames of a run in the store need
// its log and map (`data`: where they are now, if they moved). An error names what cannot be read.
Result<StoredOutput> stored_output(const std::string& name, const std::filesystem::path& store, const DataOptions& data,
                                   MapCache& maps);

}  // namespace stepscope::cli
