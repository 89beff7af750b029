#pragma once

#include "core/analysis/profiled_run.h"
#include "core/analysis/stage_statistics.h"
#include "core/report/breakdown.h"
#include "core/report/picture.h"

namespace stepscope {

// Every step of a run as a bar stacked by groups of stages, with the budget's lines where they are in sight. More steps
// than columns: the worst of each column. Bars far beyond the others are cut, and their length is written on them.
Picture step_strip(const ProfiledRun& run);

// Mean self time of every stage as a bar, longest first.
Picture stage_bars(const RunStatistics& statistics);

// How often steps of which length occur, and the share of steps that are no longer.
Picture step_histogram(const ProfiledRun& run);

// The breakdown tree: the step on top, parts below, as wide as their share.
Picture breakdown_icicle(const Breakdown& breakdown);

}  // namespace stepscope
