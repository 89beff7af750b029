#pragma once

#include "core/simulation/replay.h"
#include "core/world/fork_origin.h"

namespace stepscope {

// What a run needs, beside its request and profile, in order to go on from a step of another one.
struct RunFork {
  ForkOrigin origin;
  ReplayedSteps replayed;  // origin.step steps
};

}  // namespace stepscope
