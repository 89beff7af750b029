#pragma once

#include <vector>

#include "core/metrics/metric.h"
#include "core/metrics/metric_input.h"

namespace stepscope {

// All metrics of the open-loop challenge, in the reference's order.
std::vector<Metric> open_loop_metrics(const MetricInput& input);

}  // namespace stepscope
