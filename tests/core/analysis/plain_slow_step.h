#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "core/analysis/slow_step.h"

namespace stepscope {

// Where a step stands among the others in the plainest way: every figure of every step looked at again. What the
// yardstick is held against, for equal figures and for its speed. Counters and stages in the order of their kind.
template <typename Value>
double plain_median(std::span<const StepTiming> steps, Value&& value) {
  std::vector<double> sample;
  for (const StepTiming& step : steps.size() > 1 ? steps.subspan(1) : steps)
    sample.push_back(static_cast<double>(value(step)));
  std::sort(sample.begin(), sample.end());
  const std::size_t middle = sample.size() / 2;
  return sample.size() % 2 == 1 ? sample[middle] : (sample[middle] + sample[middle - 1]) / 2.0;
}

template <typename Value>
std::size_t plain_rank(std::span<const StepTiming> steps, std::size_t k, Value&& value) {
  return 1 + static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(),
                                                    [&](const StepTiming& s) { return value(s) > value(steps[k]); }));
}

inline SlowStep plain_slow_step(std::span<const StepTiming> steps, std::size_t k) {
  SlowStep slow{.step = k, .steps = steps.size(), .wall_ns = steps[k].wall_ns, .cpu_ns = steps[k].cpu_ns};
  const auto wall = [](const StepTiming& step) { return step.wall_ns; };
  slow.median_wall_ns = plain_median(steps, wall);
  slow.median_off_cpu_ns = plain_median(steps, [](const StepTiming& step) { return step.wall_ns - step.cpu_ns; });
  slow.rank = plain_rank(steps, k, wall);
  for (const CounterText& counter : kCounters) {
    const auto value = [&counter](const StepTiming& step) { return step.counters.*counter.value; };
    const auto equals = std::count_if(steps.begin(), steps.end(),
                                      [&](const StepTiming& step) { return value(step) == value(steps[k]); });
    if (static_cast<std::size_t>(equals) == steps.size()) continue;
    slow.counters.push_back({.counter = &counter,
                             .value = value(steps[k]),
                             .median = plain_median(steps, value),
                             .rank = plain_rank(steps, k, value),
                             .equals = static_cast<std::size_t>(equals) - 1});
  }
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto self = [i](const StepTiming& step) { return step.self_ns[i]; };
    if (std::all_of(steps.begin(), steps.end(), [&](const StepTiming& step) { return self(step) == 0; })) continue;
    slow.stages.push_back({.stage = static_cast<Stage>(i),
                           .self_ns = self(steps[k]),
                           .median_ns = plain_median(steps, self),
                           .rank = plain_rank(steps, k, self)});
  }
  return slow;
}

}  // namespace stepscope
