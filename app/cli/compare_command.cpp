#include <memory>

#include "app/cli/command.h"
#include "app/cli/compare_ways.h"
#include "core/files/writable.h"

namespace stepscope::cli {

namespace {

ExitCode refuse(const Console& console, const Error& error) {
  console.error(error);
  return refusal_code(error);
}

// Asked before hours of measuring, not after.
Status results_can_be_kept(const CompareOptions& options) {
  if (!options.save_baseline.empty())
    if (Status file = file_is_writable(options.save_baseline); !file.ok()) return file;
  return options.out.empty() ? Status{} : folder_is_writable(options.out);
}

ExitCode compare(const CompareOptions& options) {
  const Console console(options.common);
  auto gates = gates_of(options);
  if (!gates.ok()) return refuse(console, gates.error());
  if (!options.runs.empty()) {
    if (!options.measuring_option.empty())
      return refuse(console, {.file = {},
                              .place = options.measuring_option,
                              .field = {},
                              .reason = "is about measuring anew; stored runs are compared as they are"});
    return compare_stored_runs(options, gates.value());
  }
  if (Status numbers = check_numbers(options); !numbers.ok()) return refuse(console, numbers.error());
  if (Status free = results_can_be_kept(options); !free.ok()) {
    console.error(free.error());
    return ExitCode::kBadInput;
  }
  const auto arms = arms_of(options);
  if (!arms.ok()) return refuse(console, arms.error());
  if (arms.value().alone) return compare_with_kept(options, arms.value().a, gates.value());
  return compare_measured(options, arms.value(), gates.value());
}

void add_way_options(Parser& parser, CompareOptions& options) {
  const std::string group = "Ways (A, then B)";
  const auto add = [&](const char* name, auto& target, const char* words) {
    return parser.add_option(name, target, words)->allow_extra_args(false)->group(group);
  };
  add("--planner", options.planners, "planner of both, or of A and of B")->delimiter(',');
  add("--profile", options.profiles, "profile of both, or of A and of B: a name or a file")->delimiter(',');
  add("--set", options.switches, "one switch of both as name=value; several allowed");
  add("--set-b", options.switches_b, "one more switch, of B alone");
  add("--param", options.parameters, "planner parameter of both as name=value or planner.name=value");
  add("--param-b", options.parameters_b, "one more parameter, of B alone");
  add("--model", options.model, "of ml-raster: file or name of a model, of both");
  add("--model-b", options.model_b, "the model of B");
  add("--handicap", options.handicap,
      "share of every step that B wastes on purpose (0.03: 3 %), to see what can be found here");
  add("--challenge", options.challenge, "open-loop-boxes, closed-loop-nonreactive-agents, closed-loop-reactive-agents")
      ->capture_default_str();
  add("--controller", options.controller, "log-playback, perfect-tracking, lqr, ilqr: instead of the challenge's");
  add("--agents", options.agents, "reference, fixed")->capture_default_str();
}

void add_measurement_options(Parser& parser, CompareOptions& options) {
  const std::string group = "Measurement";
  parser
      .add_option(
          "--pairs", options.pairs,
          "pairs of runs per scenario, fixed beforehand; 6 at least. A pair is two runs, of A against itself, too")
      ->check(whole_number())
      ->capture_default_str()
      ->group(group);
  parser
      .add_option(
          "--floor", options.same_pairs,
          "pairs of A against itself per scenario, beyond which faster and slower are said; unless given half of "
          "--pairs, 6 at least; 0: none")
      ->check(whole_number())
      ->group(group);
  parser.add_option("--seed", options.seed, "of the order of the runs")
      ->check(whole_number())
      ->capture_default_str()
      ->group(group);
  parser.add_option("--delta", options.delta, "differences up to this share do not matter")
      ->capture_default_str()
      ->group(group);
  parser
      .add_option("--time", options.time,
                  "what the verdict is about: total, or processor (of the simulation thread; for busy machines)")
      ->check(one_of({"total", "processor"}))
      ->capture_default_str()
      ->group(group);
  parser.add_flag("--write-logs", options.log, "every run writes its simulation log, which counts into its total")
      ->group(group);
}

}  // namespace

Command add_compare_command(Parser& app) {
  const auto options = std::make_shared<CompareOptions>();
  Parser* parser = app.add_subcommand("compare", "Compares two ways by runs in turn, or stored runs; gates for CI");
  parser->add_option(
      "runs", options->runs,
      "two to four stored runs: numbers of the store (7 or run:7) or run folders; a fork alone is compared with "
      "the run that it went on from");
  add_way_options(*parser, *options);
  add_measurement_options(*parser, *options);
  add_data_options(*parser, options->data);
  add_selection_options(*parser, options->selection, Choice::kRun);
  add_store_options(*parser, options->store, StoreUse::kReading);
  parser
      ->add_option("--gate", options->gates,
                   "condition such as \"total<=1.05\", \"p99(step)<=100ms\", \"score>=0.9\"; several allowed")
      ->allow_extra_args(false);
  parser->add_option("--baseline", options->baseline, "compare with runs that --save-baseline kept, not in turn");
  parser->add_option("--save-baseline", options->save_baseline, "keep the runs of one way in this file");
  parser->add_option("--out", options->out, "folder for comparison.json, .md and .html");
  add_common_options(*parser, options->common);
  return {parser, [options, parser] {
            for (const char* name :
                 {"--planner",  "--profile", "--set",      "--set-b",     "--param",      "--param-b",
                  "--model",    "--model-b", "--handicap", "--challenge", "--controller", "--agents",
                  "--pairs",    "--floor",   "--seed",     "--delta",     "--write-logs", "--time",
                  "--scenario", "--type",    "--all",      "--limit",     "--baseline",   "--save-baseline"})
              if (parser->count(name) > 0 && options->measuring_option.empty()) options->measuring_option = name;
            return compare(*options);
          }};
}

}  // namespace stepscope::cli
