#pragma once

#include "core/map/road_map.h"

namespace stepscope {

// How the ego stands to the nearest vertex of a lane's baseline.
struct LanePose {
  double distance_m{0.0};
  double heading_error{0.0};  // rad, ≥ 0
};
LanePose pose_on(const LaneSegment& lane, const Pose2& ego);

}  // namespace stepscope
