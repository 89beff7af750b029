#include "core/planning/pdm/current_lane.h"

#include <limits>

#include "core/planning/pdm/lane_pose.h"

namespace stepscope {

const LaneSegment* CurrentLane::find(const EgoState& ego, const PdmRoute& route, DrivableGround& ground) {
  const LaneSegment* best = nullptr;
  double least = std::numeric_limits<double>::infinity();
  ground.route_lanes_at(ego.rear_axle.position(), candidates_);
  for (const LaneSegment* lane : candidates_) {
    const double error = pose_on(*lane, ego.rear_axle).heading_error;
    if (!(error < least)) continue;
    least = error;
    best = lane;
  }
  if (best != nullptr) return best;

  const EgoFootprint footprint = footprint_at(ego.rear_axle);
  for (const LaneSegment* lane : route.lanes()) {
    if (lane->area.contains(footprint.centre)) return lane;
    const double distance = PreparedArea(lane->area).distance_to(footprint.corners);
    if (!(distance < least)) continue;
    least = distance;
    best = lane;
  }
  return best;
}

}  // namespace stepscope
