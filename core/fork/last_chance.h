#pragma once

#include <functional>
#include <optional>

#include "core/fork/fork.h"
#include "core/metrics/scorecard.h"

namespace stepscope {

// `tried` of at most `most` steps.
using LastChanceProgress = std::function<void(int tried, int most)>;

// The last step before the parent's first collision (collision_step.h) from which a run as wished for, whatever step it
// names, comes to its end without a collision that the ego is at fault of: the steps are tried one by one, backwards,
// each with a whole run. An earlier step need not be as good. None: none is, or `control` ended the search. A planner
// that fails has not avoided anything. Errors: no such collision; a fork that cannot be.
Result<std::optional<int>> last_chance(const ForkParent& parent, const std::optional<Scorecard>& score, ForkWish wish,
                                       RunControl& control, const LastChanceProgress& progress = {});

}  // namespace stepscope
