#pragma once

#include <filesystem>

#include "core/store/run_summary.h"
#include "ui/bridge/reopened_run.h"

namespace stepscope::ui {

// A run of a store, to be looked at.
struct StoreRunWish {
  std::filesystem::path store;
  RunId run{0};
  DataPlaces data;     // of its scenario; empty: where the store says
  DatasetPtr dataset;  // may have the scenario as well; may be null
};

// An error: the store or the run in it cannot be read. Data that are gone are none, see ReopenedRun. A run without
// score that has steps, as an interrupted one, is scored as far as it came.
Result<ReopenedRun> open_store_run(const StoreRunWish& wish, MapCache& maps);

}  // namespace stepscope::ui
