#include "core/comparison/deadline_comparison.h"

#include <algorithm>

namespace stepscope {

namespace {

PairedMisses misses_of(std::span<const RunPair> pairs, StepWindow window, std::int64_t budget_ns) {
  PairedMisses out{.budget_ns = budget_ns};
  for (const RunPair& pair : pairs) {
    const auto a = warm_steps(pair.a, window), b = warm_steps(pair.b, window);
    for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) {
      const bool a_late = a[k].wall_ns > budget_ns, b_late = b[k].wall_ns > budget_ns;
      ++(a_late ? b_late ? out.both : out.only_a : b_late ? out.only_b : out.neither);
    }
  }
  return out;
}

}  // namespace

std::vector<PairedMisses> paired_misses(std::span<const RunPair> pairs, StepWindow window,
                                        std::span<const std::int64_t> budgets_ns) {
  std::vector<PairedMisses> out;
  for (const std::int64_t budget : budgets_ns) out.push_back(misses_of(pairs, window, budget));
  return out;
}

}  // namespace stepscope
