#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// Writes what a scenario needs of its log into a log of its own: the frames from the oldest of its history to 60 s
// after its last iteration with their ego poses (more than any metric or planner looks ahead), objects and lights up to
// the last iteration, and what these refer to. `file` must not exist. The scenario loads from it with equal values,
// which is checked.
Status write_log_cut(const Scenario& scenario, const std::filesystem::path& file);

}  // namespace stepscope
