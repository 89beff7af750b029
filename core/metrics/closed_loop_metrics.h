#pragma once

#include <vector>

#include "core/metrics/metric.h"
#include "core/metrics/metric_input.h"

namespace stepscope {

// All metrics of the closed-loop challenges, in the reference's order; none without samples. Where the reference gives
// up (a point in several lanes, for example) a metric has an error and no score; if the ego's state is not a number
// somewhere, all of them do.
std::vector<Metric> closed_loop_metrics(const MetricInput& input);

// The same for what is not a recorded scenario. `expert`: logged ego at all iterations.
std::vector<Metric> closed_loop_metrics(const RoadMap& map, std::span<const MetricSample> samples,
                                        std::span<const EgoState> expert);

}  // namespace stepscope
