#pragma once

#include "core/metrics/centre_route.h"
#include "core/metrics/ego_outline.h"
#include "core/metrics/metric.h"

namespace stepscope {

// driving_direction_compliance: how far the ego goes against the direction of its lane within one second. Removing a
// violation means: those samples were in order.
Metric driving_direction_metric(const RoadMap& map, std::span<const EgoOutline> egos, const CentreRoute& route);

}  // namespace stepscope
