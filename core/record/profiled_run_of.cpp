#include "core/record/profiled_run_of.h"

#include "core/record/build_info.h"
#include "core/record/file_hash.h"

namespace stepscope {

namespace {

// As in the manifest. A file that is not there any more has no hash.
ModelFacts model_facts(const PlannerModel& model) {
  if (model.file.empty()) return {.name = model.name, .sha256 = {}};
  auto hash = sha256_of_file(model.file);  // known from its size and time after the first time
  return {.name = model.file.filename().string(), .sha256 = hash.ok() ? std::move(hash).value() : std::string()};
}

}  // namespace

RunFacts facts_of(const RunRecord& record) {
  const AssembledRun& run = record.run;
  const Scenario& scenario = *run.scenario();
  RunFacts facts;
  facts.planner = run.request().planner;
  facts.challenge = challenge_key(run.request().challenge);
  facts.controller = controller_key(run.controller());
  facts.agents = agents_key(run.request().agents);
  facts.profile = run.profile().name;
  facts.parameters = run.request().parameters;
  for (const ProfileSwitch& s : switches_of(run.profile())) facts.switches.emplace(s.key, s.value);
  facts.log = scenario.log_name();
  facts.token = scenario.id().token.hex();
  facts.scenario_type = scenario.type();
  facts.location = scenario.map_name();
  facts.status = record.outcome.key();
  if (record.outcome.status == RunStatus::kFailed) facts.message = record.outcome.error.text();
  facts.processor = machine_info().processor;
  facts.system = machine_info().system;
  facts.program_version = build_info().version;
  facts.git_revision = build_info().git_revision;
  facts.build_type = build_info().build_type;
  facts.window = record.window == WindowState::kAttached ? "attached" : "none";
  facts.warnings.assign(scenario.warnings().begin(), scenario.warnings().end());
  for (std::string& note : run.notes()) facts.warnings.push_back(std::move(note));
  if (record.log) {
    facts.log_wait_ns = record.log->wait_ns;
    if (!record.log->note.empty()) facts.warnings.push_back(record.log->note);
  }
  facts.iterations = scenario.iterations();
  if (const PlannerModel* model = run.model()) facts.model = model_facts(*model);
  facts.fork = run.fork();
  return facts;
}

double mean_step_interval_s(const Scenario& scenario) {
  const int last = scenario.iterations() - 1;
  return seconds_between(scenario.time(0), scenario.time(last)) / last;
}

ProfiledRun profiled_run_of(const RunRecord& record, std::shared_ptr<const SpanTape> spans) {
  const RunTape& tape = record.run.tape();
  const Scenario& scenario = *record.run.scenario();
  ProfiledRun run;
  run.facts = facts_of(record);
  run.step_interval_s = mean_step_interval_s(scenario);
  for (std::size_t k = 0; k < tape.size(); ++k) {
    const FramePtr frame = tape.frame(k);
    run.steps.push_back(frame->timing);
    run.times.push_back(frame->time);
    run.ego.push_back(frame->ego);
  }
  run.spans = std::move(spans);
  if (record.log) run.background = record.log->spans;
  run.statements = record.run.ledger().costs();
  run.statement_log = record.run.ledger().log();
  run.loading = scenario.loading();
  if (record.score != nullptr) run.score = *record.score;
  return run;
}

}  // namespace stepscope
