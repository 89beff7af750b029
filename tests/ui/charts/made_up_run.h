#pragma once

#include <random>
#include <vector>

#include "core/analysis/stage_statistics.h"
#include "core/world/step_frame.h"

namespace stepscope::ui {

// A step whose parts are given in ns; whatever is left of `wall_ns` is unaccounted.
inline StepTiming timing_of(std::int64_t wall_ns, const std::vector<std::pair<Stage, std::int64_t>>& parts = {}) {
  StepTiming timing;
  timing.wall_ns = wall_ns;
  timing.cpu_ns = wall_ns;
  std::int64_t rest = wall_ns;
  for (const auto& [stage, ns] : parts) {
    timing.self_ns[static_cast<std::size_t>(stage)] += ns;
    timing.total_ns[static_cast<std::size_t>(stage)] += ns;
    rest -= ns;
  }
  timing.self_ns[static_cast<std::size_t>(Stage::kStep)] = rest;
  timing.total_ns[static_cast<std::size_t>(Stage::kStep)] = wall_ns;
  return timing;
}

inline FramePtr frame_of(int step, const StepTiming& timing) {
  auto frame = std::make_shared<StepFrame>();
  frame->step = step;
  frame->time = SimTime{1'600'000'000'000'000 + 100'000 * std::int64_t{step}};
  frame->timing = timing;
  return frame;
}

inline std::vector<FramePtr> frames_lasting(const std::vector<std::int64_t>& walls_ns) {
  std::vector<FramePtr> frames;
  for (std::size_t k = 0; k < walls_ns.size(); ++k)
    frames.push_back(frame_of(static_cast<int>(k), timing_of(walls_ns[k])));
  return frames;
}

// A run as it might be: all stages, some noise, every 37th step slow, the first one cold. Always the same for a seed.
inline std::vector<FramePtr> made_up_run(int steps, double typical_ns, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::vector<FramePtr> frames;
  for (int k = 0; k < steps; ++k) {
    const auto part = [&](double share) {
      const double noise = 0.8 + 0.4 * static_cast<double>(random()) / 4294967296.0;
      return static_cast<std::int64_t>(typical_ns * share * noise);
    };
    std::vector<std::pair<Stage, std::int64_t>> parts{
        {Stage::kInputPreparation, part(0.08)}, {Stage::kFeatures, part(0.30)},  {Stage::kInference, part(0.22)},
        {Stage::kPlanner, part(0.10)},          {Stage::kController, part(0.15)}, {Stage::kObservation, part(0.06)},
        {Stage::kRecording, part(0.04)},        {Stage::kPublish, part(0.01)}};
    if (k == 0) parts.emplace_back(Stage::kDatabase, part(20.0));
    if (k % 37 == 20) parts.emplace_back(Stage::kDatabase, part(0.8));
    std::int64_t wall = part(0.03);
    for (const auto& [stage, ns] : parts) wall += ns;
    frames.push_back(frame_of(k, timing_of(wall, parts)));
  }
  return frames;
}

inline RunStatistics statistics_of_frames(const std::vector<FramePtr>& frames) {
  std::vector<StepTiming> timings;
  for (const FramePtr& frame : frames) timings.push_back(frame->timing);
  return statistics_of(timings, 0.1);
}

}  // namespace stepscope::ui
