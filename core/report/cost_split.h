#pragma once

#include "core/analysis/profiled_run.h"

namespace stepscope {

// A step's time by who is to answer for it, means in ns over the steps of a run. Framework and planner add up to the
// step.
struct CostSplit {
  double framework_ns{0.0};      // what every planner pays: everything outside of the planner's call
  double unaccounted_ns{0.0};    // of the framework: covered by no span
  double database_ns{0.0};       // of the framework: database and map I/O outside of the planner's call
  double planner_ns{0.0};        // inside the planner's call, everything it asks for included
  double budget_ns{0.0};         // of a step
  double left_at_mean_ns{0.0};   // budget less the mean step; negative: over it
  double left_at_p95_ns{0.0};    // budget less the 95th percentile
  bool database_assigned{true};  // false: without spans all of the database counts as framework
};

CostSplit cost_split_of(const ProfiledRun& run, double budget_ns);

}  // namespace stepscope
