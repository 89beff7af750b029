#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/deadline.h"
#include "core/comparison/measured_run.h"
#include "core/comparison/step_window.h"

namespace stepscope {

// How the same steps of A and B kept a budget, counted over all pairs and warm steps. A step that takes exactly the
// budget is in time.
struct PairedMisses {
  std::int64_t budget_ns{0};
  std::int64_t both{0}, only_a{0}, only_b{0}, neither{0};  // over the budget
  bool operator==(const PairedMisses&) const = default;

  std::int64_t misses_a() const { return both + only_a; }
  std::int64_t misses_b() const { return both + only_b; }
};
// One per budget, in that order.
std::vector<PairedMisses> paired_misses(std::span<const RunPair> pairs, StepWindow window = {},
                                        std::span<const std::int64_t> budgets_ns = kUsualBudgetsNs);

}  // namespace stepscope
