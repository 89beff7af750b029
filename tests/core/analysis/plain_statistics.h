#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/analysis/stage_statistics.h"

namespace stepscope {

// The figures of a run in the plainest way: every column copied and sorted whole. What the fast way is held against,
// for equal figures and for its speed.
inline double plain_quantile(const std::vector<std::int64_t>& ascending, double q) {
  const double position = q * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const auto low = static_cast<double>(ascending[below]);
  if (below + 1 == ascending.size()) return low;
  return low + (position - static_cast<double>(below)) * (static_cast<double>(ascending[below + 1]) - low);
}

inline Distribution plain_distribution(std::vector<std::int64_t> sample) {
  if (sample.empty()) return {};
  std::sort(sample.begin(), sample.end());
  return {.count = static_cast<std::int64_t>(sample.size()),
          .mean = static_cast<double>(std::accumulate(sample.begin(), sample.end(), std::int64_t{0})) /
                  static_cast<double>(sample.size()),
          .p50 = plain_quantile(sample, 0.50),
          .p95 = plain_quantile(sample, 0.95),
          .p99 = plain_quantile(sample, 0.99),
          .min = static_cast<double>(sample.front()),
          .max = static_cast<double>(sample.back())};
}

// Stages and whole steps only.
inline RunStatistics plain_statistics(std::span<const StepTiming> steps) {
  RunStatistics statistics;
  std::vector<std::int64_t> walls, after_first;
  std::int64_t wall_ns = 0;
  for (const StepTiming& step : steps) {
    walls.push_back(step.wall_ns);
    if (walls.size() > 1) after_first.push_back(step.wall_ns);
    wall_ns += step.wall_ns;
    const GroupTimes groups = step.groups();
    for (std::size_t g = 0; g < kStageGroupCount; ++g) statistics.group_ns[g] += groups[g];
  }
  statistics.step = plain_distribution(walls);
  statistics.step_without_first = plain_distribution(after_first);
  for (std::size_t i = 0; i < kStageCount; ++i) {
    StageRow row{.stage = static_cast<Stage>(i)};
    std::vector<std::int64_t> self, total;
    for (const StepTiming& step : steps) {
      self.push_back(step.self_ns[i]);
      total.push_back(step.total_ns[i]);
      if (i == 0 || self.back() != 0 || total.back() != 0) ++row.steps;
    }
    if (row.steps == 0) continue;
    row.self = plain_distribution(self);
    row.total = plain_distribution(total);
    row.share = row.self.mean * static_cast<double>(steps.size()) / static_cast<double>(wall_ns);
    statistics.stages.push_back(row);
  }
  return statistics;
}

}  // namespace stepscope
