#pragma once

#include <memory>

#include "core/base/run_control.h"
#include "core/control/ego_controller.h"
#include "core/observation/observation.h"
#include "core/planning/planner.h"
#include "core/scenario/recorded_log.h"
#include "core/simulation/frame_handover.h"
#include "core/simulation/history_keeper.h"
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
class Simulation {
 public:
  // `tape` must have room for N−1 steps.
  Simulation(const SimulationParts& parts, std::shared_ptr<RunTape> tape, const Clock& clock);

  // On the calling thread, from the beginning, once. Never throws: what a planner throws ends the run.
  RunOutcome run(RunControl& control, StepSink* sink);

  // The same step by step, on the calling thread, instead of run(): for whoever makes several runs take turns. begin()
  // once, then advance() until it says kEnded. An error names the step; the run is then over.
  enum class Advance { kStepped, kEnded };
  Status begin();
  Result<Advance> advance(StepSink* sink);

  // For timing step k again: makes the steps before it, from the beginning. Instead of run(), on the calling thread.
  // Stopped by `control`, or failing: an error that names the step.
  Status start_at(int k, RunControl& control);
  // Makes the step that start_at() stands before. History and tape stay as they were; what the planner, the controller
  // and the observation keep from step to step goes on.
  Result<TrialStep> try_step();

 private:
  template <typename Work>
  Status guarded(int k, const Work& work);
  int steps() const;  // of the whole run
  Status initialise();
  Status timed_step(int k);
  Status step(int k);
  void keep(const HistorySample& sample);  // in the history

  SimulationParts parts_;
  std::shared_ptr<RunTape> tape_;
  StepProbe probe_;
};

}  // namespace stepscope
