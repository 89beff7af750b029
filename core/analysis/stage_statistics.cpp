#include "core/analysis/stage_statistics.h"

#include <algorithm>

#include "core/analysis/timing_columns.h"

namespace stepscope {

namespace {

void count_misses(std::span<const std::int64_t> walls_ns, std::span<const std::int64_t> budgets_ns,
                  RunStatistics& statistics) {
  const double p99 = statistics.step.p99;
  for (const std::int64_t budget : budgets_ns) statistics.deadlines.push_back(deadline_of(walls_ns, budget, p99));
  const Deadline ten_hertz = deadline_of(walls_ns, kTenHertzNs, p99);
  statistics.misses_100ms = ten_hertz.misses;
  statistics.longest_miss_streak = ten_hertz.longest_streak;
  statistics.misses_1s = deadline_of(walls_ns, kOneSecondNs, p99).misses;
}

}  // namespace

RunStatistics statistics_of(std::span<const StepTiming> steps, double step_interval_s,
                            std::span<const std::int64_t> budgets_ns) {
  RunStatistics statistics;
  if (steps.empty()) {
    count_misses({}, budgets_ns, statistics);
    return statistics;
  }
  StepColumns columns(steps);
  for (std::size_t i = 0; i < kStageCount; ++i)
    statistics.group_ns[static_cast<std::size_t>(group_of(static_cast<Stage>(i)))] +=
        columns.of(static_cast<Stage>(i)).self_sum;
  statistics.counters = columns.counter_sums();
  const std::int64_t wall_ns = columns.wall_sum();
  if (wall_ns > 0) {
    statistics.cpu_share = static_cast<double>(columns.cpu_sum()) / static_cast<double>(wall_ns);
    statistics.real_time_factor =
        step_interval_s * static_cast<double>(steps.size()) / (static_cast<double>(wall_ns) * 1e-9);
  }

  // Streaks need the order of the steps, which distributions may change.
  std::vector<std::int64_t> walls = columns.walls();
  statistics.step = distribution_in(walls);
  count_misses(columns.walls(), budgets_ns, statistics);
  statistics.first_step_ns = static_cast<double>(columns.walls().front());
  statistics.step_without_first = distribution_in(std::span(columns.walls()).subspan(1));

  for (std::size_t i = 0; i < kStageCount; ++i) {
    StepColumns::StageColumn& column = columns.of(static_cast<Stage>(i));
    if (column.ran == 0) continue;
    StageRow row{.stage = static_cast<Stage>(i), .steps = column.ran};
    row.total = distribution_in(column.total);
    row.self = column.self.empty() ? row.total : distribution_in(column.self);
    if (wall_ns > 0) row.share = row.self.mean * static_cast<double>(steps.size()) / static_cast<double>(wall_ns);
    statistics.stages.push_back(row);
  }
  return statistics;
}

}  // namespace stepscope
