#pragma once

#include <span>
#include <string>

#include "core/comparison/comparison.h"
#include "core/comparison/step_ribbon.h"
#include "core/metrics/scorecard.h"
#include "core/pairing/run_differences.h"
#include "ui/models/cell_table_model.h"
#include "ui/models/curves.h"

namespace stepscope::ui {

// What comparisons say as tables and curves. `run`: 1 … 3, who is held against A: B … D.

// ln(B / A) of every step; with several pairs the middle half of them as a band.
Curves ribbon_curves(std::span<const RibbonPoint> ribbon, int run);
// How step times are spread, the cold first step left out.
Curves distribution_curves(std::span<const RunPair> pairs, StepWindow window, int run);

// Stage by stage. Differences below the A/A floor, and ratios without a test, are muted and say why.
TableContent stages_table(const RunComparison& comparison, int run);
// Quantiles of the step times, the cold first step, and which deadlines both, one or none missed.
TableContent tails_table(const RunComparison& comparison, int run);
// The answer and what it rests on: verdict, interval, p, floor, detectable effect, order, drift.
TableContent answer_table(const RunComparison& comparison, int run);
// Metric by metric, with what the worse one lost it to; a row leads to the step. Either may be null.
TableContent scores_table(const Scorecard* a, const Scorecard* b, int run);
// What differs in how they were made; what may explain a difference of times although nobody asked for it is red.
TableContent conditions_table(const RunFacts& a, const RunFacts& b, int run);

}  // namespace stepscope::ui
