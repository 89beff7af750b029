#pragma once

#include <vector>

#include "core/analysis/slow_range.h"
#include "core/analysis/slow_step.h"
#include "core/rerun/rerun.h"
#include "ui/models/cell_table_model.h"

namespace stepscope::ui {

// Every counter that varies and every stage that ran: this step, the median step, the difference with a bar, the ratio,
// the rank among the steps, and for stages what the cost model expects.
TableContent difference_table(const SlowStep& slow);
// Counters and stages of some steps beside the others, on averages.
TableContent range_table(const SlowRange& range);
// A sentence per stage, the longest first: what it costs by its counters, or why that cannot be said.
TableContent cost_table(const CostModel& model);
// Rows lead to their steps.
TableContent complexity_table(const std::vector<SlowForComplexity>& steps);
// Stage by stage: recorded, warm and cold.
TableContent rerun_table(const RerunResult& result);

}  // namespace stepscope::ui
