#pragma once

#include <span>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace stepscope {

// Where a run gets recorded values from, step by step. The loop, controllers and observations ask at the same points as
// the reference does, so that an implementation that queries per request shows the reference's pattern of statements.
// Spans stay valid for the rest of the run.
class RecordedLog {
 public:
  virtual ~RecordedLog() = default;
  virtual Result<SimTime> time(int iteration) = 0;
  virtual Result<EgoState> ego(int iteration) = 0;
  virtual Result<std::span<const TrackedObject>> objects(int iteration) = 0;
  virtual Result<std::span<const TrafficLightStatus>> lights(int iteration) = 0;
  // See Scenario::future_ego. `out` is cleared first.
  virtual Status future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) = 0;
};

}  // namespace stepscope
