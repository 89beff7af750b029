#pragma once

#include <memory>

#include "core/assembly/run_request.h"
#include "core/observation/observation.h"
#include "core/profile/engine_profile.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// What surrounds the ego in this run: recorded objects, or agents that react. `map`: that the run asks.
std::shared_ptr<Observation> make_observation(const RunRequest& request, const EngineProfile& profile,
                                              const RoadMap& map, const Scenario& scenario, RecordedLog& log);

}  // namespace stepscope
