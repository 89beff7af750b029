#pragma once

#include "core/metrics/centre_route.h"
#include "core/metrics/ego_outline.h"
#include "core/metrics/metric.h"

namespace stepscope {

// speed_limit_compliance. Removing a violation means: the ego kept to the limit there.
Metric speed_limit_metric(const RoadMap& map, std::span<const EgoOutline> egos, const CentreRoute& route);

}  // namespace stepscope
