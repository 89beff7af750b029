#pragma once

#include <QString>
#include <vector>

#include "core/analysis/stage_statistics.h"

namespace stepscope::ui {

// A slice of the donut and its line in the legend.
struct DonutSlice {
  StageGroup group{StageGroup::kUnaccounted};
  double share{0.0};          // of the sum of all steps
  double ns_per_step{0.0};
  bool operator==(const DonutSlice&) const = default;
};

// The groups that cost time, in the order they are stacked. Empty without steps.
std::vector<DonutSlice> donut_slices(const RunStatistics& statistics);
// One line per slice: group, share, ns per step; a header line names the columns.
QString donut_csv(const std::vector<DonutSlice>& slices);

}  // namespace stepscope::ui
