#pragma once

#include <string>
#include <vector>

#include "core/analysis/slow_step.h"

namespace stepscope {

// "features: 0.12 ms (0.10 … 0.14 ms) + 0.9 µs per agent (0.7 … 1.1 µs); R² 0.83", or why there is no such sentence.
// Only counters whose interval excludes 0 are named.
std::string cost_words(const CostModel& model, const StageCost& cost);
// One sentence per counter that the model leaves out.
std::vector<std::string> left_out_words(const CostModel& model);

// "+31 agents (126 against 95), 3rd highest of 149 steps".
std::string difference_words(const CounterDifference& difference, std::size_t steps);
// "Step 87 took 0.92 ms, 3.1 times the median step (0.30 ms): slow for what it had to do (0.31 ms expected, z = 6)."
std::string headline(const SlowStep& slow, const CostModel& model);
// What else its record tells, most telling first: counters, the stage with most of the excess, expected and measured,
// time without the processor.
std::vector<std::string> findings(const SlowStep& slow, const CostModel& model);
// "Step 87: 0.31 ms expected, took 0.92 ms (z = 6)".
std::string complexity_words(const SlowForComplexity& step);

}  // namespace stepscope
