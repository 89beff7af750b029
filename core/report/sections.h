#pragma once

#include <vector>

#include "core/report/bottleneck_report.h"
#include "core/report/document.h"

namespace stepscope {

// The parts of the report, each its own file. They append to `out`.
using Blocks = std::vector<Block>;

void add_timing(Blocks& out, const RunFindings& f);       // breakdown, split, stages, deadlines
void add_bottlenecks(Blocks& out, const RunFindings& f);  // with their evidence
void add_slow_steps(Blocks& out, const RunFindings& f);
void add_surprises(Blocks& out, const RunFindings& f);
void add_path(Blocks& out, const RunFindings& f);  // to the real-time budget
void add_ledger(Blocks& out, const RunFindings& f);
void add_score(Blocks& out, const RunFindings& f);
void add_comparison(Blocks& out, const BottleneckReport& report);
void add_method(Blocks& out, const BottleneckReport& report);

// Durations of one table share a unit, chosen by the mean step.
struct TableUnit {
  const char* name;
  double ns;
};
TableUnit table_unit(const RunStatistics& statistics);

// "1: idm, baseline": number and planner, and in what else of profile, challenge and scenario the runs differ.
std::string run_name(const BottleneckReport& report, std::size_t run);

}  // namespace stepscope
