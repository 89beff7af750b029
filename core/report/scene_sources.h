#pragma once

#include <filesystem>
#include <memory>

#include "core/assembly/assembled_run.h"
#include "core/map/map_cache.h"
#include "core/report/scene.h"

namespace stepscope {

// The scenes of a run, and what to say where there are none.
struct RunScenes {
  SceneSource source;
  std::string why_not;
};

// The scenes of a run that has ended. Borrows the run.
SceneSource scenes_of(const AssembledRun& run);

// The scenes of frames, step by step.
SceneSource scenes_of(std::vector<FramePtr> frames, RoadMapPtr map);

// The scenes of a run folder: objects, ego and plans from its simulation log, lanes from the map that its manifest
// names, if it is still there and small enough to be read for a picture. Without a log there is no source, only the
// reason. Reads the files when the first scene is asked for.
RunScenes scenes_of(const std::filesystem::path& run_folder, std::shared_ptr<MapCache> maps);

}  // namespace stepscope
