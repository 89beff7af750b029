#pragma once

#include "core/planning/pdm/drivable_ground.h"
#include "core/world/ego_state.h"

namespace stepscope {

// The lane of the route that the ego is on: of those under its rear axle the one it is best aligned with; else the
// first that holds its centre, else the one nearest to its footprint. Null for a route without lanes.
class CurrentLane {
 public:
  const LaneSegment* find(const EgoState& ego, const PdmRoute& route, DrivableGround& ground);

 private:
  std::vector<const LaneSegment*> candidates_;
};

}  // namespace stepscope
