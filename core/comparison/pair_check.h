#pragma once

#include <span>

#include "core/base/result.h"
#include "core/comparison/measured_run.h"

namespace stepscope {

// Whether the pairs can be compared at all: each run has a step and took time, the two runs of a pair and all pairs of
// a scenario have the same number of steps. An error names the pair (from 1) and the run. That both did the same thing
// is for others to check.
Status check_pairs(std::span<const RunPair> pairs);

}  // namespace stepscope
