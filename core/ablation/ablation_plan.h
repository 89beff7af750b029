#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ablation/ablated_switch.h"

namespace stepscope {

inline constexpr int kUsualAblationPairs = 10;

struct AblationOptions {
  RunRequest request;
  std::vector<AblatedSwitch> switches;
  int scenarios{1};
  int pairs{kUsualAblationPairs};  // per comparison and scenario, fixed beforehand
  std::uint64_t seed{1};           // of the order
};

struct AblationArm {
  std::string name;  // "baseline", "fast", "baseline + 3", "fast - 3", "baseline + 1 … 3"
  EngineProfile profile;
};

// Two arms whose runs are paired. The reference is one of the two that have many partners: baseline or fast.
struct ArmComparison {
  std::size_t reference{0}, other{0};  // arms
  bool reference_has_it{false};        // which of the two is B: the one with the switch on
};

// Runs that follow each other directly: one of the reference arm between those of two comparisons, so that every run
// has its partner beside it and two comparisons share one run of the reference.
struct RunGroup {
  int round{0};     // one pair of every comparison and scenario
  int scenario{0};  // index
  std::size_t reference{0};
  std::optional<std::size_t> before, after;  // comparisons whose other arm runs before and after the reference

  std::size_t runs() const { return 1U + (before ? 1U : 0U) + (after ? 1U : 0U); }
};

// Which comparisons a row of the table is made of; none: `why_not`.
struct PlannedRow {
  AblatedSwitch what;
  std::optional<std::size_t> alone, removed, cumulative;
  std::string why_not;
  bool added_to_fast{false};
};

struct AblationPlan {
  AblationOptions options;
  std::vector<AblationArm> arms;  // 0: baseline, 1: fast
  std::vector<ArmComparison> comparisons;
  std::vector<PlannedRow> rows;
  std::size_t joint{0}, same_baseline{0}, same_fast{0};  // comparisons
  // Baseline against baseline with all measured switches of fast on: what single effects add up to, or do not. It is
  // `joint` where the rows are all that fast has; none with fewer than two such switches.
  std::optional<std::size_t> together;
  std::vector<RunGroup> groups;  // in the order they run

  std::size_t runs() const;
};

// Everything fixed before the first run. Arms with the same profile are one, comparisons of the same arms too. Errors:
// fewer pairs than get a verdict (6), no switch, a planner that does not exist.
Result<AblationPlan> plan_ablation(AblationOptions options, const AblationMeans& means);

// The order: in every round each comparison's other arm stands before its reference or after it by the toss of a coin,
// the other way round in the next, equally many before and after; neighbours and groups are shuffled. Always the same
// for a seed.
std::vector<RunGroup> run_order(const std::vector<ArmComparison>& comparisons, int scenarios, int pairs,
                                std::uint64_t seed);

}  // namespace stepscope
