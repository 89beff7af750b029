#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "core/probe/step_timing.h"

namespace stepscope {

// Steps with durations as runs have them: log-normal about `typical_ns`, one in a hundred ten times as long, the first
// cold; twelve of the stages run, the database in one step of fifty. Always the same for a seed.
inline std::vector<StepTiming> random_steps(std::size_t count, double typical_ns, unsigned seed = 1) {
  struct Part {
    Stage stage;
    double share;
  };
  constexpr Part kParts[] = {{Stage::kInputTime, 0.01},  {Stage::kInputLights, 0.03}, {Stage::kInputHistory, 0.04},
                             {Stage::kPlanner, 0.20},    {Stage::kFeatures, 0.25},    {Stage::kPostprocess, 0.02},
                             {Stage::kController, 0.20}, {Stage::kObservation, 0.10}, {Stage::kHistoryUpdate, 0.02},
                             {Stage::kRecording, 0.05},  {Stage::kPublish, 0.01},     {Stage::kDatabase, 0.50}};
  std::mt19937 random(seed);
  std::normal_distribution<double> noise(0.0, 0.25);
  std::vector<StepTiming> steps(count);
  const auto at = [](StageTimes& times, Stage stage) -> std::int64_t& {
    return times[static_cast<std::size_t>(stage)];
  };
  for (std::size_t k = 0; k < count; ++k) {
    StepTiming& step = steps[k];
    const double slow = k == 0 ? 20.0 : random() % 100 == 0 ? 10.0 : 1.0;
    const bool asks_database = k == 0 || random() % 50 == 0;
    for (const auto& [stage, share] : kParts) {
      if (stage == Stage::kDatabase && !asks_database) continue;
      at(step.self_ns, stage) = static_cast<std::int64_t>(typical_ns * share * slow * std::exp(noise(random)));
      step.wall_ns += at(step.self_ns, stage);
    }
    at(step.self_ns, Stage::kStep) = step.wall_ns / 50;
    step.wall_ns += at(step.self_ns, Stage::kStep);
    step.cpu_ns = step.wall_ns;
    step.total_ns = step.self_ns;
    at(step.total_ns, Stage::kStep) = step.wall_ns;
    at(step.total_ns, Stage::kPlanner) += at(step.self_ns, Stage::kFeatures) + at(step.self_ns, Stage::kPostprocess);
    for (const Stage stage : {Stage::kInputTime, Stage::kInputLights, Stage::kInputHistory})
      at(step.total_ns, Stage::kInputPreparation) += at(step.self_ns, stage);
  }
  return steps;
}

}  // namespace stepscope
