#include "core/metrics/closed_loop_metrics.h"

namespace stepscope {

std::vector<Metric> closed_loop_metrics(const MetricInput&) { return {}; }

}  // namespace stepscope
