#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/control/ego_controller.h"
#include "core/motion/kinematic_bicycle.h"

namespace stepscope {

// Turns a planned trajectory into a command for the vehicle.
class Tracker {
 public:
  virtual ~Tracker() = default;
  virtual std::string_view name() const = 0;
  // Command for the time from `current` to `next`; `ego` is the state at `current`. An error says why the trajectory
  // cannot be followed: it does not cover the time, it is too short.
  virtual Result<MotionCommand> track(const Iteration& current, const Iteration& next, const EgoState& ego,
                                      const Trajectory& trajectory) = 0;
};

}  // namespace stepscope
