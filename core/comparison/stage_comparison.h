#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/analysis/timing_columns.h"
#include "core/comparison/ratio_estimate.h"
#include "core/comparison/step_window.h"

namespace stepscope {

// A stage of B against A: mean time per step of each run, warm steps.
struct StageComparison {
  TimeSource source;                   // total time of kStep is the whole step
  double a_ns{0.0}, b_ns{0.0};         // per step, mean over pairs, every scenario counting alike
  std::optional<RatioEstimate> ratio;  // none where a run spent no time on it
  DifferenceEstimate difference;       // ns per step
  double p{1.0};                       // of the ratio, or of the difference where there is none
  double corrected_p{1.0};             // self times: Holm over all stages; total times: exploratory, uncorrected
  bool operator==(const StageComparison&) const = default;

  bool certain() const { return corrected_p <= kAlpha; }
};

// Self time and total time of every stage that took time in any run, in order of Stage, self before total, after the
// whole step's total. Where time goes, not whether it differs: the answer to that is Answer. The self times are
// disjoint and add up to the step; they are one family of questions and corrected for their number. Pairs pass
// check_pairs(). Empty where the window leaves no step.
std::vector<StageComparison> stages_of(std::span<const RunPair> pairs, StepWindow window = {}, std::uint64_t seed = 1);

// The pairs it takes for a stage to come through the correction at all, with so many stages: 2 stages / 2ⁿ ≤ 0.05.
int pairs_for_stages(std::span<const StageComparison> stages);

}  // namespace stepscope
