#pragma once

#include "core/imitation/moments.h"
#include "core/world/ego_state.h"
#include "core/world/trajectory.h"

namespace stepscope {

// The plan as poses interval_s, 2·interval_s … from now, relative to the ego's rear axle, as far as it reaches.
// Planners that follow a path plan on it even when the ego is beside it; these poses lead there instead as a vehicle
// could drive: the offset and the difference of headings at the plan's first state fade over the distance driven in
// 3 s, at least 8 m, as a cubic that ends flat; an offset along the path fades over 3 s.
ExpertPlan expert_plan_of(const Trajectory& plan, const EgoState& ego, int poses, double interval_s);

}  // namespace stepscope
