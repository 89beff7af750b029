#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "core/base/sim_time.h"
#include "core/probe/step_timing.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "core/world/traffic_light.h"
#include "core/world/trajectory.h"

namespace stepscope {

// One step of a run: everything known at t_k together with what was decided then, and what it cost. Written once by the
// simulation thread, const afterwards. The spans point into the run's tape or into the scenario, which whoever holds a
// FramePtr keeps alive.
struct StepFrame {
  int step{0};                                 // k = iteration index
  SimTime time;                                // t_k, of the log's iteration
  EgoState ego;                                // at t_k, before the plan takes effect
  std::span<const TrackedObject> objects;      // at t_k, as the observation orders them
  std::span<const TrafficLightStatus> lights;  // at t_k
  Trajectory trajectory;                       // the plan made at t_k
  StepTiming timing;                           // of this step
};

using FramePtr = std::shared_ptr<const StepFrame>;

}  // namespace stepscope
