#pragma once

#include "core/metrics/centre_route.h"
#include "core/metrics/corner_routes.h"
#include "core/metrics/metric.h"

namespace stepscope {

// drivable_area_compliance and the series corners_in_drivable_area, which has no score. Removing a violation means:
// those samples were in order.
std::vector<Metric> drivable_area_metrics(const RoadMap& map, std::span<const EgoOutline> egos,
                                          const CornerRoutes& corners, const CentreRoute& route);

}  // namespace stepscope
