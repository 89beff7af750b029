#pragma once

#include <memory>

#include "core/assembly/run_request.h"
#include "core/planning/planner_list.h"
#include "core/profile/engine_profile.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// The request's planner in the list; an error names those there are.
Result<const PlannerEntry*> planner_entry(const RunRequest& request);
// What the profile lets planners use, without a log.
PlannerMeans planner_means(const EngineProfile& profile);
// Who plans this run, by the profile's means. The log must outlive an oracle.
Result<std::unique_ptr<Planner>> make_planner(const RunRequest& request, const EngineProfile& profile,
                                              RecordedLog& log);

}  // namespace stepscope
