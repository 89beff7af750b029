#pragma once

#include "core/scenario/recorded_log.h"

namespace stepscope {

// Recorded values from the scenario's memory: no statements, no allocations. The scenario must outlive it.
class PreloadedLog final : public RecordedLog {
 public:
  explicit PreloadedLog(const Scenario& scenario) : scenario_(scenario) {}

  Result<SimTime> time(int iteration) override;
  Result<EgoState> ego(int iteration) override;
  Result<std::span<const TrackedObject>> objects(int iteration) override;
  Result<std::span<const TrafficLightStatus>> lights(int iteration) override;
  Status future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) override;

 private:
  const Scenario& scenario_;
};

// An error if the scenario has no such iteration.
Status check_iteration(const Scenario& scenario, int iteration);

}  // namespace stepscope
