#pragma once

#include <optional>

#include "core/fork/fork_parent.h"
#include "core/metrics/scorecard.h"

namespace stepscope {

inline constexpr const char* kCollisionMetric = "no_ego_at_fault_collisions";

// The step at which the ego first hits something and is at fault, as the run's metrics say. An error says why there is
// none: no collision, no metrics, open loop, metrics that gave up.
Result<int> first_collision(const ForkParent& run, const std::optional<Scorecard>& score);

// The last step at least `seconds` before that collision; none: one step before it. Errors: as above, and a run that
// had not begun then.
Result<int> step_before_collision(const ForkParent& run, const std::optional<Scorecard>& score,
                                  std::optional<double> seconds);

}  // namespace stepscope
