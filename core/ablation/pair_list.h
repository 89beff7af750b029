#pragma once

#include <span>
#include <vector>

#include "core/ablation/ablation_plan.h"
#include "core/ablation/measured_group.h"

namespace stepscope {

// A pair of runs of one comparison: A without what is switched, B with it.
struct TimedPair {
  RunTimes a, b;
  PairOrder order{PairOrder::kAFirst};
  int round{0}, scenario{0};
  OutputGate output;
};

// The pairs of every comparison of the plan, in the order they ran.
std::vector<std::vector<TimedPair>> pairs_of(const AblationPlan& plan, std::span<const MeasuredGroup> groups);

// 1 / number of pairs of the same scenario.
double weight_of(const TimedPair& pair, std::span<const TimedPair> all);

}  // namespace stepscope
