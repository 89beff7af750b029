#pragma once

#include "core/planning/planner_list.h"
#include "core/planning/raster/raster_planner.h"

namespace stepscope {

// What a planner with these parameters (`model`) is made of; nothing is loaded yet. The error names the parameter, or
// file and field of a side entry.
Result<RasterPlannerParts> raster_planner_parts(const PlannerParameters& parameters, const PlannerMeans& means);

// RasterPlanner in the list of planners: its parameter `model`, and the learning library that loads it.
PlannerEntry raster_planner_entry();

}  // namespace stepscope
