#pragma once

#include "core/base/random.h"
#include "core/world/ego_state.h"
#include "core/world/trajectory.h"

namespace stepscope {

// How a plan is spoilt from time to time, so that the vehicle gets where a sound planner would not take it: an ordinary
// tracker follows the spoilt plan, and what it gets into are states that a vehicle can be in.
struct DistortionOptions {
  double pause_s{3.0};  // mean time from the end of one to the begin of the next
  double shortest_s{0.6}, longest_s{1.8};
  double lateral_m{1.5};     // to either side, reached 2 s ahead; less below 5 m/s
  double speed_share{0.35};  // faster or slower
};

// The distortions of one run, drawn from a seed.
class PlanDistortion {
 public:
  PlanDistortion(const DistortionOptions& options, std::uint64_t seed) : options_(options), random_(seed) {}

  // Writes the spoilt plan to `out` (cleared first) if one is to be spoilt now; else nothing. Times must not fall from
  // call to call; `plan` begins at the ego's time.
  bool distort(const EgoState& ego, const Trajectory& plan, Trajectory& out);

 private:
  void draw_next(SimTime now);

  DistortionOptions options_;
  Random random_;
  bool drawn_{false};
  SimTime begin_, end_;
  double lateral_m_{0.0}, speed_factor_{1.0};
};

}  // namespace stepscope
