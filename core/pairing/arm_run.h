#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/assembly/assembled_run.h"
#include "core/comparison/measured_run.h"
#include "core/metrics/scorecard.h"
#include "core/pairing/arm.h"
#include "core/record/simulation_log.h"

namespace stepscope {

struct ArmRunOptions {
  std::filesystem::path log_folder;  // where the simulation log is written, as the profile says; empty: no log
  std::int64_t session_ns{0};  // when the session began, of the steady clock: what MeasuredRun::began_ns counts from
  StepSink* sink{nullptr};     // sees every step; what it does counts into the loop
};

// A run of an arm: what it took, what came of it, and the run itself with its tape.
struct ArmRun {
  std::unique_ptr<AssembledRun> run;
  RunOutcome outcome;
  MeasuredRun measured;
  std::optional<LogEnd> log;       // of a run that reached its end, if it made one
  std::optional<Scorecard> score;  // of the finished steps; computed outside of all times
};

// Assembles and runs an arm on the calling thread. Assembling counts as preparation, and so does what loading the map
// took, once, if this run uses it; beginning and stepping as loop, waiting for the log as the time after it; how
// statements were planned and the score are found out afterwards and count nowhere. A planner that fails, or `control` that stops, is an outcome; an error: the run cannot be assembled or
// its log cannot be written (it names the file).
Result<ArmRun> run_arm(const Arm& arm, const ScenarioPtr& scenario, const ArmRunOptions& options, RunControl& control);

}  // namespace stepscope
