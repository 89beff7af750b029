#include "core/assembly/assembled_run.h"

#include "core/assembly/controller_choice.h"
#include "core/assembly/history_choice.h"
#include "core/assembly/log_choice.h"
#include "core/assembly/map_choice.h"
#include "core/assembly/observation_choice.h"
#include "core/assembly/planner_choice.h"
#include "core/sqlite/query_plan.h"

namespace stepscope {

namespace {

constexpr std::size_t kUsualPlanStates = 81;  // PDM-Closed's 81 fit; a longer plan grows its frame

// What the spans of frames point into.
struct KeepAlive {
  ScenarioPtr scenario;
  RoadMapPtr map;
  std::shared_ptr<StatementLedger> ledger;  // the log's connections count into it
  std::shared_ptr<RecordedLog> log;
  std::shared_ptr<Observation> observation;
  std::shared_ptr<FrameHandover> handover;
};

}  // namespace

struct AssembledRun::Parts {
  RunRequest request;
  EngineProfile profile;
  ControllerKind controller_kind{};
  std::optional<ForkOrigin> fork;
  bool begun{false};
  ScenarioPtr scenario;
  RoadMapPtr map;
  SteadyClock clock;
  std::shared_ptr<StatementLedger> ledger{std::make_shared<StatementLedger>()};
  std::shared_ptr<RecordedLog> log;
  std::unique_ptr<EgoController> controller;
  std::shared_ptr<Observation> observation;
  std::unique_ptr<Planner> planner;
  std::unique_ptr<HistoryKeeper> history;
  std::shared_ptr<FrameHandover> handover;
  std::shared_ptr<RunTape> tape;
  std::unique_ptr<Simulation> simulation;
};

AssembledRun::AssembledRun(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
AssembledRun::~AssembledRun() = default;

Status AssembledRun::check(const RunRequest& request) {
  auto entry = planner_entry(request);
  if (!entry.ok()) return entry.error();
  if (!entry.value()->oracle) {  // an oracle cannot be made without a log
    if (auto planner = entry.value()->make(request.parameters, {}); !planner.ok()) return planner.error();
  }
  return {};
}

Result<std::unique_ptr<AssembledRun>> AssembledRun::assemble(const RunRequest& request, const EngineProfile& profile,
                                                             ScenarioPtr scenario, const PlannerWrap& wrap,
                                                             const RunFork* fork) {
  if (Status status = check(request); !status.ok()) return status.error();
  auto parts = std::make_unique<Parts>();
  parts->request = request;
  parts->profile = profile;
  parts->controller_kind = request.controller.value_or(default_controller(request.challenge));
  parts->scenario = std::move(scenario);
  parts->map = make_map(*parts->scenario, profile);
  if (fork != nullptr) parts->fork = fork->origin;

  auto log = make_log(*parts->scenario, profile, *parts->ledger);
  if (!log.ok()) return log.error();
  parts->log = std::move(log).value();
  auto controller =
      make_controller(parts->controller_kind, profile, *parts->log, fork == nullptr ? nullptr : &fork->origin);
  if (!controller.ok()) return controller.error();
  parts->controller = std::move(controller).value();
  auto observation = make_observation(request, profile, *parts->map, *parts->scenario, *parts->log,
                                      fork == nullptr ? nullptr : &fork->origin);
  if (!observation.ok()) return observation.error();
  parts->observation = std::move(observation).value();
  auto planner = make_planner(request, profile, *parts->log);
  if (!planner.ok()) return planner.error();
  parts->planner = std::move(planner).value();
  if (wrap) parts->planner = wrap(std::move(parts->planner));

  parts->history = make_history(profile, *parts->scenario);
  parts->handover = make_handover(profile);

  auto keep_alive = std::make_shared<const KeepAlive>(KeepAlive{.scenario = parts->scenario,
                                                                .map = parts->map,
                                                                .ledger = parts->ledger,
                                                                .log = parts->log,
                                                                .observation = parts->observation,
                                                                .handover = parts->handover});
  parts->tape =
      RunTape::create(static_cast<std::size_t>(parts->scenario->iterations() - 1), kUsualPlanStates, keep_alive);
  parts->simulation = std::make_unique<Simulation>(SimulationParts{.scenario = *parts->scenario,
                                                                   .map = *parts->map,
                                                                   .log = *parts->log,
                                                                   .controller = *parts->controller,
                                                                   .observation = *parts->observation,
                                                                   .planner = *parts->planner,
                                                                   .history = *parts->history,
                                                                   .handover = *parts->handover},
                                                   parts->tape, parts->clock,
                                                   fork == nullptr ? std::nullopt : std::optional(fork->replayed));
  return std::unique_ptr<AssembledRun>(new AssembledRun(std::move(parts)));
}

int AssembledRun::step_count() const { return parts_->scenario->iterations() - 1; }
Status AssembledRun::start_at(int k, RunControl& control) { return parts_->simulation->start_at(k, control); }
Result<TrialStep> AssembledRun::try_step() { return parts_->simulation->try_step(); }
bool AssembledRun::repeatable() const { return parts_->observation->repeatable(); }
RunOutcome AssembledRun::run(RunControl& control, StepSink* sink) {
  if (parts_->fork && !parts_->begun)
    if (Status status = begin(&control); !status.ok())
      return {.status = RunStatus::kFailed, .steps = 0, .error = status.error()};
  parts_->begun = true;
  RunOutcome outcome = parts_->simulation->run(control, sink);
  ended();
  return outcome;
}
Status AssembledRun::begin(const RunControl* control) {
  parts_->begun = true;
  const Status status = parts_->simulation->begin(control);
  if (parts_->fork) parts_->ledger->forget_executions();  // what replaying asked for is not the run's business
  return status;
}
Result<Simulation::Advance> AssembledRun::advance(StepSink* sink) { return parts_->simulation->advance(sink); }
void AssembledRun::ended() {
  // Without the log's file plans stay unknown, as whoever shows them says.
  (void)explain_statements(parts_->scenario->id().db, *parts_->ledger);
}
const RunRequest& AssembledRun::request() const { return parts_->request; }
const EngineProfile& AssembledRun::profile() const { return parts_->profile; }
ControllerKind AssembledRun::controller() const { return parts_->controller_kind; }
const std::optional<ForkOrigin>& AssembledRun::fork() const { return parts_->fork; }
const ScenarioPtr& AssembledRun::scenario() const { return parts_->scenario; }
const RoadMap& AssembledRun::map() const { return *parts_->map; }
const RunTape& AssembledRun::tape() const { return *parts_->tape; }
const PlannerModel* AssembledRun::model() const { return parts_->planner->model(); }
std::vector<std::string> AssembledRun::notes() const {
  std::vector<std::string> notes = parts_->planner->notes();
  for (std::string& note : parts_->observation->notes()) notes.push_back(std::move(note));
  // Before the run begins nothing is known of what it reads: who writes that down is told nothing.
  if (std::string note = parts_->begun ? map_note(map(), parts_->scenario->map()) : std::string(); !note.empty())
    notes.push_back(std::move(note));
  if (const int step = parts_->simulation->first_other_plan(); step >= 0)
    notes.push_back(
        "asked again for the steps before the fork, the planner planned something else than the run forked "
        "from at step " +
        std::to_string(step) + "; the plans that were made then are driven");
  return notes;
}
StatementLedger& AssembledRun::ledger() { return *parts_->ledger; }

}  // namespace stepscope
