#include <fmt/core.h>

#include <memory>

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/request_options.h"
#include "app/cli/score_table.h"
#include "app/cli/selection.h"
#include "app/cli/store_options.h"
#include "core/batch/batch_tables.h"
#include "core/files/json_text.h"
#include "core/report/number_text.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  DataOptions data;
  SelectionOptions selection;
  RequestOptions request;
  StoreOptions store;
  std::string out, trajectories{"tenth"}, keep{"all"};
  int jobs{0};
  bool again{false};
};

// Shows progress and what goes wrong, as it happens.
class Reporter final : public BatchObserver {
 public:
  Reporter(const BatchPlan& plan, Console& console) : plan_(plan), console_(console), store_problems_(console) {}

  void on_job_started(std::size_t) override { show(); }
  void on_job_finished(std::size_t job, const JobResult& result) override {
    ++(result.kept ? kept_ : done_);
    if (!result.kept && (result.status == JobStatus::kPlannerFailed || result.status == JobStatus::kBadInput)) {
      console_.end_progress();
      const RunRequest& request = plan_.request_of(job);
      console_.error({.file = plan_.scenario_of(job).id.token.hex() + ", " + request.planner + ", " +
                              std::string(challenge_key(request.challenge)),
                      .place = {},
                      .field = {},
                      .reason = result.reason});
    }
    for (const std::string& problem : result.store_problems) store_problems_.say(problem);
    show();
  }
  std::size_t kept() const { return kept_; }

 private:
  // Time left is that of runs; what is complete already would make it look short.
  void show() { console_.progress("running", done_, plan_.job_count() - kept_); }

  const BatchPlan& plan_;
  Console& console_;
  StoreProblems store_problems_;
  std::size_t done_{0}, kept_{0};
};

Result<BatchPlan> plan_of(const Options& options, const Console& console) {
  BatchPlan plan;
  auto requests = requests_of(options.request);
  if (!requests.ok()) return requests.error();
  auto profile = profile_of(options.request);
  if (!profile.ok()) return profile.error();
  plan.requests = std::move(requests).value();
  plan.profile = std::move(profile).value();
  plan.out = options.out;
  plan.store = recording_store(options.store, console);
  plan.threads = options.jobs;
  plan.again = options.again;
  plan.trajectories = options.trajectories == "all" ? TrajectoriesKept::kAll : TrajectoriesKept::kEveryTenth;
  plan.files = options.keep == "all" ? FilesKept::kAll : FilesKept::kScores;
  return plan;
}

ExitCode code_of(const std::vector<JobResult>& results, const Dataset& dataset) {
  ExitCode worst = dataset.problems.empty() ? ExitCode::kDone : ExitCode::kBadInput;
  for (const JobResult& result : results) {
    if (result.status == JobStatus::kPlannerFailed) return ExitCode::kPlannerFailed;
    if (result.status == JobStatus::kBadInput) worst = ExitCode::kBadInput;
  }
  return worst;
}

std::string counted_runs(std::size_t count) {
  return counted(static_cast<std::int64_t>(count), "run") + (count == 1 ? " was" : " were");
}

void print(const BatchPlan& plan, const std::vector<JobResult>& results, std::size_t kept, Console& console) {
  const std::vector<BatchScore> scores = batch_scores(plan, results);
  std::size_t skipped = 0;
  for (const JobResult& result : results)
    if (result.status == JobStatus::kSkipped) ++skipped;
  if (skipped > 0) console.note(counted_runs(skipped) + " skipped; scores.csv says why");
  if (kept > 0) console.note(counted_runs(kept) + " complete already");
  console.result(score_table(plan, scores));
  console.result("scores: " + (plan.out / "scores.csv").string());
  if (!console.json()) return;
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(batch_json(plan, results, scores));
  json["out"] = plan.out.string();
  console.result_json(json_text(json, 1));
}

ExitCode batch(const Options& options) {
  Console console(options.common);
  const auto refuse = [&console](const Error& error) {
    console.error(error);
    return refusal_code(error);
  };
  auto planned = plan_of(options, console);
  if (!planned.ok()) return refuse(planned.error());
  BatchPlan& plan = planned.value();
  auto dataset = open_dataset(options.data, console);
  if (!dataset.ok()) {
    console.error(dataset.error());
    return ExitCode::kBadInput;
  }
  auto scenarios = choose(*dataset.value(), options.selection, console);
  if (!scenarios.ok()) return refuse(scenarios.error());
  plan.maps = dataset.value()->paths.maps;
  plan.scenarios = std::move(scenarios).value();

  RunControl control;
  const Interrupt interrupt(control);
  MapCache maps;
  Reporter reporter(plan, console);
  auto results = run_batch(plan, maps, control, &reporter);
  console.end_progress();
  if (!results.ok()) return refuse(results.error());
  const Status written = write_batch_tables(plan, results.value());
  print(plan, results.value(), reporter.kept(), console);  // the runs are made, whatever became of the tables
  if (!written.ok()) console.error(written.error());
  if (interrupt.happened()) return ExitCode::kInterrupted;
  const ExitCode code = code_of(results.value(), *dataset.value());
  return code == ExitCode::kDone && !written.ok() ? ExitCode::kBadInput : code;
}

}  // namespace

Command add_batch_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser =
      app.add_subcommand("batch", "Runs many scenarios with several planners and challenges, on all cores");
  add_data_options(*parser, options->data);
  add_selection_options(*parser, options->selection, Choice::kRun);
  add_request_options(*parser, options->request, Requests::kSeveral);
  add_store_options(*parser, options->store, StoreUse::kRecording);
  parser->add_option("--jobs", options->jobs, "runs at a time; 0: one per core")
      ->check(in_range(0, 1024))
      ->capture_default_str();
  parser->add_flag("--again", options->again, "also the runs that are complete already");
  parser->add_option("--trajectories", options->trajectories, "plans kept in history.json: tenth, all")
      ->check(one_of({"tenth", "all"}))
      ->capture_default_str();
  parser->add_option("--keep", options->keep, "files kept of a run: all; scores: no history, log and trace")
      ->check(one_of({"all", "scores"}))
      ->capture_default_str();
  parser->add_option("--out", options->out, "folder for tables and run folders")->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return batch(*options); }};
}

}  // namespace stepscope::cli
