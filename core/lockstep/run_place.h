#pragma once

#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/base/result.h"
#include "core/base/sim_time.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// Where and when a run drives: what two runs must share before one can be shown beside the other step by step.
struct RunPlace {
  std::string log, token, location;  // of the scenario; empty: not recorded
  int iterations{0};                 // of the whole scenario; 0: not recorded
  SimTime begin;                     // t_0
  double interval_s{0.0};            // simulated time per step
  bool operator==(const RunPlace&) const = default;
};

RunPlace place_of(const Scenario& scenario);
// Of a run that was kept, as far as that says where it was.
RunPlace place_of(const ProfiledRun& run);

// An error says what differs, in words with both values: the map, the log, the scenario, its first moment, the time per
// step, its length. That one of them ended earlier is no difference. What is not recorded is not held against anybody.
Status same_place(const RunPlace& a, const RunPlace& b);

}  // namespace stepscope
