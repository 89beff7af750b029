#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/imitation/expert_path.h"
#include "core/scenario/scenario.h"
#include "core/world/history_buffer.h"

namespace stepscope {

// What an expert planner wants to do from a moment on: poses one interval apart, relative to the rear axle; those
// beyond the end of its plan are missing.
struct ExpertPlan {
  std::vector<Pose2> poses;
  int known{0};
};

// A state to learn from: what a network is shown, and in which stretch. Spans point into what the set keeps alive.
struct Moment {
  std::uint32_t stretch{0};
  EgoState ego;
  std::span<const TrackedObject> objects;
  std::span<const TrackedObject> past_objects;  // one second ago, or the oldest known
  std::span<const TrafficLightStatus> lights;
  std::int64_t plan{-1};  // index of MomentSet::plans; −1: the target is the recorded future
};

// Moments and all they refer to. A moment takes some 200 bytes; pictures are drawn when they are needed.
struct MomentSet {
  struct Stretch {
    ScenarioPtr scenario;
    ExpertPath expert;
    std::size_t log{0};
  };
  std::vector<Stretch> stretches;
  std::vector<Moment> moments;
  std::vector<ExpertPlan> plans;
  std::vector<std::shared_ptr<const void>> kept;  // what spans of moments point into beside the scenarios

  // Its index; the scenario is kept.
  std::uint32_t add_stretch(ScenarioPtr scenario, std::size_t log);
};

// Every `every`-th iteration of a stretch, as recorded; those without any recorded future are left out.
void add_recorded_moments(MomentSet& set, std::uint32_t stretch, int every);

}  // namespace stepscope
