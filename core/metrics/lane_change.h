#pragma once

#include "core/metrics/common_route.h"
#include "core/metrics/metric.h"

namespace stepscope {

// ego_lane_change: how often and how long the corners of the ego have no lane in common, and how often it came out in
// the same lane. Has no score.
Metric lane_change_metric(const RoadMap& map, std::span<const EgoOutline> egos, const CommonRoute& common);

}  // namespace stepscope
