#pragma once

#include "core/metrics/ego_outline.h"
#include "core/metrics/metric.h"
#include "core/metrics/route_progress.h"

namespace stepscope {

// ego_progress_along_expert_route: how far the ego gets of the expert's way. `blocks` of the expert's route; `expert`
// its centres at all iterations.
Metric progress_metric(std::span<const RouteBlock> blocks, std::span<const EgoOutline> egos,
                       std::span<const Point2> expert);
// ego_is_making_progress, derived from it.
Metric making_progress_metric(const Metric& progress);

}  // namespace stepscope
