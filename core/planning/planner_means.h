#pragma once

#include "core/planning/lead_search_method.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// What a planner is made with beside its parameters. A planner takes what it needs and ignores the rest.
struct PlannerMeans {
  RecordedLog* log{nullptr};  // the recorded future: for an oracle, null for every other planner
  LeadSearchMethod leads{LeadSearchMethod::kDistanceFirst};
};

}  // namespace stepscope
