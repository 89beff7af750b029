#include "core/analysis/stage_statistics.h"

#include <algorithm>

#include "core/analysis/timing_columns.h"

namespace stepscope {

namespace {

void add(StepCounters& sum, const StepCounters& counters) {
  sum.statements += counters.statements;
  sum.rows += counters.rows;
  sum.connections += counters.connections;
  sum.allocations += counters.allocations;
  sum.agents += counters.agents;
  sum.map_objects += counters.map_objects;
  sum.lead_checks += counters.lead_checks;
  sum.raster_pixels += counters.raster_pixels;
}

void count_misses(std::span<const StepTiming> steps, std::span<const std::int64_t> budgets_ns,
                  RunStatistics& statistics) {
  const double p99 = statistics.step.p99;
  for (const std::int64_t budget : budgets_ns) statistics.deadlines.push_back(deadline_of(steps, budget, p99));
  const Deadline ten_hertz = deadline_of(steps, kTenHertzNs, p99);
  statistics.misses_100ms = ten_hertz.misses;
  statistics.longest_miss_streak = ten_hertz.longest_streak;
  statistics.misses_1s = deadline_of(steps, kOneSecondNs, p99).misses;
}

// What every stage of the run is known by after one pass.
struct StagePass {
  std::int64_t ran{0};  // steps in which it ran
  std::int64_t self_sum{0};
  bool self_is_total{true};  // in every step: a stage without children
};

// A span shorter than the clock's tick counts as not run, a step itself always as run.
std::array<StagePass, kStageCount> pass_over(std::span<const StepTiming> steps) {
  std::array<StagePass, kStageCount> stages{};
  for (const StepTiming& step : steps)
    for (std::size_t i = 0; i < kStageCount; ++i) {
      StagePass& stage = stages[i];
      stage.ran += (step.total_ns[i] | step.self_ns[i]) != 0 ? 1 : 0;
      stage.self_sum += step.self_ns[i];
      stage.self_is_total = stage.self_is_total && step.self_ns[i] == step.total_ns[i];
    }
  stages[static_cast<std::size_t>(Stage::kStep)].ran = static_cast<std::int64_t>(steps.size());
  return stages;
}

}  // namespace

RunStatistics statistics_of(std::span<const StepTiming> steps, double step_interval_s,
                            std::span<const std::int64_t> budgets_ns) {
  RunStatistics statistics;
  if (steps.empty()) {
    count_misses(steps, budgets_ns, statistics);
    return statistics;
  }
  const std::array<StagePass, kStageCount> stages = pass_over(steps);
  std::int64_t wall_ns = 0;
  std::int64_t cpu_ns = 0;
  for (const StepTiming& step : steps) {
    wall_ns += step.wall_ns;
    cpu_ns += step.cpu_ns;
    add(statistics.counters, step.counters);
  }
  for (std::size_t i = 0; i < kStageCount; ++i)
    statistics.group_ns[static_cast<std::size_t>(group_of(static_cast<Stage>(i)))] += stages[i].self_sum;

  std::vector<std::int64_t> walls = walls_of(steps);
  statistics.step_without_first = distribution_in(std::span(walls).subspan(1));
  statistics.step = distribution_in(walls);
  statistics.first_step_ns = static_cast<double>(steps.front().wall_ns);
  count_misses(steps, budgets_ns, statistics);
  if (wall_ns > 0) {
    statistics.cpu_share = static_cast<double>(cpu_ns) / static_cast<double>(wall_ns);
    statistics.real_time_factor =
        step_interval_s * static_cast<double>(steps.size()) / (static_cast<double>(wall_ns) * 1e-9);
  }

  TimingColumns columns(steps);
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (stages[i].ran == 0) continue;
    const auto stage = static_cast<Stage>(i);
    columns.want({stage, TimeKind::kTotal});
    if (!stages[i].self_is_total) columns.want({stage, TimeKind::kSelf});
  }
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (stages[i].ran == 0) continue;
    StageRow row{.stage = static_cast<Stage>(i), .steps = stages[i].ran};
    row.total = distribution_in(columns.take({row.stage, TimeKind::kTotal}));
    row.self = stages[i].self_is_total ? row.total : distribution_in(columns.take({row.stage, TimeKind::kSelf}));
    if (wall_ns > 0) row.share = row.self.mean * static_cast<double>(steps.size()) / static_cast<double>(wall_ns);
    statistics.stages.push_back(row);
  }
  return statistics;
}

}  // namespace stepscope
