#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/explain_json.h"
#include "app/cli/explained_run.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_places.h"
#include "app/cli/step_range_text.h"
#include "app/cli/store_options.h"
#include "core/analysis/duration_words.h"
#include "core/analysis/own_steps.h"
#include "core/analysis/slow_range.h"
#include "core/analysis/slow_step_words.h"
#include "core/files/json_text.h"
#include "core/rerun/rerun_words.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  std::string run;
  std::string step{"slowest"};
  int repetitions{0};
  DataOptions data;
  StoreOptions store;
};

constexpr std::size_t kMostListed = 10;
constexpr double kWorthTelling = 0.01;  // of the median step

Error wrong_step(const std::string& text, std::size_t steps) {
  return {
      .file = {},
      .place = "--step",
      .field = {},
      .reason = fmt::format("\"{}\" is neither \"slowest\" nor a step of the run (0 … {}), nor a range of them (7-12)",
                            text, steps - 1)};
}

// One step, or several: both ends are of the run.
Result<StepRange> chosen_steps(const std::string& text, const ProfiledRun& run) {
  if (run.own_steps().empty()) return make_error("the run has no step");
  if (text == "slowest") {
    const int slowest = static_cast<int>(*slowest_own_step(run));
    return StepRange{slowest, slowest};
  }
  const auto range = step_range_in(text);
  if (!range || static_cast<std::size_t>(range->last) >= run.steps.size()) return wrong_step(text, run.steps.size());
  if (static_cast<std::size_t>(range->first) < run.first_own_step())
    return Error{.file = {},
                 .place = "--step",
                 .field = {},
                 .reason = fmt::format("step {} was made in the run that this one went on from at step {}",
                                       range->first, run.first_own_step())};
  return *range;
}

// Which of several steps is explained by itself: the longest, the cold first one apart.
std::size_t longest_in(const StepRange& range, const ProfiledRun& run) {
  const auto first = run.steps.begin() + (range.first == 0 && range.count() > 1 ? 1 : range.first);
  return static_cast<std::size_t>(
      std::ranges::max_element(first, run.steps.begin() + range.last + 1, {}, &StepTiming::wall_ns) -
      run.steps.begin());
}

void print(const Console& console, const SlowRange& range, const CostModel& model) {
  console.result(headline(range));
  for (const std::string& finding : findings(range, model)) console.result("  " + finding);
  console.result("");
}

void print(const Console& console, const SlowStep& slow, const CostModel& model,
           const std::vector<SlowForComplexity>& list) {
  console.result(headline(slow, model));
  for (const std::string& finding : findings(slow, model)) console.result("  " + finding);
  console.result("\nWhat a step costs (95 % intervals; the cold first step left out):");
  console.result("  " + cost_words(model, model.step));
  std::string small;
  for (const StageCost& cost : model.stages) {
    if (cost.median_ns >= kWorthTelling * model.step.median_ns)
      console.result("  " + cost_words(model, cost));
    else
      small += fmt::format("{}{}", small.empty() ? "" : ", ",
                           cost.stage == Stage::kStep ? "unaccounted" : stage_title(cost.stage));
  }
  if (!small.empty()) console.result("  Below 1 % of the median step: " + small + " (in --json)");
  console.result("Counters without a cost of their own:");
  for (const std::string& left : left_out_words(model)) console.result("  " + left);
  console.result(list.empty() ? "\nNo step is slow for its complexity." : "\nSlow for their complexity:");
  for (std::size_t i = 0; i < std::min(list.size(), kMostListed); ++i) console.result("  " + complexity_words(list[i]));
  if (list.size() > kMostListed) console.result(fmt::format("  … and {} more", list.size() - kMostListed));
}

void print(const Console& console, const RerunResult& result) {
  console.result("\n" + verdict_words(result));
  for (const std::string& sentence : method_words(result)) console.result("  " + sentence);
  if (result.warm.empty()) return;
  // At the pace of now, as the repetitions are.
  const auto pace = pace_of(result);
  console.result(fmt::format("  {:<26}{:>16}{:>12}{:>12}{:>12}{:>12}", "self time",
                             pace ? fmt::format("recorded × {:.2f}", *pace) : "recorded", "warm p50", "warm p95",
                             "cold p50", "cold p95"));
  for (const RerunStage& s : stages_of(result))
    console.result(fmt::format(
        "  {:<26}{:>16}{:>12}{:>12}{:>12}{:>12}", s.stage == Stage::kStep ? "unaccounted" : stage_title(s.stage),
        duration_words(static_cast<double>(s.recorded_ns) * pace.value_or(1.0)), duration_words(s.warm.p50),
        duration_words(s.warm.p95), duration_words(s.cold.p50), duration_words(s.cold.p95)));
}

Result<RerunResult> repeat(const RerunTask& task, Console& console) {
  RunControl control;
  const Interrupt interrupt(control);
  auto result = rerun_step(task, control, [&console](int done, int total) {
    console.progress("making the step again", static_cast<std::size_t>(done), static_cast<std::size_t>(total));
  });
  console.end_progress();
  return result;
}

ExitCode run(const Options& options) {
  Console console(options.common);
  const auto refuse = [&console](const Error& error, ExitCode code) {
    console.error(error);
    return code;
  };
  const bool of_store = options.run.starts_with("run:");
  const auto stored =
      ExplainedRun::open(options.run, of_store ? reading_store(options.store, console) : std::filesystem::path());
  if (!stored.ok()) return refuse(stored.error(), ExitCode::kBadInput);
  const ProfiledRun& profiled = stored.value().profile();
  const auto steps = chosen_steps(options.step, profiled);
  if (!steps.ok()) return refuse(steps.error(), profiled.own_steps().empty() ? ExitCode::kBadInput : ExitCode::kUsage);

  const CostModel model = cost_model_of(profiled.own_steps());
  const SlowStep slow = explain_own_step(profiled, model, longest_in(steps.value(), profiled));
  const auto range = steps.value().count() > 1 ? explain_range(profiled, model, steps.value()) : std::nullopt;
  const auto list = own_slow_for_their_complexity(profiled, model);
  if (range) print(console, *range, model);
  print(console, slow, model, list);
  if (const auto worked = slowest_working_own_step(profiled); slow.waited() && worked)
    console.result(fmt::format("\nThis step waited for the processor; the slowest that worked is --step {}.", *worked));
  nlohmann::ordered_json json{{"slow_step", slow_step_json(slow, model)}, {"cost_model", cost_model_json(model)}};
  if (range) json["slow_range"] = slow_range_json(*range, model);
  json["slow_for_their_complexity"] = nlohmann::ordered_json::array();
  for (const SlowForComplexity& s : list)
    json["slow_for_their_complexity"].push_back(
        {{"step", s.step}, {"wall_ns", s.wall_ns}, {"expected_ns", s.expected_ns}, {"z", s.z}, {"waiting", s.waiting}});

  ExitCode code = ExitCode::kDone;
  if (options.repetitions > 0) {
    MapCache maps;
    const auto task = stored.value().task(slow, options.data, options.repetitions, maps);
    if (!task.ok()) return refuse(task.error(), ExitCode::kBadInput);
    const auto result = repeat(task.value(), console);
    if (!result.ok()) return refuse(result.error(), ExitCode::kBadInput);
    print(console, result.value());
    json["rerun"] = rerun_json(result.value());
    if (!result.value().different.empty()) code = ExitCode::kBadInput;
  }
  console.result_json(json_text(json, 1));
  return code;
}

}  // namespace

Command add_explain_command(Parser& app) {
  constexpr int kMostRepetitions = 100'000;
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("explain", "Says why a step of a saved run is slow; makes it again to tell");
  parser->add_option("run", options->run, "run folder, or a run of the store as run:ID")->required();
  parser
      ->add_option(
          "--step", options->step,
          "\"slowest\" (the cold first one apart), a number, or a range (7-12): these against the others, and the "
          "longest of them")
      ->capture_default_str();
  parser->add_option("--rerun", options->repetitions, "make the step again so many times, cold and warm")
      ->check(in_range(0, kMostRepetitions));
  add_place_options(*parser, options->data);
  add_store_options(*parser, options->store, StoreUse::kReading);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
