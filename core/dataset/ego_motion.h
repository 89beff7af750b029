#pragma once

#include <span>

#include "core/world/ego_state.h"

namespace stepscope {

// Path of the ego's centre, added up from state to state, m.
double travelled_distance_m(std::span<const EgoState> states);

// Whether the ego's speed rises above a threshold from this or below, and whether it falls to it from above, by more
// than `noise` from the last turning point.
struct SpeedEdges {
  bool rises{false};
  bool falls{false};
};
SpeedEdges speed_edges(std::span<const EgoState> states, double threshold_mps, double noise_mps);

}  // namespace stepscope
