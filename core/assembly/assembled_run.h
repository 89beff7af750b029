#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/assembly/run_fork.h"
#include "core/assembly/run_request.h"
#include "core/profile/engine_profile.h"
#include "core/scenario/scenario.h"
#include "core/simulation/simulation.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// Stands around the planner of a run, e.g. to slow it down on purpose.
using PlannerWrap = std::function<std::unique_ptr<Planner>(std::unique_ptr<Planner>)>;

// A run with all its choices made: owns every part. Made on any thread, run once on one thread.
class AssembledRun {
 public:
  // What can be refused without a scenario: an unknown planner or parameter value, a part this version does not have.
  static Status check(const RunRequest& request);
  // An error names an unknown planner or parameter, or what the scenario lacks. `wrap`: none, or around the planner.
  // `fork`, if given (core/fork makes it): the run goes on from a step of another one on the same scenario; what
  // replaying the steps before says is an error of begin(), which may be called apart from run().
  static Result<std::unique_ptr<AssembledRun>> assemble(const RunRequest& request, const EngineProfile& profile,
                                                        ScenarioPtr scenario, const PlannerWrap& wrap = {},
                                                        const RunFork* fork = nullptr);
  ~AssembledRun();

  // Number of steps the run will have: N−1.
  int step_count() const;
  RunOutcome run(RunControl& control, StepSink* sink = nullptr);

  // See Simulation::begin and advance; instead of run(), or begin() before it. ended() once nothing more is advanced:
  // looks up how the statements were planned.
  Status begin(const RunControl* control = nullptr);
  Result<Simulation::Advance> advance(StepSink* sink = nullptr);
  void ended();

  // See Simulation::start_at and try_step.
  Status start_at(int k, RunControl& control);
  Result<TrialStep> try_step();
  // Whether a step can be made again where it stands; else everything before it must be made anew.
  bool repeatable() const;

  const RunRequest& request() const;
  const EngineProfile& profile() const;
  ControllerKind controller() const;
  const std::optional<ForkOrigin>& fork() const;  // none: the run began at its beginning
  const ScenarioPtr& scenario() const;
  // The map that planner and agents ask: the scenario's, or with map=on-demand the run's own.
  const RoadMap& map() const;
  const RunTape& tape() const;
  // The model that the planner asks; null: it asks none.
  const PlannerModel* model() const;
  // What a user should know about the run beside its status, one sentence each; after it has ended.
  std::vector<std::string> notes() const;
  StatementLedger& ledger();  // statements of the run itself, not of loading the scenario

 private:
  struct Parts;
  explicit AssembledRun(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stepscope
