#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/probe/step_timing.h"

namespace stepscope {

// Summary of a sample of durations, nanoseconds. Quantiles by linear interpolation between order statistics.
struct Distribution {
  std::int64_t count{0};
  double mean{0.0}, p50{0.0}, p95{0.0}, p99{0.0}, min{0.0}, max{0.0};
};
Distribution distribution_of(std::vector<std::int64_t> sample);

// One stage over the steps of a run. A stage that never ran is left out of a run's statistics.
struct StageRow {
  Stage stage{Stage::kStep};
  std::int64_t steps{0};  // steps in which it ran
  Distribution self;      // time of the stage itself, children excluded, per step (0 in a step without it)
  Distribution total;     // children included, per step (0 in a step without it)
  double share{0.0};      // of the sum of all steps, by self time: shares add up to 1
};

// What a run, or a range of its steps, cost.
struct RunStatistics {
  Distribution step;                // whole steps, wall
  Distribution step_without_first;  // the cold first step apart
  double first_step_ns{0.0};
  double cpu_share{0.0};         // processor time / wall time
  std::vector<StageRow> stages;  // in order of Stage; kStep's self time is the unaccounted row
  GroupTimes group_ns{};         // sums over all steps; they add up to the sum of all steps
  StepCounters counters;         // sums
  std::int64_t misses_100ms{0};  // steps longer than the 10 Hz budget
  std::int64_t misses_1s{0};
  std::int64_t longest_miss_streak{0};  // consecutive steps over 100 ms
  double real_time_factor{0.0};         // simulated seconds per wall second of stepping
};

// `step_interval_s`: simulated time per step. Steps are a whole run, first step first.
RunStatistics statistics_of(std::span<const StepTiming> steps, double step_interval_s);

}  // namespace stepscope
