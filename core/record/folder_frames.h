#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/probe/step_timing.h"
#include "core/scenario/scenario.h"
#include "core/world/step_frame.h"

namespace stepscope {

// The steps of a run folder as they were live: from its simulation log, and from the scenario what that does not keep
// (times, lights, heights of objects). `steps`: from its table. They keep what their spans point into. An error names
// the log and what is wrong with it, or that it is not of this run.
Result<std::vector<FramePtr>> frames_in_folder(const std::filesystem::path& folder, const ScenarioPtr& scenario,
                                               std::span<const StepTiming> steps);

}  // namespace stepscope
