#pragma once

#include <filesystem>
#include <memory>

#include "core/map/map_cache.h"
#include "core/report/scene_sources.h"
#include "core/store/run_summary.h"

namespace stepscope {

// The scenes of a run in a store, if its log and map can still be read, have the content that the run was made on, and
// are small enough to be read for a picture. Reads them when the first scene is asked for.
RunScenes stored_scenes(const std::filesystem::path& store, RunId run, std::shared_ptr<MapCache> maps);

}  // namespace stepscope
