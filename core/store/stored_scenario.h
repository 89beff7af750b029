#pragma once

#include "core/map/map_cache.h"
#include "core/record/rescore.h"
#include "core/store/run_store.h"

namespace stepscope {

// The scenario that a stored run was made on, read again from where its log and map are now: from their old places, or
// from the files that came with its bundle. `places`: where to look instead, if given. Errors: not there, or not the
// files that the run was made on (by their hashes).
Result<ScenarioPtr> load_scenario(const RunStore& store, RunId run, MapCache& maps, const DataPlaces& places = {});
Result<ScenarioPtr> load_scenario(const ScenarioPlace& place, MapCache& maps, const DataPlaces& places = {});

}  // namespace stepscope
