#pragma once

#include <string>
#include <vector>

#include "core/report/bottleneck_report.h"

namespace stepscope {

inline constexpr double kReportBudgetNs = 100e6;  // a step at 10 Hz

// The findings of a run with steps in two sentences: how fast it is, and where its time goes with what to do first: the
// switches that act on this run, and the slowest step after the cold first one that worked rather than waited.
std::vector<std::string> bottom_line_of(const RunFindings& findings);

// A quarter longer than the median step, or more.
bool clearly_longer(const SlowStep& step);

}  // namespace stepscope
