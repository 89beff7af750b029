#pragma once

#include "core/probe/span.h"

namespace stepscope {

// Adds to a counter of the step that this thread is in; outside a step it does nothing. A few nanoseconds: count in a
// local variable what an inner loop does, and add the sum.
inline void count_in_step(std::int64_t StepCounters::*counter, std::size_t n) {
  if (StepProbe* probe = StepProbe::current()) probe->counters().*counter += static_cast<std::int64_t>(n);
}

}  // namespace stepscope
