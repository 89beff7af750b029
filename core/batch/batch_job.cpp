#include "core/batch/batch_job.h"

#include <algorithm>
#include <exception>

#include "core/analysis/stage_statistics.h"
#include "core/assembly/refused_model.h"
#include "core/assembly/run_score.h"
#include "core/record/run_folder.h"
#include "core/record/run_reader.h"
#include "core/record/stored_manifest.h"
#include "core/store/store_recorder.h"

namespace stepscope {

namespace {

void take_timing(std::span<const StepTiming> steps, JobResult& result) {
  const Distribution step = statistics_of(steps, 0.1).step;
  result.steps = static_cast<int>(steps.size());
  result.mean_step_ms = step.mean * 1e-6;
  result.p95_step_ms = step.p95 * 1e-6;
}

// A run that no metric has a score of counts as not scored, where its final score would say 0.
void take_score(const Scorecard& card, JobResult& result) {
  ScoreSummary summary{.final_score = card.final_score, .parts = {}};
  for (const Metric& metric : card.metrics)
    if (metric.score) summary.parts.push_back({.metric = metric.name, .score = *metric.score});
  if (!summary.parts.empty()) {
    result.score = std::move(summary);
    return;
  }
  result.reason = "no metric has a score";
  const auto failed = std::ranges::find_if(card.metrics, [](const Metric& metric) { return !metric.error.empty(); });
  if (failed != card.metrics.end()) result.reason += ": " + failed->name + ": " + failed->error;
}

JobResult without_run(JobStatus status, const Error& error) {
  JobResult result;
  result.status = status;
  result.reason = error.text();
  return result;
}

JobStatus status_of(const RunOutcome& outcome) {
  if (outcome.status == RunStatus::kReachedEnd) return JobStatus::kReachedEnd;
  return outcome.status == RunStatus::kStopped ? JobStatus::kStopped : JobStatus::kPlannerFailed;
}

// A fault of the data names its file; without one it is the planner that could not be made.
JobResult not_assembled(const Error& error) {
  return without_run(error.file.empty() ? JobStatus::kPlannerFailed : JobStatus::kBadInput, error);
}

JobResult not_loaded(const ChosenScenario& chosen, const Error& error) {
  const bool too_short = error.place == "scenario " + chosen.id.token.hex();
  return without_run(too_short && !chosen.named ? JobStatus::kSkipped : JobStatus::kBadInput, error);
}

JobResult run_unguarded(const BatchPlan& plan, std::size_t job, SharedScenarios& scenarios, RunControl& control) {
  const ChosenScenario& chosen = plan.scenario_of(job);
  auto scenario = scenarios.get(job / plan.requests.size());
  if (!scenario.ok()) return not_loaded(chosen, scenario.error());
  auto assembled = AssembledRun::assemble(plan.request_of(job), plan.profile, std::move(scenario).value());
  if (!assembled.ok()) return not_assembled(assembled.error());
  AssembledRun& run = *assembled.value();
  const bool traced = plan.files == FilesKept::kAll;
  const std::filesystem::path folder = plan.out / job_folder_name(plan, job);
  std::unique_ptr<SimulationLog> log;
  if (traced) {
    auto made = make_simulation_log(run, folder / kLogFile);
    if (!made.ok()) return without_run(JobStatus::kBadInput, made.error());
    log = std::move(made).value();
  }
  StoreRecorder recorder(run, {.store = plan.store, .source = RunSource::kBatch}, log.get());
  const RunOutcome outcome = run.run(control, traced || !plan.store.empty() ? &recorder : nullptr);
  std::optional<LogEnd> log_end;
  if (log) {
    forget_earlier_run(folder);
    auto end = log->finish();
    if (!end.ok()) return without_run(JobStatus::kBadInput, end.error());
    log_end = std::move(end).value();
  }
  const std::optional<Scorecard> card = score_run(run);
  recorder.finish(outcome, card ? &*card : nullptr);
  if (model_was_refused(run, outcome)) {
    forget_earlier_run(folder);  // with its log of nothing: not a run that is complete
    return without_run(JobStatus::kBadInput, outcome.error);
  }
  JobResult result;
  result.store_problems = recorder.problems();
  result.status = status_of(outcome);
  result.folder = job_folder_name(plan, job);
  const RunRecord record{.run = run,
                         .outcome = outcome,
                         .spans = traced ? recorder.tape().get() : nullptr,
                         .window = WindowState::kNone,
                         .trajectories = plan.trajectories,
                         .files = plan.files,
                         .score = card ? &*card : nullptr,
                         .log = std::move(log_end)};
  if (Status status = write_run_folder(folder, record); !status.ok())
    return without_run(JobStatus::kBadInput, status.error());
  std::vector<StepTiming> steps;
  for (std::size_t k = 0; k < run.tape().size(); ++k) steps.push_back(run.tape().frame(k)->timing);
  take_timing(steps, result);
  if (result.status == JobStatus::kReachedEnd && card) take_score(*card, result);
  if (result.status == JobStatus::kPlannerFailed) result.reason = outcome.error.text();
  if (result.status == JobStatus::kStopped) result.reason = "the batch was stopped";
  return result;
}

// Also whether what the manifest says was kept is still there.
bool keeps_enough(const StoredManifest& stored, const BatchPlan& plan, const std::filesystem::path& folder) {
  const bool files = stored.files == FilesKept::kAll || plan.files == FilesKept::kScores;
  const bool plans =
      stored.trajectories == TrajectoriesKept::kAll || plan.trajectories == TrajectoriesKept::kEveryTenth;
  if (!files || !plans) return false;
  if (plan.files == FilesKept::kScores) return true;
  std::error_code code;
  return std::filesystem::is_regular_file(folder / "history.json", code) &&
         std::filesystem::is_regular_file(folder / "log.msgpack.xz", code);
}

std::optional<JobResult> kept_unguarded(const BatchPlan& plan, std::size_t job) {
  const std::filesystem::path name = job_folder_name(plan, job), folder = plan.out / name;
  std::error_code code;
  if (!std::filesystem::exists(folder / "manifest.json", code)) return std::nullopt;
  const auto stored = read_manifest(folder);
  if (!stored.ok() || !keeps_enough(stored.value(), plan, folder)) return std::nullopt;
  const ChosenScenario& chosen = plan.scenario_of(job);
  const auto planned = identity_of({.scenario = chosen.id,
                                    .type = chosen.type,
                                    .location = chosen.location,
                                    .extraction = chosen.extraction,
                                    .request = plan.request_of(job),
                                    .profile = plan.profile,
                                    .maps = plan.maps});
  if (!planned.ok() || planned.value() != stored.value().identity) return std::nullopt;
  const auto run = read_run_folder(folder, FolderParts::kTables);
  if (!run.ok()) return std::nullopt;
  JobResult result;
  result.folder = name;
  result.kept = true;
  take_timing(run.value().steps, result);
  if (stored.value().status == "failed") {
    result.status = JobStatus::kPlannerFailed;
    result.reason = stored.value().message;
    return result;
  }
  if (stored.value().status != "reached_end" || !run.value().score) return std::nullopt;
  result.status = JobStatus::kReachedEnd;
  take_score(*run.value().score, result);
  return result;
}

}  // namespace

std::string job_folder_name(const BatchPlan& plan, std::size_t job) {
  const ScenarioId& id = plan.scenario_of(job).id;
  return run_folder_name(id.db.stem().string(), id.token, plan.request_of(job));
}

std::optional<JobResult> kept_job(const BatchPlan& plan, std::size_t job) {
  try {
    return kept_unguarded(plan, job);
  } catch (const std::exception&) {  // a folder that cannot be looked at is not a complete run: making it says why
    return std::nullopt;
  }
}

JobResult run_job(const BatchPlan& plan, std::size_t job, SharedScenarios& scenarios, RunControl& control) {
  try {
    return run_unguarded(plan, job, scenarios, control);
  } catch (const std::exception& exception) {  // out of memory, or a mistake of ours that must not end the others
    const std::filesystem::path& db = plan.scenario_of(job).id.db;
    return without_run(JobStatus::kBadInput,
                       {.file = db.string(), .place = {}, .field = {}, .reason = exception.what()});
  }
}

}  // namespace stepscope
