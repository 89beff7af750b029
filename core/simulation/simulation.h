#pragma once

#include <memory>
#include <optional>

#include "core/base/run_control.h"
#include "core/control/ego_controller.h"
#include "core/observation/observation.h"
#include "core/planning/planner.h"
#include "core/scenario/recorded_log.h"
#include "core/simulation/frame_handover.h"
#include "core/simulation/history_keeper.h"
#include "core/simulation/replay.h"
#include "core/simulation/run_outcome.h"
#include "core/simulation/run_tape.h"
#include "core/simulation/step_sink.h"

namespace stepscope {

// The parts of one run. The simulation knows them by interface only and owns none of them.
struct SimulationParts {
  const Scenario& scenario;
  const RoadMap& map;  // the run's own, or the scenario's
  RecordedLog& log;
  EgoController& controller;
  Observation& observation;
  Planner& planner;
  HistoryKeeper& history;
  FrameHandover& handover;
};

// A step that was made without the run going on. The frame is valid until the next one is made.
struct TrialStep {
  const StepFrame& frame;
  HistorySample next;  // where ego and objects went
};

// Runs the reference's loop: for every index k < N−1: input (time, lights, history) → plan → frame k → propagate
// (controller, then observation with the old ego) → history. The controller and the observation are not updated in the
// last step, whose state enters the history twice.
//
// A run that goes on from step n of another one (StepReplay) first goes through the steps before it again, in begin(): its
// frames 0 … n−1 are the other run's, with the times that they took there, and its planner decides from step n on.
class Simulation {
 public:
  // `tape` must have room for N−1 steps. `replayed` has fewer than that.
  Simulation(const SimulationParts& parts, std::shared_ptr<RunTape> tape, const Clock& clock,
             std::optional<ReplayedSteps> replayed = {});

  // On the calling thread, from the beginning (begin() unless that was called), once. Never throws: what a planner
  // throws ends the run.
  RunOutcome run(RunControl& control, StepSink* sink);

  // The same step by step, on the calling thread, instead of run(): for whoever makes several runs take turns. begin()
  // once, then advance() until it says kEnded. An error names the step; the run is then over.
  enum class Advance { kStepped, kEnded };
  // Replayed steps are made by begin(), unless `control` is stopped, and given to the sink of the first advance(). That
  // one of them is not what it was in the other run is an error of begin().
  Status begin(const RunControl* control = nullptr);
  Result<Advance> advance(StepSink* sink);
  // The first replayed step at which the planner, asked again, planned something else; −1: none.
  int first_other_plan() const { return first_other_plan_; }

  // For timing step k again: makes the steps before it, from the beginning. Instead of run(), on the calling thread.
  // Stopped by `control`, or failing, or k was replayed: an error that names the step.
  Status start_at(int k, RunControl& control);
  // Makes the step that start_at() stands before. History and tape stay as they were; what the planner, the controller
  // and the observation keep from step to step goes on.
  Result<TrialStep> try_step();

 private:
  template <typename Work>
  Status guarded(int k, const Work& work);
  int steps() const;  // of the whole run
  Status initialise();
  Status initialise_planner();
  Status go_through_again(const RunControl* control);
  void hand_over_replayed(StepSink* sink);
  Status timed_step(int k);
  Status step(int k);
  void keep(const HistorySample& sample);  // in the history
  Status plan(int k, const HistoryBuffer& history, StepFrame& frame);

  SimulationParts parts_;
  std::shared_ptr<RunTape> tape_;
  StepProbe probe_;
  const Clock& clock_;
  std::optional<StepReplay> replay_;  // until its steps are handed over
  bool begun_{false}, replaying_{false};
  Trajectory undriven_;  // plan at a replayed step
  int first_other_plan_{-1};
};

}  // namespace stepscope
