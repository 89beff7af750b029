#pragma once

#include <span>
#include <vector>

#include "core/probe/counters.h"

namespace stepscope {

// Why a counter says nothing about the time of this run's steps.
struct CounterLeftOut {
  enum class Reason { kConstant, kFollowsOthers };
  const CounterText* counter{nullptr};
  Reason reason{Reason::kConstant};
  std::int64_t value{0};                     // of kConstant: the same in every step
  std::size_t exceptions{0};                 // but in so many, fewer than 5
  std::vector<const CounterText*> followed;  // of kFollowsOthers: those that say the same
};

// The counters that a model of these steps can tell apart, what was done first: agents, map objects, lead checks,
// raster pixels, rows, statements, connections, heap allocations. One that the others before it give to within 1 % of
// its variation (R² > 0.99) is left out.
struct CounterChoice {
  std::vector<const CounterText*> used;
  std::vector<CounterLeftOut> left_out;
};
CounterChoice choose_counters(std::span<const StepTiming> steps);

}  // namespace stepscope
