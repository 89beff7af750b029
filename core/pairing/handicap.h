#pragma once

#include <memory>

#include "core/planning/planner.h"

namespace stepscope {

// A planner that plans what `inner` plans, and then keeps the processor busy for `share` (> 0) of what a step without
// this took, from one plan to the next: an artificial slow-down of known size, to see what a comparison can find. The
// first step is not slowed down.
std::unique_ptr<Planner> handicapped(std::unique_ptr<Planner> inner, double share);

}  // namespace stepscope
