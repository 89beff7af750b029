#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/request_options.h"
#include "app/cli/selection.h"
#include "app/cli/text_table.h"
#include "core/ablation/ablated_scenarios.h"
#include "core/ablation/ablation_json.h"
#include "core/ablation/ablation_runner.h"
#include "core/ablation/ablation_tables.h"
#include "core/ablation/ablation_tally.h"
#include "core/ablation/ablation_words.h"
#include "core/ablation/write_ablation.h"
#include "core/analysis/duration_words.h"
#include "core/files/json_text.h"
#include "core/record/build_info.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  DataOptions data;
  SelectionOptions selection;
  RequestOptions request;
  std::vector<std::string> switches;
  int pairs{kUsualAblationPairs};
  std::uint64_t seed{1};
  bool resume{false};
  std::string out;
};

// Shows progress and keeps what is done.
class Keeper final : public AblationObserver {
 public:
  Keeper(AblationState& state, const AblationPlan& plan, Console& console)
      : state_(state), pairs_(plan.options.pairs), console_(console) {}

  void on_progress(const AblationProgress& p) override {
    if (p.complete()) return console_.end_progress();
    console_.progress_line(fmt::format(
        "round {} of {}, run {} of {}{}: {}", std::min(p.rounds_done + 1, pairs_), pairs_, p.runs_done + 1,
        p.runs_planned, p.seconds_left ? fmt::format(", {} left", duration_words(*p.seconds_left * 1e9)) : "", p.now));
  }
  Status on_group(const MeasuredGroup& group) override { return state_.add(group); }

 private:
  AblationState& state_;
  int pairs_;
  Console& console_;
};

Result<AblationOptions> options_of(const Options& options) {
  auto requests = requests_of(options.request);
  if (!requests.ok()) return requests.error();
  AblationOptions out{.request = requests.value().front(), .switches = usual_switches(), .pairs = options.pairs};
  out.seed = options.seed;
  if (options.switches.empty()) return out;
  auto named = switches_named(options.switches);
  if (!named.ok()) return named.error();
  out.switches = std::move(named).value();
  return out;
}

Result<AblationState> state_of(const Options& options, const AblationPlan& plan, const AblatedScenarios& scenarios) {
  AblationIdentity identity = identity_of(plan);
  const auto files = scenarios.identity(plan.options.request);
  if (!files.ok()) return files.error();
  identity.insert(identity.end(), files.value().begin(), files.value().end());
  const fs::path file = fs::path(options.out) / "ablation.state.jsonl";
  std::error_code code;
  if (options.resume && fs::exists(file, code)) return AblationState::resume(file, identity, plan);
  if (fs::exists(file, code))
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = "an ablation was begun here: go on with --resume, or choose another --out"};
  return AblationState::begin(file, identity);
}

bool any_void(const AblationResult& result) {
  const auto is_void = [](const AblationCell& cell) { return cell.effect && cell.effect->is_void(); };
  for (const AblationRow& row : result.rows)
    if (is_void(row.alone) || is_void(row.removed) || is_void(row.cumulative)) return true;
  return is_void(result.joint) || is_void(result.same_baseline) || is_void(result.same_fast);
}

void print(const Console& console, const AblationResult& result, const std::vector<fs::path>& files) {
  console.result(headline(result));
  for (const std::string& warning : warning_words(result)) console.result("  ! " + warning);
  console.result("\n" + column_words());
  console.result("\n" + text_table(effect_table(result)));
  if (const std::string words = interaction_words(result); !words.empty()) console.result("\n" + words);
  for (const std::string& surprise : surprise_words(result)) console.result("  " + surprise);
  console.result("");
  for (const fs::path& file : files) console.result("ablation: " + file.string());
  console.result_json(json_text(ablation_json(result), 1));
}

// Everything that went wrong, worst exit code first.
ExitCode judged(Console& console, const AblationOutcome& outcome, const AblationResult& result) {
  ExitCode code = any_void(result) ? ExitCode::kGateFailed : ExitCode::kDone;
  for (const auto& [arm, failure] : outcome.failures) {
    console.error(failure.error);
    const bool planner = failure.kind == ArmFailure::Kind::kPlanner;
    if (code != ExitCode::kPlannerFailed) code = planner ? ExitCode::kPlannerFailed : ExitCode::kBadInput;
  }
  if (outcome.ended && outcome.failures.empty()) {
    console.error(*outcome.ended);
    code = ExitCode::kBadInput;
  }
  if (outcome.stopped) {
    console.note("interrupted; what is done is kept: go on with --resume");
    code = ExitCode::kInterrupted;
  }
  return code;
}

ExitCode measure(const Options& options, const AblationPlan& plan, const AblatedScenarios& scenarios,
                 Console& console) {
  auto state = state_of(options, plan, scenarios);
  if (!state.ok()) {
    console.error(state.error());
    return ExitCode::kBadInput;
  }
  if (state.value().dropped()) console.note("note: a last line without end was dropped");
  if (options.resume)
    console.note(
        fmt::format("{} of {} groups of runs are done already", state.value().groups().size(), plan.groups.size()));
  const fs::path log_folder = fs::path(options.out) / "log";
  std::error_code code;
  fs::create_directories(log_folder, code);
  if (code) {
    console.error({.file = log_folder.string(), .place = {}, .field = {}, .reason = code.message()});
    return ExitCode::kBadInput;
  }
  const double load_before = load_average();
  RunControl control;
  const Interrupt interrupt(control);
  Keeper keeper(state.value(), plan, console);
  const AblationOutcome outcome = run_ablation(
      {.plan = plan, .scenario_of = scenarios.source(), .log_folder = log_folder, .done = state.value().groups()},
      control, &keeper);
  console.end_progress();
  fs::remove_all(log_folder, code);
  std::map<std::size_t, std::string> failed;
  for (const auto& [arm, failure] : outcome.failures) failed[arm] = failure.error.text();
  AblationResult result = tally(plan, outcome.groups, failed);
  result.conditions = scenarios.conditions(plan.options);
  result.load_before = load_before;
  result.load_after = load_average();
  const auto files = write_ablation(result, options.out);
  if (!files.ok()) {
    console.error(files.error());
    return ExitCode::kBadInput;
  }
  print(console, result, files.value());
  return judged(console, outcome, result);
}

ExitCode ablate(const Options& options) {
  Console console(options.common);
  const auto refused = [&console](const Error& error, ExitCode code) {
    console.error(error);
    return code;
  };
  auto wanted = options_of(options);
  if (!wanted.ok()) return refused(wanted.error(), ExitCode::kUsage);
  const AblationMeans means = means_of(wanted.value().request);
  if (auto plan = plan_ablation(wanted.value(), means); !plan.ok()) return refused(plan.error(), ExitCode::kUsage);
  auto dataset = open_dataset(options.data, console);
  if (!dataset.ok()) return refused(dataset.error(), ExitCode::kBadInput);
  auto chosen = choose(*dataset.value(), options.selection, console);
  if (!chosen.ok()) return refused(chosen.error(), refusal_code(chosen.error()));
  auto scenarios = AblatedScenarios::read(*dataset.value(), chosen.value());
  if (!scenarios.ok()) return refused(scenarios.error(), ExitCode::kBadInput);
  for (const std::string& note : scenarios.value().notes()) console.note(note);
  std::error_code code;
  fs::create_directories(options.out, code);
  if (code)
    return refused({.file = options.out, .place = {}, .field = {}, .reason = "cannot be created: " + code.message()},
                   ExitCode::kBadInput);
  wanted.value().scenarios = static_cast<int>(scenarios.value().size());
  const auto plan = plan_ablation(std::move(wanted).value(), means);
  if (!plan.ok()) return refused(plan.error(), ExitCode::kUsage);
  return measure(options, plan.value(), scenarios.value(), console);
}

}  // namespace

Command add_ablate_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("ablate", "Measures what every optimisation saves: alone, in fast, cumulatively");
  add_data_options(*parser, options->data);
  add_selection_options(*parser, options->selection, Choice::kRun);
  add_driver_options(*parser, options->request, Requests::kOne);
  parser
      ->add_option("--switches", options->switches,
                   "which, with commas: numbers 1 … 12, switches, switch=value; all usual ones without it")
      ->delimiter(',');
  parser->add_option("--pairs", options->pairs, "pairs of runs per comparison and scenario, 6 at least")
      ->capture_default_str();
  parser->add_option("--seed", options->seed, "of the order of the runs")->check(whole_number())->capture_default_str();
  parser->add_flag("--resume", options->resume, "go on with what was measured in --out before");
  parser->add_option("--out", options->out, "folder for ablation.json, .md, .html, .csv and what resuming needs")
      ->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return ablate(*options); }};
}

}  // namespace stepscope::cli
