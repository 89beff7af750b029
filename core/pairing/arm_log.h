#pragma once

#include <filesystem>

#include "core/assembly/assembled_run.h"

namespace stepscope {

// The simulation log of a run that is over, serialised, compressed and written into a folder that exists.
Status write_arm_log(const std::filesystem::path& folder, AssembledRun& run, const RunOutcome& outcome);

}  // namespace stepscope
