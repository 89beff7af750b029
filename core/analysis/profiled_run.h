#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/metrics/scorecard.h"
#include "core/probe/span_tape.h"
#include "core/probe/step_timing.h"
#include "core/sqlite/ledger.h"
#include "core/world/ego_state.h"
#include "core/world/fork_origin.h"

namespace stepscope {

// The model that a planner asked.
struct ModelFacts {
  std::string name;
  std::string sha256;  // of its file; empty: it has none, or nobody has read it

  bool operator==(const ModelFacts&) const = default;
};

// What a run was, in the words of its manifest.
struct RunFacts {
  std::string planner, challenge, controller, agents, profile;
  std::map<std::string, std::string> parameters;  // of the planner
  std::map<std::string, std::string> switches;    // of the profile
  std::string log, token, scenario_type, location;
  std::string status, message;  // "failed" has a message
  std::string processor, system, program_version, git_revision, build_type;
  std::string window;  // "attached" or "none"
  std::vector<std::string> warnings;
  // How long the end of the run waited for its simulation log; none: that was not made with the run.
  std::optional<std::int64_t> log_wait_ns;
  int iterations{0};
  std::optional<ModelFacts> model;  // none: the planner asks none
  std::optional<ForkOrigin> fork;  // of a run that went on from a step of another one
};

// A run as its analysis, its charts and its report see it, wherever it comes from: going on in the window, from the
// store, from a run folder. What a source does not have is empty and said to be "not recorded" by whoever shows it.
struct ProfiledRun {
  RunFacts facts;
  double step_interval_s{0.1};            // simulated time per step
  std::vector<StepTiming> steps;          // every finished step, in order
  std::vector<SimTime> times;             // t_k, one per step
  std::vector<EgoState> ego;              // at t_k, one per step, or none
  std::shared_ptr<const SpanTape> spans;  // of the same steps (perhaps of later ones, too), or null
  std::vector<SpanRecord> background;     // spans of other threads, lane ≥ 1, by begin
  std::vector<StatementCost> statements;  // totals, longest first
  StatementLog statement_log;             // every execution, or none
  StatementLog loading;                   // of reading the scenario, before all runs on it; or none
  std::optional<Scorecard> score;         // none without a finished step and in folders of early versions

  // The steps before a fork are those of the run forked from, with the times that they took there: what a run costs
  // begins at its first own step. Without a fork, all steps are its own.
  std::size_t first_own_step() const {
    return facts.fork ? std::min(static_cast<std::size_t>(facts.fork->step), steps.size()) : 0;
  }
  std::span<const StepTiming> own_steps() const { return std::span(steps).subspan(first_own_step()); }
};

}  // namespace stepscope
