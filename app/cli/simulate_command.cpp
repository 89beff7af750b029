#include <fmt/core.h>

#include <memory>

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/request_options.h"
#include "app/cli/run_table.h"
#include "app/cli/saved_run.h"
#include "app/cli/score_text.h"
#include "app/cli/selection.h"
#include "app/cli/store_options.h"
#include "core/assembly/refused_model.h"
#include "core/assembly/run_score.h"
#include "core/files/json_text.h"
#include "core/map/map_cache.h"
#include "core/record/run_folder.h"
#include "core/store/store_recorder.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  DataOptions data;
  SelectionOptions selection;
  RequestOptions request;
  StoreOptions store;
  std::string out, trajectories{"tenth"};
};

struct Plan {
  RunRequest request;
  EngineProfile profile;
};

Result<Plan> plan_of(const Options& options) {
  auto requests = requests_of(options.request);
  if (!requests.ok()) return requests.error();
  auto profile = profile_of(options.request);
  if (!profile.ok()) return profile.error();
  return Plan{.request = requests.value().front(), .profile = std::move(profile).value()};
}

// Runs scenario after scenario and collects what to say about them.
class Simulator {
 public:
  Simulator(const Options& options, const Plan& plan, Console& console)
      : options_(options),
        plan_(plan),
        console_(console),
        store_(recording_store(options.store, console_)),
        store_problems_(console),
        interrupt_(control_) {}

  ExitCode run(const Dataset& dataset, const std::vector<ChosenScenario>& scenarios) {
    for (std::size_t i = 0; i < scenarios.size() && !interrupt_.happened() && worst_ != ExitCode::kUsage; ++i) {
      console_.progress("simulating", i, scenarios.size());
      run_one(dataset, scenarios[i]);
    }
    console_.end_progress();
    if (interrupt_.happened()) worst_ = ExitCode::kInterrupted;
    print(dataset);
    return worst_;
  }

 private:
  void run_one(const Dataset& dataset, const ChosenScenario& chosen) {
    auto map = maps_.get(dataset.paths.maps, chosen.location);
    if (!map.ok()) return failed(chosen, map.error(), ExitCode::kBadInput);
    auto scenario = Scenario::load(chosen.id, chosen.type, chosen.extraction, map.value());
    if (!scenario.ok()) return failed(chosen, scenario.error(), refusal_code(scenario.error()));
    auto run = AssembledRun::assemble(plan_.request, plan_.profile, scenario.value());
    if (!run.ok()) return failed(chosen, run.error(), refusal_code(run.error()));
    const std::filesystem::path folder = std::filesystem::path(options_.out) / run_folder_name(*run.value());
    auto log = make_simulation_log(*run.value(), folder / kLogFile);
    if (!log.ok()) return failed(chosen, log.error(), ExitCode::kBadInput);
    StoreRecorder recorder(*run.value(), {.store = store_, .source = RunSource::kHeadless}, log.value().get());
    const RunOutcome outcome = run.value()->run(control_, &recorder);
    forget_earlier_run(folder);
    auto log_end = log.value()->finish();
    const std::optional<Scorecard> card = score_run(*run.value());
    recorder.finish(outcome, card ? &*card : nullptr);
    for (const std::string& problem : recorder.problems()) store_problems_.say(problem);
    if (!log_end.ok()) return failed(chosen, log_end.error(), ExitCode::kBadInput);
    const RunRecord record{
        .run = *run.value(),
        .outcome = outcome,
        .spans = recorder.tape().get(),
        .window = WindowState::kNone,
        .trajectories = options_.trajectories == "all" ? TrajectoriesKept::kAll : TrajectoriesKept::kEveryTenth,
        .files = FilesKept::kAll,
        .score = card ? &*card : nullptr,
        .log = std::move(log_end).value()};
    if (Status status = save_run(folder, record, recorder.tape()); !status.ok())
      return failed(chosen, status.error(), ExitCode::kBadInput);
    std::string status(outcome.key());
    if (outcome.status == RunStatus::kFailed) {
      status += ": " + outcome.error.text();
      console_.error(outcome.error);
      raise(model_was_refused(*run.value(), outcome) ? ExitCode::kBadInput : ExitCode::kPlannerFailed);
    }
    lines_.push_back({.name = name_of(chosen),
                      .status = status,
                      .folder = folder.string(),
                      .statistics = statistics_of_run(*run.value()),
                      .score = card,
                      .run = recorder.id(),
                      .store = recorder.store() == store_ ? std::string() : recorder.store().string(),
                      .partly_stored = !recorder.complete()});
  }

  // A scenario named by its token must run. One that a filter chose is passed over with its reason if its log is sound
  // and only too short for it.
  void failed(const ChosenScenario& chosen, const Error& error, ExitCode code) {
    const bool too_short = error.place == "scenario " + chosen.id.token.hex();
    const bool passed_over = too_short && !chosen.named;
    console_.end_progress();
    if (!passed_over) {
      console_.error(error);
      raise(code);
    }
    lines_.push_back({.name = name_of(chosen),
                      .status = (passed_over ? "skipped: " : "failed: ") + error.text(),
                      .folder = {},
                      .statistics = {},
                      .score = {},
                      .run = {}});
  }

  void raise(ExitCode code) {
    if (static_cast<int>(code) > static_cast<int>(worst_)) worst_ = code;
  }

  static std::string name_of(const ChosenScenario& chosen) {
    return chosen.id.db.stem().string() + " " + chosen.id.token.hex() + " " + chosen.type;
  }

  void print(const Dataset& dataset) {
    if (!dataset.problems.empty()) raise(ExitCode::kBadInput);
    console_.result(stage_table(lines_));
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const RunLine& line : lines_) {
      if (!line.folder.empty()) console_.result("run folder: " + line.folder);
      if (line.run)
        console_.result(fmt::format("{} run {}{}", line.partly_stored ? "stored in part, as" : "stored as", *line.run,
                                    line.store.empty() ? "" : " of " + line.store));
      list.push_back(
          {{"name", line.name},
           {"status", line.status},
           {"folder", line.folder},
           {"run", line.run ? nlohmann::ordered_json(*line.run) : nullptr},
           {"steps", line.statistics.step.count},
           {"mean_step_ms", line.statistics.step.mean * 1e-6},
           {"p95_step_ms", line.statistics.step.p95 * 1e-6},
           {"final_score", has_score(line.score) ? nlohmann::ordered_json(line.score->final_score) : nullptr},
           {"scores", line.score ? scores_json(*line.score) : nlohmann::ordered_json::object()}});
    }
    console_.result_json(json_text(list, 1));
  }

  const Options& options_;
  const Plan& plan_;
  Console& console_;
  std::filesystem::path store_;
  StoreProblems store_problems_;
  RunControl control_;
  Interrupt interrupt_;
  MapCache maps_;
  std::vector<RunLine> lines_;
  ExitCode worst_{ExitCode::kDone};
};

ExitCode simulate(const Options& options) {
  Console console(options.common);
  const auto plan = plan_of(options);
  if (!plan.ok()) {
    console.error(plan.error());
    return refusal_code(plan.error());
  }
  auto dataset = open_dataset(options.data, console);
  if (!dataset.ok()) {
    console.error(dataset.error());
    return ExitCode::kBadInput;
  }
  auto scenarios = choose(*dataset.value(), options.selection, console);
  if (!scenarios.ok()) {
    console.error(scenarios.error());
    return refusal_code(scenarios.error());
  }
  std::error_code code;
  std::filesystem::create_directories(options.out, code);  // before anything is simulated in vain
  if (code) {
    console.error({.file = options.out, .place = {}, .field = {}, .reason = "cannot be created: " + code.message()});
    return ExitCode::kBadInput;
  }
  return Simulator(options, plan.value(), console).run(*dataset.value(), scenarios.value());
}

}  // namespace

Command add_simulate_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("simulate", "Runs scenarios, writes one run folder each");
  add_data_options(*parser, options->data);
  add_selection_options(*parser, options->selection, Choice::kRun);
  add_request_options(*parser, options->request, Requests::kOne);
  add_store_options(*parser, options->store, StoreUse::kRecording);
  parser->add_option("--trajectories", options->trajectories, "plans kept in history.json: tenth, all")
      ->check(one_of({"tenth", "all"}))
      ->capture_default_str();
  parser->add_option("--out", options->out, "folder for the run folders")->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return simulate(*options); }};
}

}  // namespace stepscope::cli
