#pragma once

#include <cstdint>
#include <vector>

#include "core/probe/step_timing.h"

namespace stepscope {

// One measured run: all that comparing needs of it. Times in nanoseconds.
struct MeasuredRun {
  std::vector<StepTiming> steps;  // raw, first step first
  std::int64_t before_ns{0};      // preparation: scenario, map, planner. Listed apart, never part of an answer
  std::int64_t loop_ns{0};        // initialise, steps and what is done with every frame
  std::int64_t after_ns{0};       // waiting at the end, for the log to be written
  std::int64_t began_ns{0};       // on the clock of the session: order and drift

  // What the answer is about.
  std::int64_t total_ns() const { return loop_ns + after_ns; }
};

enum class PairOrder : std::uint8_t { kAFirst, kBFirst };

// A run of each way on the same scenario, one right after the other.
struct RunPair {
  MeasuredRun a, b;
  PairOrder order{PairOrder::kAFirst};
  int scenario{0};  // pairs with the same number ran the same scenario
};

}  // namespace stepscope
