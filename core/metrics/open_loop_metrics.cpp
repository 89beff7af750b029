#include "core/metrics/open_loop_metrics.h"

namespace stepscope {

std::vector<Metric> open_loop_metrics(const MetricInput&) { return {}; }

}  // namespace stepscope
