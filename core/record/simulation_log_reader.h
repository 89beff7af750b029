#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "core/world/trajectory.h"

namespace stepscope {

// A step of a saved run, as far as its log tells. Heights of objects are not kept.
struct LoggedFrame {
  EgoState ego;
  std::vector<TrackedObject> objects;
  Trajectory plan;
};

// Reads log.msgpack.xz back, numbers to the last bit. An error names the file, the frame and the field.
Result<std::vector<LoggedFrame>> read_simulation_log(const std::filesystem::path& file);

}  // namespace stepscope
