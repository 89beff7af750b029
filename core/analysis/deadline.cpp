#include "core/analysis/deadline.h"

namespace stepscope {

Deadline deadline_of(std::span<const std::int64_t> walls_ns, std::int64_t budget_ns, double p99_ns) {
  Deadline deadline{.budget_ns = budget_ns, .steps = static_cast<std::int64_t>(walls_ns.size())};
  if (walls_ns.empty()) return deadline;
  deadline.headroom_ns = static_cast<double>(budget_ns) - p99_ns;
  std::int64_t streak = 0;
  for (std::size_t k = 0; k < walls_ns.size(); ++k) {
    if (walls_ns[k] <= budget_ns) {
      streak = 0;
      continue;
    }
    ++deadline.misses;
    if (++streak <= deadline.longest_streak) continue;
    deadline.longest_streak = streak;
    deadline.streak_begin = static_cast<std::int64_t>(k) + 1 - streak;
  }
  return deadline;
}

}  // namespace stepscope
