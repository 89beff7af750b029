#pragma once

#include <filesystem>
#include <functional>

#include "core/pairing/pair_session.h"

namespace stepscope {

// The scenario number … as the profile wants it read. Asked once per scenario and arm; may keep what it has read.
using ScenarioSource = std::function<Result<ScenarioPtr>(std::size_t scenario, const EngineProfile& profile)>;

struct PairPlan {
  Arm a, b;
  std::size_t scenarios{1};
  ScenarioSource scenario_of;
  int pairs{10};          // A/B, per scenario
  int same_pairs{6};      // A/A, per scenario, spread over the time of the others
  std::uint64_t seed{1};  // of the order within the pairs
  std::filesystem::path
      log_folder;  // an existing folder where every run writes its log, one over the other; empty: none
};

struct PairProgress {
  int runs_done{0}, runs{0};  // warm-ups included
  double left_s{0.0};         // by the mean of what the runs took so far; 0: not known yet
  std::size_t scenario{0};
  std::string what;  // "warm-up of A", "pair 3 of 10"
};
using PairProgressSink = std::function<void(const PairProgress&)>;

// Runs A and B in turn on the calling thread: per scenario a warm-up of each that is not measured, then the pairs one
// after another, in the order of pair_order(). After every pair the outputs are compared (rasters once per scenario,
// scores where anything differs). A scenario that cannot be read, assembled or driven to its end by either arm is left
// out from there on and named in PairSession::problems; its whole pairs stay. `control` stops everything; whole pairs
// stay.
PairSession run_pairs(const PairPlan& plan, RunControl& control, const PairProgressSink& progress = {});

}  // namespace stepscope
