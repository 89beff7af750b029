#pragma once

#include <memory>

#include "core/planning/planner.h"

namespace stepscope {

// A planner that plans what `inner` plans, and then keeps the processor busy for `share` (> 0) of the processor time
// that the thread took since the last plan: an artificial slow-down of known size, to see what a comparison can find.
// The first step is not slowed down.
std::unique_ptr<Planner> handicapped(std::unique_ptr<Planner> inner, double share);

}  // namespace stepscope
