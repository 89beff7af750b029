#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/world/ego_state.h"
#include "core/world/trajectory.h"

namespace stepscope {

// No plan moves faster on average between two of its states, m/s; twice what perfect tracking believes.
inline constexpr double kFastestPlan = 100.0;
// States closer in time than this, in s, count as this far apart: what rounding moves is not a jump.
inline constexpr double kShortestPlanTime = 1e-3;
// No plan begins farther from the ego, m. A plan need not begin at the ego (IDM begins on its path, the recorded future
// where the log was), but beyond this it is in another frame.
inline constexpr double kFarthestPlanStart = 1000.0;

// What every plan must be: at least two states, strictly ascending in time, starting now (to 1 µs), all numbers finite,
// beginning near the ego and moving without jumps. The error names planner, state and channel.
Status check_plan(std::string_view planner, const EgoState& ego, const Trajectory& plan);

}  // namespace stepscope
