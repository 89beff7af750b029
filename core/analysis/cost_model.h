#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/analysis/counter_choice.h"
#include "core/analysis/robust_fit.h"

namespace stepscope {

// What a stage, or the whole step, costs by what it had to do. Times in ns.
struct StageCost {
  enum class Verdict {
    kTooFewSteps,        // for so many counters
    kNothingVaries,      // every counter is the same in all steps
    kExplainsNothing,    // the fit's R² is below 0.1
    kCannotBeSeparated,  // R² is fair, yet no single counter's interval excludes 0
    kExplained,
  };
  Stage stage{Stage::kStep};  // self time; of CostModel::step the whole step
  Verdict verdict{Verdict::kTooFewSteps};
  double median_ns{0.0};
  std::optional<RobustFit> fit;  // intercept, then `counters`; none without a fit
  // In the fit: kExplained has those alone whose interval excludes 0, any other verdict all that CostModel used.
  std::vector<const CounterText*> counters;
  double spread_ns{0.0};  // of what is left over: of the fit if it explains something, else around the median

  bool explains() const { return verdict == Verdict::kExplained || verdict == Verdict::kCannotBeSeparated; }
};

// Cost of a run's steps by their counters: robust least squares per stage (robust_fit.h), the cold first step left out.
// Of the counters that explain something together those whose interval includes 0 are dropped one by one, the least
// certain first, and the rest is fitted again: what is told of a stage is all of its model. A counter that stays may
// stand for one that was dropped.
struct CostModel {
  std::size_t steps{0};         // it was made from
  std::size_t steps_needed{0};  // 20, and 10 for each counter that varies
  CounterChoice counters;
  StageCost step;                 // wall time of whole steps
  std::vector<StageCost> stages;  // self times, in order of Stage; those that ran

  const StageCost* of(Stage stage) const;
  // What a step with these counters takes by `cost`: of what explains nothing the median.
  double expected_ns(const StageCost& cost, const StepCounters& counters) const;
};

// `steps`: a whole run, first step first. Any number of them, none included.
CostModel cost_model_of(std::span<const StepTiming> steps);

}  // namespace stepscope
