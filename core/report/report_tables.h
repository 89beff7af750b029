#pragma once

#include <string>

#include "core/report/bottleneck_report.h"

namespace stepscope {

// One row per run and step: identity of the run, time, wall and processor time, own time of every stage, counters.
std::string report_steps_csv(const BottleneckReport& report);

// One row per run and stage: steps in which it ran, share, own and total time (mean, p50, p95, p99, max), ns.
std::string report_stages_csv(const BottleneckReport& report);

}  // namespace stepscope
