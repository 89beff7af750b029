#pragma once

#include "core/analysis/profiled_run.h"
#include "core/record/run_record.h"

namespace stepscope {

// What the manifest of this run says, without its files' hashes.
RunFacts facts_of(const RunRecord& record);

// A run that has ended, with everything its recording holds. `record.spans` are shared, not copied.
ProfiledRun profiled_run_of(const RunRecord& record, std::shared_ptr<const SpanTape> spans);

}  // namespace stepscope
