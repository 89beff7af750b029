#pragma once

#include <string>

#include "core/report/bottleneck_report.h"

namespace stepscope {

// One row per run and step: identity of the run, time, wall and processor time, own time of every stage, counters.
std::string report_steps_csv(const BottleneckReport& report);

// One row per run and stage: steps in which it ran, share, own and total time (mean, p50, p95, p99, max), ns. The
// shares and the own times of a run's rows add up to its step; `unaccounted` has no parts, its total is its own time.
std::string report_stages_csv(const BottleneckReport& report);

// One row per run and line of its breakdown tree: number of the line from 1, that of the line above it (none above the
// step), depth, stage, own (1: the rest of the line above), shares, calls, own and total time as above. The means and
// shares of the lines below a line add up to its own.
std::string report_breakdown_csv(const BottleneckReport& report);

}  // namespace stepscope
