#pragma once

#include "core/base/clock.h"

namespace stepscope::bench {

// What some work takes of this thread's processor time, ms.
template <typename Work>
double processor_ms(const Work& work) {
  const SteadyClock clock;
  const std::int64_t begin = clock.thread_cpu_ns();
  work();
  return static_cast<double>(clock.thread_cpu_ns() - begin) * 1e-6;
}

}  // namespace stepscope::bench
