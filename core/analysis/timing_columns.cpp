#include "core/analysis/timing_columns.h"

#include <algorithm>

namespace stepscope {

std::int64_t time_of(const StepTiming& step, TimeSource source) {
  if (source == TimeSource{}) return step.wall_ns;
  const auto i = static_cast<std::size_t>(source.stage);
  return source.kind == TimeKind::kTotal ? step.total_ns[i] : step.self_ns[i];
}

std::vector<std::int64_t> times_of(std::span<const StepTiming> steps, TimeSource source) {
  std::vector<std::int64_t> times(steps.size());
  std::transform(steps.begin(), steps.end(), times.begin(),
                 [source](const StepTiming& step) { return time_of(step, source); });
  return times;
}

std::vector<std::int64_t> walls_of(std::span<const StepTiming> steps) { return times_of(steps, {}); }

namespace {

constexpr std::size_t kAtATime = 256;  // steps: some 110 KiB

void add_counters(StepCounters& sum, const StepCounters& counters) {
  sum.statements += counters.statements;
  sum.rows += counters.rows;
  sum.connections += counters.connections;
  sum.allocations += counters.allocations;
  sum.agents += counters.agents;
  sum.map_objects += counters.map_objects;
  sum.lead_checks += counters.lead_checks;
  sum.raster_pixels += counters.raster_pixels;
}

// What some steps have of each stage, added up along the steps, as they lie in memory.
struct StageSums {
  StageTimes any{}, differs{}, self{}, ran{};

  void add(const StepTiming& step) {
    for (std::size_t i = 0; i < kStageCount; ++i) {
      const std::int64_t total = step.total_ns[i], own = step.self_ns[i], either = total | own;
      any[i] |= either;
      differs[i] |= total ^ own;
      self[i] += own;
      ran[i] -= (either | -either) >> 63;  // 1 unless both are 0
    }
  }
};

}  // namespace

StepColumns::StepColumns(std::span<const StepTiming> steps) : walls_(steps.size()) {
  for (std::size_t begin = 0; begin < steps.size(); begin += kAtATime) add(steps, begin);
  StageColumn& step = of(Stage::kStep);
  step.ran = static_cast<std::int64_t>(steps.size());
  step.total.resize(steps.size());
}

void StepColumns::add(std::span<const StepTiming> steps, std::size_t begin) {
  const std::size_t end = std::min(begin + kAtATime, steps.size());
  StageSums sums;
  for (std::size_t k = begin; k < end; ++k) {
    sums.add(steps[k]);
    walls_[k] = steps[k].wall_ns;
    wall_sum_ += steps[k].wall_ns;
    cpu_sum_ += steps[k].cpu_ns;
    add_counters(counter_sums_, steps[k].counters);
  }
  for (std::size_t i = 0; i < kStageCount; ++i) {
    StageColumn& column = stages_[i];
    column.ran += sums.ran[i];
    column.self_sum += sums.self[i];
    if (sums.any[i] != 0 && column.total.empty()) column.total.resize(steps.size());
    if (sums.any[i] == 0) continue;  // zeros are there already
    if (sums.differs[i] != 0 && column.self.empty()) column.self = column.total;
    for (std::size_t k = begin; k < end; ++k) column.total[k] = steps[k].total_ns[i];
    if (column.self.empty()) continue;
    for (std::size_t k = begin; k < end; ++k) column.self[k] = steps[k].self_ns[i];
  }
}

}  // namespace stepscope
