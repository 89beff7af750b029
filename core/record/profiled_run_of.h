#pragma once

#include "core/analysis/profiled_run.h"
#include "core/record/run_record.h"

namespace stepscope {

// What the manifest of this run says, without the hashes of log and map.
RunFacts facts_of(const RunRecord& record);

// Mean time between two steps of a scenario, s.
double mean_step_interval_s(const Scenario& scenario);

// A run that has ended, with everything its recording holds. `record.spans` are shared, not copied.
ProfiledRun profiled_run_of(const RunRecord& record, std::shared_ptr<const SpanTape> spans);

}  // namespace stepscope
