#pragma once

#include <string>

#include "core/metrics/metric.h"

namespace stepscope {

// A violation in one line of plain text: "step 37: front of the ego hits a pedestrian (object 00…ab): 3.2 against 0
// m/s; without it 1 here, 0.83 in all".
std::string violation_text(const MetricViolation& violation);

}  // namespace stepscope
