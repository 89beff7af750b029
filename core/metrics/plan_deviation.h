#pragma once

#include <array>
#include <vector>

#include "core/base/result.h"
#include "core/metrics/metric_input.h"

namespace stepscope {

inline constexpr std::size_t kComparedSeconds = 8;

// How far a plan is from what the expert did, 1 … 8 s after the step it was made at. Box centres.
struct PlanDeviation {
  std::size_t step{0};
  std::array<double, kComparedSeconds> displacement{};  // m
  std::array<double, kComparedSeconds> heading{};       // rad, 0 … π
};

// The plans of every step that is a whole second after the first (nominally: every int(1 s/interval)-th) against the
// log. The expert is known at these iterations, of all N, and at 1 … 8 s after the last of these steps, counted in rows
// of the log. A run that ended early is judged as if it had been meant to.
//
// As in the reference:
// - where the run's last iteration is a whole second, it appears twice in this list, and whoever counts beyond it is a
//   second behind;
// - a plan that ends before its 8th second is compared at its very end, too, with the expert interpolated there.
//
// An error names the step whose plan is too short, or for which the log ends too early.
Result<std::vector<PlanDeviation>> plan_deviations(const MetricInput& input);

}  // namespace stepscope
