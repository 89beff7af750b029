#pragma once

#include <memory>

#include "core/assembly/run_request.h"
#include "core/observation/observation.h"
#include "core/profile/engine_profile.h"
#include "core/scenario/recorded_log.h"
#include "core/world/fork_origin.h"

namespace stepscope {

// What surrounds the ego in this run: recorded objects, or agents that react. `map`: that the run asks. `fork`, if
// given: by the rules of each step. An error names rules that this version does not know.
Result<std::shared_ptr<Observation>> make_observation(const RunRequest& request, const EngineProfile& profile,
                                                      const RoadMap& map, const Scenario& scenario, RecordedLog& log,
                                                      const ForkOrigin* fork = nullptr);

}  // namespace stepscope
