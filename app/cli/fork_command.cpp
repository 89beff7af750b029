#include <fmt/core.h>

#include <memory>

#include "app/cli/command.h"
#include "app/cli/fork_options.h"
#include "app/cli/fork_words.h"
#include "app/cli/interrupt.h"
#include "app/cli/kept_parent.h"
#include "app/cli/run_folders.h"
#include "app/cli/run_places.h"
#include "app/cli/run_table.h"
#include "app/cli/saved_run.h"
#include "app/cli/score_text.h"
#include "app/cli/store_options.h"
#include "core/assembly/run_score.h"
#include "core/files/json_text.h"
#include "core/fork/last_chance.h"
#include "core/record/run_folder.h"
#include "core/record/run_reader.h"
#include "core/store/store_recorder.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  StoreOptions store;
  DataOptions data;
  ForkOptions fork;
  std::string run, out, label;
};

struct Parent {
  ForkParent run;
  std::optional<RunId> id;  // in the store
  std::optional<Scorecard> score;
};

Result<Parent> open_parent(const Options& options, const std::filesystem::path& store_file) {
  MapCache maps;
  if (const auto id = stored_id(options.run)) {
    const auto store = RunStore::open(store_file);
    if (!store.ok()) return store.error();
    auto run = stored_parent(store.value(), *id, options.data, maps);
    if (!run.ok()) return run.error();
    auto recorded = store.value().read(*id);
    if (!recorded.ok()) return recorded.error();
    return Parent{.run = std::move(run).value(), .id = id, .score = std::move(recorded.value().score)};
  }
  const auto folders = run_folders(options.run);
  if (folders.size() > 1)
    return Error{.file = options.run,
                 .place = {},
                 .field = {},
                 .reason = fmt::format("holds {} runs: name one of them", folders.size())};
  auto run = parent_in_folder(folders.front(), options.data, maps);
  if (!run.ok()) return run.error();
  auto recorded = read_run_folder(folders.front(), FolderParts::kTables);
  if (!recorded.ok()) return recorded.error();
  return Parent{.run = std::move(run).value(), .id = std::nullopt, .score = std::move(recorded.value().score)};
}

struct Made {
  AssembledRun& run;
  RunOutcome outcome;
  std::optional<Scorecard> score;
  std::optional<RunId> id;
  std::string folder;
};

void print(const Console& console, const Options& options, const Parent& parent, const Made& made) {
  const ForkOrigin& origin = *made.run.fork();
  const ForkComparison comparison = compare_with_parent(parent.run, made.run, parent.score, made.score);
  std::string status(made.outcome.key());
  if (made.outcome.status == RunStatus::kFailed) status += ": " + made.outcome.error.text();
  const RunStatistics statistics = statistics_of_run(made.run);
  console.result(stage_table(
      {{.name = fmt::format("fork of {} at step {}, {}", parent.run.name, origin.step, made.run.request().planner),
        .status = status,
        .folder = made.folder,
        .statistics = statistics,
        .score = made.score,
        .run = made.id}}));
  console.result(origin.changes.empty() ? "nothing is changed" : "changed:");
  for (const std::string& change : origin.changes) console.result("  " + change);
  for (const std::string& line : comparison_words(comparison, parent.run.name)) console.result(line);
  if (!made.folder.empty()) console.result("run folder: " + made.folder);
  if (made.id) console.result(fmt::format("stored as run {}", *made.id));
  console.result_json(json_text(
      nlohmann::ordered_json{
          {"run", made.id ? nlohmann::ordered_json(*made.id) : nullptr},
          {"parent", parent.id ? nlohmann::ordered_json(*parent.id) : nlohmann::ordered_json(options.run)},
          {"step", origin.step},
          {"changes", origin.changes},
          {"status", status},
          {"folder", made.folder},
          {"steps", made.run.tape().size()},
          {"own_steps", statistics.step.count},
          {"mean_step_ms", statistics.step.mean * 1e-6},
          {"p95_step_ms", statistics.step.p95 * 1e-6},
          {"final_score", has_score(made.score) ? nlohmann::ordered_json(made.score->final_score) : nullptr},
          {"scores", made.score ? scores_json(*made.score) : nlohmann::ordered_json::object()},
          {"against_parent", comparison_json(comparison)}},
      1));
}

Status save(const Options& options, const RunRecord& record, const std::shared_ptr<const SpanTape>& spans,
            std::string& folder) {
  if (options.out.empty()) return {};
  folder = (std::filesystem::path(options.out) / run_folder_name(record.run)).string();
  return save_run(folder, record, spans);
}

// None: there is no such step, which was said, or the search was interrupted.
Result<std::optional<int>> search(const Parent& parent, const ForkWish& wish, RunControl& control, Console& console) {
  auto found = last_chance(parent.run, parent.score, wish, control, [&console](int tried, int most) {
    console.progress("looking for the last step that avoids the collision", static_cast<std::size_t>(tried),
                     static_cast<std::size_t>(most));
  });
  console.end_progress();
  if (!found.ok()) return found;
  const std::string& planner = wish.request.planner;
  if (const auto step = found.value()) {
    const Scenario& scenario = *parent.run.scenario;
    const int collision = wish.step + 1;
    console.result(fmt::format("last step from which {} has no collision: {}, {:.1f} s before the one at step {}",
                               planner, *step, seconds_between(scenario.time(*step), scenario.time(collision)),
                               collision));
  } else if (!control.stopped()) {
    console.error({.file = {},
                   .place = "--last-chance: " + parent.run.name,
                   .field = {},
                   .reason = fmt::format("{} has a collision, or fails, from whatever step it goes on: 0 to {}",
                                         planner, wish.step)});
  }
  return found;
}

ExitCode make_fork(const Options& options, const std::filesystem::path& store, const Parent& parent, ForkWish wish,
                   Console& console) {
  RunControl control;
  const Interrupt interrupt(control);
  if (options.fork.last_chance) {
    const auto step = search(parent, wish, control, console);
    if (interrupt.happened()) return ExitCode::kInterrupted;
    if (!step.ok()) {
      console.error(step.error());
      return refusal_code(step.error());
    }
    if (!step.value()) return ExitCode::kGateFailed;
    wish.step = *step.value();
  }
  auto run = begin_fork(parent.run, wish, &control);
  if (!run.ok()) {
    if (interrupt.happened()) return ExitCode::kInterrupted;
    console.error(run.error());
    return ExitCode::kBadInput;
  }
  StoreRecorder recorder(*run.value(), {.store = store, .source = RunSource::kHeadless, .label = options.label});
  Made made{.run = *run.value(), .outcome = run.value()->run(control, &recorder), .score = {}, .id = {}, .folder = {}};
  made.score = score_run(made.run);
  recorder.finish(made.outcome, made.score ? &*made.score : nullptr);
  made.id = recorder.id();
  for (const std::string& problem : recorder.problems()) console.note("warning: " + problem);
  const RunRecord record{.run = made.run,
                         .outcome = made.outcome,
                         .spans = recorder.tape().get(),
                         .window = WindowState::kNone,
                         .trajectories = TrajectoriesKept::kAll,
                         .files = FilesKept::kAll,
                         .score = made.score ? &*made.score : nullptr};
  if (Status saved = save(options, record, recorder.tape(), made.folder); !saved.ok()) {
    console.error(saved.error());
    return ExitCode::kBadInput;
  }
  if (made.outcome.status == RunStatus::kFailed) console.error(made.outcome.error);
  print(console, options, parent, made);
  if (interrupt.happened()) return ExitCode::kInterrupted;
  return made.outcome.status == RunStatus::kFailed ? ExitCode::kPlannerFailed : ExitCode::kDone;
}

ExitCode run(const Options& options) {
  Console console(options.common);
  const auto refuse = [&console](const Error& error, ExitCode code) {
    console.error(error);
    return code;
  };
  const std::filesystem::path file = reading_store(options.store, console);
  const auto parent = open_parent(options, file);
  if (!parent.ok()) return refuse(parent.error(), ExitCode::kBadInput);
  const auto wish = wish_of(options.fork, parent.value().run, parent.value().score);
  if (!wish.ok()) return refuse(wish.error(), refusal_code(wish.error()));
  if (!options.out.empty()) {
    std::error_code code;
    std::filesystem::create_directories(options.out, code);  // before anything is simulated in vain
    if (code)
      return refuse({.file = options.out, .place = {}, .field = {}, .reason = "cannot be created: " + code.message()},
                    ExitCode::kBadInput);
  }
  return make_fork(options, file, parent.value(), wish.value(), console);
}

}  // namespace

Command add_fork_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("fork",
                                      "Goes on from a step of a kept run with something changed; with nothing "
                                      "changed it is the same run again, bit by bit");
  parser->add_option("run", options->run, "number of the run, as `runs list` shows it (7 or run:7), or a run folder")
      ->required();
  add_fork_options(*parser, options->fork);
  parser->add_option("--label", options->label, "a name of your own for the new run");
  parser->add_option("--out", options->out, "folder for a run folder; the run is in the store in any case");
  add_place_options(*parser, options->data);
  add_store_options(*parser, options->store, StoreUse::kReading);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
