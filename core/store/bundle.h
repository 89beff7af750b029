#pragma once

#include <filesystem>

#include "core/map/map_cache.h"
#include "core/store/run_store.h"

namespace stepscope {

// A run in a file of its own, *.stepscope, that can be carried anywhere: a store with this one run, and in table
// `bundle_file`, deflated, the data it was made on: its part of the log (core/store/log_cut.h), the whole map and an
// index of maps. Its manifest keeps the hashes of the originals.

// Errors: no such run, one that is still going on, its log or map are gone or are not those that it was made on, the
// file cannot be written. `out` appears when it is complete; what stood there is then replaced.
Status export_run(const RunStore& store, RunId run, const std::filesystem::path& out, MapCache& maps);

// Puts the run of a bundle into the store, under a new number, and its data beside the store. Errors name file and
// table: not a bundle, damaged, truncated, of a newer version, its data do not fit together, the store has this run
// already. Nothing changes then.
Result<RunId> import_run(RunStore& store, const std::filesystem::path& bundle, MapCache& maps);

}  // namespace stepscope
