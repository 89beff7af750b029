#pragma once

#include <compare>
#include <cstdint>

namespace stepscope {

// A point in time of a log: microseconds since the Unix epoch, UTC. Integer, so that nothing drifts.
struct SimTime {
  std::int64_t us{0};

  // Seconds as the reference computes them for trajectories and queries: a multiplication, not a division.
  double seconds() const { return static_cast<double>(us) * 1e-6; }
  // Seconds as the trackers and metrics compute them: a division.
  double seconds_by_division() const { return static_cast<double>(us) / 1e6; }

  auto operator<=>(const SimTime&) const = default;
};

// Difference of two times, in seconds.
inline double seconds_between(SimTime from, SimTime to) { return static_cast<double>(to.us - from.us) * 1e-6; }

}  // namespace stepscope
