#pragma once

#include "core/features/raster_method.h"
#include "core/learning/network_options.h"
#include "core/planning/lead_search_method.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// What a planner is made with beside its parameters. A planner takes what it needs and ignores the rest.
struct PlannerMeans {
  RecordedLog* log{nullptr};  // the recorded future: for an oracle, null for every other planner
  LeadSearchMethod leads{LeadSearchMethod::kDistanceFirst};
  RasterMethod rasters;    // of planners that look at rasters
  NetworkOptions network;  // of planners that ask a network
};

}  // namespace stepscope
