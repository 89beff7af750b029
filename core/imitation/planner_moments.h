#pragma once

#include <functional>
#include <memory>
#include <span>

#include "core/base/run_control.h"
#include "core/imitation/moments.h"
#include "core/imitation/plan_distortion.h"
#include "core/planning/planner.h"

namespace stepscope {

// kMixed: recorded in some drives and reactive in the others, drawn for each.
enum class RolloutAgents { kRecorded, kReactive, kMixed };

// Moments from driving in closed loop (LQR tracker and kinematic bicycle, as in the challenges): at every state that is
// reached, the expert planner says what it would do there.
struct RolloutOptions {
  int every{2};  // a moment each so many steps of 10 Hz
  RolloutAgents agents{RolloutAgents::kMixed};
  DistortionOptions distortion;
  int poses{16};           // of an expert's plan
  double interval_s{0.5};  // between them
  std::uint64_t seed{1};
  int threads{1};
};

struct RolloutPlanners {
  std::function<Result<std::unique_ptr<Planner>>()> expert;
  // Who drives; none: the expert, whose plans are distorted from time to time. A driver's own are not.
  std::function<Result<std::unique_ptr<Planner>>()> driver;
};

// How the drives went.
struct RolloutSummary {
  std::size_t drives{0};
  std::size_t moments{0};
  std::size_t touched{0};  // drives in which the ego touched something; they end there
  std::size_t failed{0};   // drives that a planner or the agents ended early
  std::string first_problem;
};

// Drives these stretches of the set, each once, and adds the moments in the order of the stretches, whatever the number
// of threads. An error if a planner cannot be made or `control` stops it: then nothing is added.
Result<RolloutSummary> add_planner_moments(MomentSet& set, std::span<const std::uint32_t> stretches,
                                           const RolloutPlanners& planners, const RolloutOptions& options,
                                           RunControl& control,
                                           const std::function<void(std::size_t, std::size_t)>& progress = {});

}  // namespace stepscope
