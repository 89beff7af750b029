#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/comparison/answer.h"
#include "core/comparison/deadline_comparison.h"
#include "core/comparison/noise_floor.h"
#include "core/comparison/outlier_runs.h"
#include "core/comparison/precision.h"
#include "core/comparison/processor_time.h"
#include "core/comparison/session_checks.h"
#include "core/comparison/stage_comparison.h"
#include "core/comparison/tail_comparison.h"

namespace stepscope {

struct ComparisonOptions {
  AnswerOptions answer;
  StepWindow window;  // of stages, tails and misses; the answer is about whole runs
  std::vector<std::int64_t> budgets_ns{kUsualBudgetsNs.begin(), kUsualBudgetsNs.end()};
  double wished_effect{0.03};  // share of the total that should be told apart: how many pairs that takes
};

// One scenario, without test: to see whether they agree.
struct ScenarioRatio {
  int scenario{0};
  int pairs{0};
  double ratio{1.0};            // of the totals, geometric mean
  double a_ns{0.0}, b_ns{0.0};  // geometric means
  bool operator==(const ScenarioRatio&) const = default;
};

// Preparation and the first step: apart from everything else.
struct ColdTimes {
  PairTimes preparation;  // ns, medians over all runs
  PairTimes first_step;   // ns, medians over all runs
  std::optional<RatioEstimate> first_step_ratio;
};

// Everything an A/B measurement says.
struct RunComparison {
  Answer answer;  // the primary metric and its verdict
  // Over scenarios instead of pairs, for scenarios like these; where 6 or more were run.
  std::optional<RatioEstimate> across_scenarios;
  std::vector<ScenarioRatio> scenarios;  // in order of their first pair
  std::vector<StageComparison> stages;
  std::vector<TailComparison> tails;  // of whole steps
  std::vector<PairedMisses> misses;
  ColdTimes cold;
  ProcessorTime processor;
  OrderEffect order;
  Drift drift;
  std::vector<OutlierRun> outliers;
  std::optional<Answer> without_outliers;  // if there are outliers
  std::optional<NoiseFloor> floor;         // if A/A pairs were given; the answers above are held against it
  PairSpread spread;                       // what pairs are planned with
  std::optional<double> detectable;        // share, 80 % power, with as many pairs
  int pairs_for_wish{0};                   // in all, for ComparisonOptions::wished_effect
  double wished_effect{0.03};

  // A/A pairs that belong to so many A/B pairs; 0: A/A pairs were not measured.
  int same_pairs_for_wish() const { return floor ? same_pairs_for(pairs_for_wish) : 0; }
};

// An error: check_pairs(). Fewer than 6 pairs are no error: everything is there but verdict and intervals.
// Deterministic. `same_pairs`: A/A pairs, or none.
Result<RunComparison> compare_runs(std::span<const RunPair> pairs, std::span<const RunPair> same_pairs = {},
                                   const ComparisonOptions& options = {});

}  // namespace stepscope
