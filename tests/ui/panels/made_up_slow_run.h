#pragma once

#include <vector>

#include "core/rerun/rerun.h"

namespace stepscope::test {

// 120 steps of 20 µs + 1 µs per agent; step 40 has 40 agents more, step 70 takes 300 µs that nothing explains.
inline std::vector<StepTiming> made_up_slow_run() {
  std::vector<StepTiming> steps(120);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    StepTiming& step = steps[i];
    step.counters.agents = 60 + static_cast<std::int64_t>(i * 7 % 13) + (i == 40 ? 40 : 0);
    step.counters.map_objects = 300 + static_cast<std::int64_t>(i * 11 % 29);
    std::int64_t planner = 12'000 + 1'000 * step.counters.agents + static_cast<std::int64_t>(i * 17 % 7) * 100;
    const std::int64_t controller = 8'000 + static_cast<std::int64_t>(i * 5 % 3) * 50;
    if (i == 70) planner += 300'000;
    step.self_ns[static_cast<std::size_t>(Stage::kPlanner)] = planner;
    step.self_ns[static_cast<std::size_t>(Stage::kController)] = controller;
    step.wall_ns = planner + controller;
    step.cpu_ns = step.wall_ns - 500;
  }
  return steps;
}

// Step 70 made again: it is fast.
inline RerunResult made_up_repetitions() {
  const std::vector<StepTiming> run = made_up_slow_run();
  RerunResult result{.step = 70, .repetitions = 50, .recorded = run[70], .median_wall_ns = 86e3};
  for (int i = 0; i < 50; ++i) {
    StepTiming step = run[71];
    step.wall_ns += i * i % 17 * 600;
    result.warm.push_back(step);
    step.wall_ns += 60'000 + i % 11 * 3'000;
    result.cold.push_back(step);
  }
  return result;
}

}  // namespace stepscope::test
