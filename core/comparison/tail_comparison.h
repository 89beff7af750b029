#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/timing_columns.h"
#include "core/comparison/measured_run.h"
#include "core/comparison/sign_flip.h"
#include "core/comparison/step_window.h"

namespace stepscope {

// A quantile of the step times of all runs of a way, warm steps; q = 1 is the longest.
struct TailComparison {
  double q{0.5};
  double a_ns{0.0}, b_ns{0.0};
  double ratio{1.0};                 // b_ns / a_ns; 1 where a_ns is 0
  std::optional<Interval> interval;  // 95 %, of the ratio; none below 6 pairs
  bool operator==(const TailComparison&) const = default;
};

inline constexpr int kTailResamples = 1000;

// p50, p95, p99 and the longest step. Intervals by a bootstrap of two levels within each scenario: pairs of runs, and
// in each of them contiguous blocks of steps, the same of both runs. The percentiles are taken further out by as much
// as Student's t is wider than the normal distribution and n wider than n − 1, because resampling few pairs makes them
// look more alike than they are (Hesterberg 2015, "expanded percentile interval"). The longest step has no interval
// that could be relied on: a maximum cannot be resampled. Descriptive: no test and no verdict follows from it.
std::vector<TailComparison> tails_of(std::span<const RunPair> pairs, TimeSource source = {}, StepWindow window = {},
                                     std::uint64_t seed = 1);

}  // namespace stepscope
