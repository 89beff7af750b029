#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/comparison/measured_run.h"
#include "core/pairing/arm_run.h"
#include "core/pairing/output_difference.h"

namespace stepscope {

// What the runs of one scenario came to, apart from their times.
struct PairedScenario {
  RunFacts facts_a, facts_b;
  int steps{0};
  OutputDifference outputs;  // of the first pair that was not equal, else of the last
  OutputVerdict verdict{OutputVerdict::kEqual};
  std::optional<Scorecard> score_a, score_b;
};

// Void before not promised before within tolerance before equal.
OutputVerdict worst_of(std::span<const PairedScenario> scenarios);

// A scenario that could not be measured to its end.
struct PairProblem {
  enum class Kind : std::uint8_t { kInput, kPlanner };  // data or options; a planner that failed
  std::size_t scenario{0};
  Kind kind{Kind::kInput};
  Error error;
};

// Two runs that parted although they must not, to be looked at.
struct PartedPair {
  std::size_t scenario{0};
  std::shared_ptr<AssembledRun> a, b;
};

// A measurement, or as much of it as was done.
struct PairSession {
  PairPromise promise;
  std::vector<RunPair> pairs;             // A/B; RunPair::scenario is an index of `scenarios`
  std::vector<RunPair> same;              // A/A
  std::vector<PairedScenario> scenarios;  // one per scenario of the plan that was begun, in its order
  std::vector<PairProblem> problems;
  std::optional<PartedPair> parted;          // the first void pair
  std::optional<OutputDifference> unsteady;  // A against A, where it did not do the same thing twice
  bool stopped{false};

  OutputVerdict verdict() const { return worst_of(scenarios); }
};

}  // namespace stepscope
