#pragma once

#include "core/planning/pdm/pdm_parameters.h"
#include "core/planning/pdm/proposal_terms.h"
#include "core/world/trajectory.h"

namespace stepscope {

// Even the best proposal collides soon, and the ego is slow enough to stop for it.
bool must_brake(const ProposalTerms& best, const EgoState& ego, const PdmParameters& parameters);

// A plan straight ahead at one constant speed, chosen so that the tracker brakes hard; it may be negative. Its poses
// follow the centre of the ego; velocities and accelerations are 0.
void plan_brake(const EgoState& ego, Trajectory& out);

}  // namespace stepscope
