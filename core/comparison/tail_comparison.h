#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/timing_columns.h"
#include "core/comparison/ratio_estimate.h"
#include "core/comparison/step_window.h"

namespace stepscope {

// A quantile of the step times of a run, warm steps; q = 1 is its longest step.
struct TailComparison {
  double q{0.5};
  double a_ns{0.0}, b_ns{0.0};         // geometric means over runs, every scenario counting alike; 0 without a ratio
  std::optional<RatioEstimate> ratio;  // none where the quantile of a run is 0
  bool operator==(const TailComparison&) const = default;
};

// p50, p95, p99 and the longest step. The quantile is taken of every run and compared as all else is, run by run. To
// resample steps instead would take the scenario's own hard steps for chance: intervals came out up to twice as wide as
// they have to be. Descriptive: no verdict follows from it. Pairs pass check_pairs(); empty where the window leaves no
// step.
std::vector<TailComparison> tails_of(std::span<const RunPair> pairs, TimeSource source = {}, StepWindow window = {},
                                     std::uint64_t seed = 1);

}  // namespace stepscope
