#pragma once

#include "core/assembly/assembled_run.h"

namespace stepscope {

// Whether a run came to nothing because the file of its model cannot be used: damaged, no network, not what its side
// entry promises. That is bad input, which no planner can do anything about; any other end is false.
bool model_was_refused(const AssembledRun& run, const RunOutcome& outcome);

}  // namespace stepscope
