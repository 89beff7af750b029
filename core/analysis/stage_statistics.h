#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/deadline.h"
#include "core/analysis/distribution.h"
#include "core/probe/step_timing.h"

namespace stepscope {

// One stage over the steps of a run. A stage that never ran is left out of a run's statistics.
struct StageRow {
  Stage stage{Stage::kStep};
  std::int64_t steps{0};  // steps in which it ran
  Distribution self;      // time of the stage itself, children excluded, per step (0 in a step without it)
  Distribution total;     // children included, per step (0 in a step without it)
  double share{0.0};      // of the sum of all steps, by self time: shares add up to 1
  bool operator==(const StageRow&) const = default;
};

// What a run, or a range of its steps, cost.
struct RunStatistics {
  Distribution step;                // whole steps, wall
  Distribution step_without_first;  // the cold first step apart
  double first_step_ns{0.0};
  double cpu_share{0.0};            // processor time / wall time
  std::vector<StageRow> stages;     // in order of Stage; kStep's self time is the unaccounted row
  GroupTimes group_ns{};            // sums over all steps; they add up to the sum of all steps
  StepCounters counters;            // sums
  std::vector<Deadline> deadlines;  // one per budget asked for, in that order
  std::int64_t misses_100ms{0};     // steps longer than the 10 Hz budget, whatever budgets were asked for
  std::int64_t misses_1s{0};
  std::int64_t longest_miss_streak{0};  // consecutive steps over 100 ms
  double real_time_factor{0.0};         // simulated seconds per wall second of stepping
  bool operator==(const RunStatistics&) const = default;
};

// `step_interval_s`: simulated time per step. Steps are a whole run, first step first, or a range of one (whose "first
// step" is then nothing special). Linear in the steps, below a microsecond each.
RunStatistics statistics_of(std::span<const StepTiming> steps, double step_interval_s,
                            std::span<const std::int64_t> budgets_ns = kUsualBudgetsNs);

}  // namespace stepscope
