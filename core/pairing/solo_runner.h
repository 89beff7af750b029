#pragma once

#include "core/pairing/pair_runner.h"
#include "core/pairing/run_level.h"

namespace stepscope {

// Runs of one way alone: for a baseline that is kept, and for comparing with one.
struct SoloPlan {
  Arm arm;
  std::size_t scenarios{1};
  ScenarioSource scenario_of;
  int runs{10};                      // per scenario, after one that is not measured
  std::filesystem::path log_folder;  // as in PairPlan
};

struct SoloSession {
  WayLevels levels;  // one entry per scenario that was begun, with as many runs as were made
  std::vector<PairProblem> problems;
  bool stopped{false};
};

// On the calling thread. A scenario that fails is named in `problems`; `control` stops everything; whole runs stay.
SoloSession run_alone(const SoloPlan& plan, RunControl& control, const PairProgressSink& progress = {});

}  // namespace stepscope
