#pragma once

#include <memory>

#include "core/base/run_control.h"
#include "core/control/ego_controller.h"
#include "core/observation/observation.h"
#include "core/planning/planner.h"
#include "core/scenario/recorded_log.h"
#include "core/simulation/run_outcome.h"
#include "core/simulation/run_tape.h"
#include "core/simulation/step_sink.h"

namespace stepscope {

// The parts of one run. The simulation knows them by interface only and owns none of them.
struct SimulationParts {
  const Scenario& scenario;
  RecordedLog& log;
  EgoController& controller;
  Observation& observation;
  Planner& planner;
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

 private:
  Status initialise();
  Status step(int k);

  SimulationParts parts_;
  std::shared_ptr<RunTape> tape_;
  StepProbe probe_;
  HistoryBuffer history_;
};

}  // namespace stepscope
