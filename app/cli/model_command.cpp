#include <memory>

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/model_text.h"
#include "app/cli/one_scenario.h"
#include "app/cli/request_options.h"
#include "core/assembly/planner_choice.h"
#include "core/files/json_text.h"
#include "core/planning/raster/raster_planner_entry.h"
#include "core/record/file_hash.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  RequestOptions request{.planners = {"ml-raster"}, .challenges = {"closed-loop-nonreactive-agents"}};
  bool deviation{false};
  DataOptions data;
  SelectionOptions selection;
};

// Loads the model as it is, to see whether it keeps its contract.
Result<ModelReport> look_at(const RunRequest& request, const EngineProfile& profile) {
  PlannerMeans means = planner_means(profile);
  means.network.mode = InferenceMode::kFloat32;
  auto parts = raster_planner_parts(request.parameters, means);
  if (!parts.ok()) return parts.error();
  ModelReport report{.model = parts.value().model, .sha256 = {}, .library = {}, .problem = {}};
  if (!report.model.file.empty()) {
    auto hash = sha256_of_file(report.model.file);
    if (!hash.ok()) return hash.error();
    report.sha256 = std::move(hash).value();
  }
  if (const auto library = learning_library(); library.ok()) report.library = library.value()->facts();
  const auto network = parts.value().make_network(report.model.contract.contract.shape(), means.network, {});
  if (network.ok())
    report.model.network = network.value()->facts();
  else
    report.problem = network.error().text();
  return report;
}

Result<std::vector<ModeDeviation>> deviations(const Options& options, const RunRequest& request,
                                              const EngineProfile& profile, const LearningFacts& library,
                                              RunControl& control, Console& console) {
  const auto scenario = load_one(options.data, options.selection, console);
  if (!scenario.ok()) return scenario.error();
  std::vector<InferenceMode> modes;
  for (const ModeAvailability& mode : library.modes)
    if (mode.available) modes.push_back(mode.mode);
  std::size_t done = 0;
  console.progress("measuring", done, modes.size());
  auto measured = mode_deviations(request, profile, scenario.value(), modes, control,
                                  [&](const ModeDeviation&) { console.progress("measuring", ++done, modes.size()); });
  console.end_progress();
  return measured;
}

ExitCode fail(Console& console, const Error& error, ExitCode code) {
  console.error(error);
  return code;
}

ExitCode run(const Options& options) {
  Console console(options.common);
  RunControl control;
  const Interrupt interrupt(control);
  const auto requests = requests_of(options.request);
  if (!requests.ok()) return fail(console, requests.error(), refusal_code(requests.error()));
  const auto profile = profile_of(options.request);
  if (!profile.ok()) return fail(console, profile.error(), ExitCode::kUsage);
  const RunRequest& request = requests.value().front();
  const auto report = look_at(request, profile.value());
  if (!report.ok()) return fail(console, report.error(), refusal_code(report.error()));
  console.result(model_text(report.value()));
  nlohmann::ordered_json json = model_json(report.value());
  ExitCode code = ExitCode::kDone;
  if (!report.value().problem.empty()) {
    code = fail(console, make_error(report.value().problem), ExitCode::kBadInput);
  } else if (options.deviation) {
    const auto modes = deviations(options, request, profile.value(), *report.value().library, control, console);
    if (interrupt.happened()) return ExitCode::kInterrupted;
    if (!modes.ok()) return fail(console, modes.error(), refusal_code(modes.error()));
    console.result(deviation_table(modes.value()));
    json["deviation"] = deviation_json(modes.value());
  }
  console.result_json(json_text(json, 1));
  return code;
}

}  // namespace

Command add_model_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("model", "Shows what a model promises, and what its faster forms change");
  parser
      ->add_option("model", options->request.model,
                   "TorchScript file, model that comes with the program, or resnet50-random")
      ->required();
  Option* deviation = parser->add_flag("--deviation", options->deviation,
                                       "drive --scenario with every form of the network and compare with float32");
  parser->add_option("--set", options->request.switches, "one switch of the profile as name=value; several allowed");
  add_data_options(*parser, options->data);
  parser->add_option("--scenario", options->selection.tokens, "token of the scenario's anchor frame, 16 hex digits")
      ->expected(1)
      ->needs(deviation);
  add_cut_options(*parser, options->selection);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
