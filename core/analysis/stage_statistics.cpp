#include "core/analysis/stage_statistics.h"

#include <algorithm>
#include <numeric>

namespace stepscope {

namespace {

constexpr std::int64_t kBudgetNs = 100'000'000;
constexpr std::int64_t kDeadlineNs = 1'000'000'000;

// Quantile of an ascending, non-empty sample: position q·(n − 1), linear between its two neighbours.
double quantile(std::span<const std::int64_t> ascending, double q) {
  const double position = q * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const auto low = static_cast<double>(ascending[below]);
  if (below + 1 == ascending.size()) return low;
  return low + (position - static_cast<double>(below)) * (static_cast<double>(ascending[below + 1]) - low);
}

std::vector<std::int64_t> walls_of(std::span<const StepTiming> steps) {
  std::vector<std::int64_t> walls(steps.size());
  std::transform(steps.begin(), steps.end(), walls.begin(), [](const StepTiming& step) { return step.wall_ns; });
  return walls;
}

std::vector<std::int64_t> stage_sample(std::span<const StepTiming> steps, const StageTimes StepTiming::*times,
                                       std::size_t stage) {
  std::vector<std::int64_t> sample(steps.size());
  std::transform(steps.begin(), steps.end(), sample.begin(),
                 [times, stage](const StepTiming& step) { return (step.*times)[stage]; });
  return sample;
}

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

void count_misses(std::span<const StepTiming> steps, RunStatistics& statistics) {
  std::int64_t streak = 0;
  for (const StepTiming& step : steps) {
    if (step.wall_ns > kDeadlineNs) ++statistics.misses_1s;
    if (step.wall_ns <= kBudgetNs) {
      streak = 0;
      continue;
    }
    ++statistics.misses_100ms;
    statistics.longest_miss_streak = std::max(statistics.longest_miss_streak, ++streak);
  }
}

// Steps in which the stage ran. A span shorter than the clock's tick counts as not run, a step itself always as run.
std::int64_t steps_with(Stage stage, std::span<const StepTiming> steps) {
  const auto ran = [stage](const StepTiming& step) {
    const auto i = static_cast<std::size_t>(stage);
    return stage == Stage::kStep || step.total_ns[i] != 0 || step.self_ns[i] != 0;
  };
  return std::count_if(steps.begin(), steps.end(), ran);
}

}  // namespace

Distribution distribution_of(std::vector<std::int64_t> sample) {
  Distribution d;
  if (sample.empty()) return d;
  std::sort(sample.begin(), sample.end());
  d.count = static_cast<std::int64_t>(sample.size());
  d.mean = static_cast<double>(std::accumulate(sample.begin(), sample.end(), std::int64_t{0})) /
           static_cast<double>(sample.size());
  d.p50 = quantile(sample, 0.50);
  d.p95 = quantile(sample, 0.95);
  d.p99 = quantile(sample, 0.99);
  d.min = static_cast<double>(sample.front());
  d.max = static_cast<double>(sample.back());
  return d;
}

RunStatistics statistics_of(std::span<const StepTiming> steps, double step_interval_s) {
  RunStatistics statistics;
  if (steps.empty()) return statistics;

  std::int64_t wall_ns = 0;
  std::int64_t cpu_ns = 0;
  for (const StepTiming& step : steps) {
    wall_ns += step.wall_ns;
    cpu_ns += step.cpu_ns;
    add(statistics.counters, step.counters);
    const GroupTimes groups = step.groups();
    for (std::size_t g = 0; g < kStageGroupCount; ++g) statistics.group_ns[g] += groups[g];
  }
  count_misses(steps, statistics);

  statistics.step = distribution_of(walls_of(steps));
  statistics.step_without_first = distribution_of(walls_of(steps.subspan(1)));
  statistics.first_step_ns = static_cast<double>(steps.front().wall_ns);
  if (wall_ns > 0) {
    statistics.cpu_share = static_cast<double>(cpu_ns) / static_cast<double>(wall_ns);
    statistics.real_time_factor =
        step_interval_s * static_cast<double>(steps.size()) / (static_cast<double>(wall_ns) * 1e-9);
  }

  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    const std::int64_t ran = steps_with(stage, steps);
    if (ran == 0) continue;
    StageRow row{.stage = stage, .steps = ran};
    row.self = distribution_of(stage_sample(steps, &StepTiming::self_ns, i));
    row.total = distribution_of(stage_sample(steps, &StepTiming::total_ns, i));
    if (wall_ns > 0) row.share = row.self.mean * static_cast<double>(steps.size()) / static_cast<double>(wall_ns);
    statistics.stages.push_back(row);
  }
  return statistics;
}

}  // namespace stepscope
