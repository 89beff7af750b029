#include "core/pairing/solo_runner.h"

#include <fmt/format.h>

#include "core/base/clock.h"
#include "core/metrics/has_score.h"
#include "core/record/profiled_run_of.h"

namespace stepscope {

namespace {

class SoloRunner {
 public:
  SoloRunner(const SoloPlan& plan, RunControl& control, const PairProgressSink& progress)
      : plan_(plan), control_(control), progress_(progress), began_ns_(clock_.now_ns()) {
    state_.runs = static_cast<int>(plan.scenarios) * (plan.runs + 1);
  }

  SoloSession run() {
    for (std::size_t i = 0; i < plan_.scenarios && !control_.stopped(); ++i) {
      state_.scenario = i;
      state_.runs_done = static_cast<int>(i) * (plan_.runs + 1);
      run_scenario();
    }
    session_.stopped = control_.stopped();
    session_.levels.logs = !plan_.log_folder.empty();
    return std::move(session_);
  }

 private:
  void run_scenario() {
    auto scenario = plan_.scenario_of(state_.scenario, plan_.arm.profile);
    if (!scenario.ok()) return give_up(scenario.error(), PairProblem::Kind::kInput);
    auto first = made(scenario.value(), "warm-up");
    if (!first) return;
    ScenarioLevels& here = session_.levels.scenarios.emplace_back();
    here.facts = facts_of(RunRecord{.run = *first->run, .outcome = first->outcome});
    here.manifest = begun_manifest_json(*first->run, WindowState::kNone);
    here.steps = first->outcome.steps;
    if (has_score(first->score)) here.score = first->score->final_score;
    for (int i = 0; i < plan_.runs; ++i) {
      const auto run = made(scenario.value(), fmt::format("run {} of {}", i + 1, plan_.runs));
      if (!run) return;
      here.runs.push_back(level_of(run->measured));
    }
  }

  std::optional<ArmRun> made(const ScenarioPtr& scenario, const std::string& what) {
    tell(what);
    if (control_.stopped()) return std::nullopt;
    auto run = run_arm(plan_.arm, scenario, {.log_folder = plan_.log_folder, .session_ns = began_ns_}, control_);
    ++state_.runs_done;
    if (!run.ok()) {
      give_up(run.error(), PairProblem::Kind::kInput);
      return std::nullopt;
    }
    if (run.value().outcome.status == RunStatus::kFailed) {
      give_up(run.value().outcome.error, PairProblem::Kind::kPlanner);
      return std::nullopt;
    }
    if (run.value().outcome.status == RunStatus::kStopped) return std::nullopt;
    return std::move(run).value();
  }

  void give_up(const Error& error, PairProblem::Kind kind) {
    session_.problems.push_back({.scenario = state_.scenario, .kind = kind, .error = error});
  }

  void tell(const std::string& what) {
    if (!progress_) return;
    state_.what = what;
    const double passed_s = static_cast<double>(clock_.now_ns() - began_ns_) * 1e-9;
    if (state_.runs_done > 0) state_.left_s = passed_s / state_.runs_done * (state_.runs - state_.runs_done);
    progress_(state_);
  }

  const SoloPlan& plan_;
  RunControl& control_;
  const PairProgressSink& progress_;
  SteadyClock clock_;
  std::int64_t began_ns_;
  SoloSession session_;
  PairProgress state_;
};

}  // namespace

SoloSession run_alone(const SoloPlan& plan, RunControl& control, const PairProgressSink& progress) {
  return SoloRunner(plan, control, progress).run();
}

}  // namespace stepscope
