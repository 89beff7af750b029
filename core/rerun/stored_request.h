#pragma once

#include "core/analysis/profiled_run.h"
#include "core/assembly/run_request.h"
#include "core/profile/engine_profile.h"

namespace stepscope {

// What a recorded run was asked for, from its facts. An error names the field that this version does not know.
Result<RunRequest> request_in(const RunFacts& facts);
Result<EngineProfile> profile_in(const RunFacts& facts);

}  // namespace stepscope
