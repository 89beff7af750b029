#include "core/pairing/arm_run.h"

#include "core/assembly/run_score.h"
#include "core/base/clock.h"
#include "core/pairing/arm_steps.h"
#include "core/pairing/handicap.h"

namespace stepscope {

namespace {

RunOutcome drive(AssembledRun& run, StepSink* sink, RunControl& control) {
  RunOutcome outcome;
  const auto failed = [&](const Error& error) {
    outcome.status = RunStatus::kFailed;
    outcome.error = error;
    return outcome;
  };
  if (Status begun = run.begin(); !begun.ok()) return failed(begun.error());
  while (!control.stopped()) {
    const auto advanced = run.advance(sink);
    outcome.steps = static_cast<int>(run.tape().size());
    if (!advanced.ok()) return failed(advanced.error());
    if (advanced.value() == Simulation::Advance::kEnded) return outcome;
  }
  outcome.status = RunStatus::kStopped;
  return outcome;
}

}  // namespace

Result<ArmRun> run_arm(const Arm& arm, const ScenarioPtr& scenario, const ArmRunOptions& options, RunControl& control) {
  const SteadyClock clock;
  PlannerWrap wrap;
  if (arm.handicap > 0.0)
    wrap = [&](std::unique_ptr<Planner> planner) { return handicapped(std::move(planner), arm.handicap); };

  const std::int64_t begin_ns = clock.now_ns();
  auto assembled = AssembledRun::assemble(arm.request, arm.profile, scenario, wrap);
  if (!assembled.ok()) return assembled.error();
  ArmRun out;
  out.run = std::move(assembled).value();
  auto steps = ArmSteps::make(*out.run, options.log_folder, options.sink);
  if (!steps.ok()) return steps.error();
  const std::int64_t loop_ns = clock.now_ns();
  out.outcome = drive(*out.run, steps.value().get(), control);
  const std::int64_t after_ns = clock.now_ns();
  if (out.outcome.status == RunStatus::kReachedEnd) {
    auto log = steps.value()->finish();
    if (!log.ok()) return log.error();
    out.log = std::move(log).value();
  }
  const std::int64_t end_ns = clock.now_ns();

  out.run->ended();
  out.score = score_run(*out.run);
  out.measured.before_ns = loop_ns - begin_ns + out.run->map().load_ns();  // once for all; on demand: 0
  out.measured.loop_ns = after_ns - loop_ns;
  out.measured.after_ns = end_ns - after_ns;
  out.measured.began_ns = begin_ns - options.session_ns;
  const RunTape& tape = out.run->tape();
  out.measured.steps.reserve(tape.size());
  for (std::size_t k = 0; k < tape.size(); ++k) out.measured.steps.push_back(tape.frame(k)->timing);
  return out;
}

}  // namespace stepscope
