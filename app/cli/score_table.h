#pragma once

#include <span>
#include <string>

#include "core/batch/batch_tables.h"

namespace stepscope::cli {

// Mean scores, one row per scenario type and one for all, one column per planner and challenge.
std::string score_table(const BatchPlan& plan, std::span<const BatchScore> scores);

}  // namespace stepscope::cli
