#pragma once

#include <filesystem>

#include "core/batch/batch.h"
#include "ui/bridge/reopened_run.h"

namespace stepscope::ui {

// A run folder, to be looked at.
struct RunFolderWish {
  std::filesystem::path folder;
  DataPlaces data;     // of its scenario; empty: where its manifest says
  DatasetPtr dataset;  // may have the scenario as well; may be null
};

// Whether this is a folder that a run was written to.
bool is_run_folder(const std::filesystem::path& folder);

// An error: the folder's manifest or its tables cannot be read. Data that are gone are none, see ReopenedRun.
Result<ReopenedRun> open_run_folder(const RunFolderWish& wish, MapCache& maps);

// A run of a batch, to be looked at.
struct BatchRunWish {
  ChosenScenario scenario;
  RunRequest request;
  EngineProfile profile;
  std::filesystem::path folder;  // with its files
  std::filesystem::path maps;
};

// An error names what even the scenario lacks. Files that cannot be read are none: `unreadable` says why, and the run
// can be made again.
Result<ReopenedRun> open_batch_run(const BatchRunWish& wish, MapCache& maps);

}  // namespace stepscope::ui
