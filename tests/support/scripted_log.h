#pragma once

#include <algorithm>
#include <vector>

#include "core/scenario/recorded_log.h"

namespace stepscope::test {

// A log made up by a test: iteration i every 0.1 s, and a list of future states. Counts what it is asked.
class ScriptedLog : public RecordedLog {
 public:
  std::vector<EgoState> egos;
  std::vector<std::vector<TrackedObject>> frames;
  std::vector<EgoState> future;
  std::vector<TrafficLightStatus> light_list;  // of every iteration
  int ego_requests{0}, object_requests{0};

  Result<SimTime> time(int iteration) override { return SimTime{iteration * std::int64_t{100'000}}; }
  Result<EgoState> ego(int iteration) override {
    ++ego_requests;
    if (static_cast<std::size_t>(iteration) >= egos.size()) return make_error("no such iteration");
    return egos[static_cast<std::size_t>(iteration)];
  }
  Result<std::span<const TrackedObject>> objects(int iteration) override {
    ++object_requests;
    if (static_cast<std::size_t>(iteration) >= frames.size()) return make_error("no such frame");
    return std::span<const TrackedObject>(frames[static_cast<std::size_t>(iteration)]);
  }
  Result<std::span<const TrafficLightStatus>> lights(int) override {
    return std::span<const TrafficLightStatus>(light_list);
  }
  Status future_ego(int, double, int n, std::vector<EgoState>& out) override {
    out.assign(future.begin(), future.begin() + std::min<std::ptrdiff_t>(n, std::ssize(future)));
    return {};
  }
};

}  // namespace stepscope::test
