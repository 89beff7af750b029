#include "app/cli/request_options.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/planning/planner_list.h"
#include "core/profile/profile_file.h"

namespace stepscope::cli {

namespace {

Error option_error(std::string option, std::string reason) {
  return {.file = {}, .place = std::move(option), .field = {}, .reason = std::move(reason)};
}

bool holds(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Status no_repeats(const std::string& option, const std::vector<std::string>& values) {
  for (const std::string& value : values)
    if (std::count(values.begin(), values.end(), value) > 1)
      return option_error(option, "\"" + value + "\" is given twice");
  return {};
}

using Parameters = std::map<std::string, std::map<std::string, std::string>>;  // by planner

// For every planner that asks a model.
Status add_model(const RequestOptions& options, Parameters& parameters) {
  if (options.model.empty()) return {};
  bool asked = false;
  for (const std::string& planner : options.planners) {
    const PlannerEntry* entry = find_planner(planner);
    if (entry == nullptr || !entry->model_file) continue;
    asked = true;
    if (!parameters[planner].emplace("model", model_text(options.model)).second)
      return option_error("--model", "the model is given by --param, too");
  }
  return asked ? Status() : option_error("--model", "none of these planners asks a model; ml-raster does");
}

Result<Parameters> parameters_of(const RequestOptions& options) {
  Parameters out;
  for (const std::string& text : options.parameters) {
    auto assignment = split_assignment("--param", text);
    if (!assignment.ok()) return assignment.error();
    auto [name, value] = std::move(assignment).value();
    std::string planner;
    if (const std::size_t dot = name.find('.'); dot != std::string::npos) {
      planner = name.substr(0, dot);
      name = name.substr(dot + 1);
      if (!holds(options.planners, planner))
        return option_error("--param", "\"" + text + "\" is for planner \"" + planner + "\", which does not run");
    } else if (options.planners.size() == 1) {
      planner = options.planners.front();
    } else {
      return option_error("--param", "\"" + text + "\" does not say which planner it is for: write " +
                                         options.planners.front() + "." + text);
    }
    out[planner].insert_or_assign(name, value);
  }
  if (Status added = add_model(options, out); !added.ok()) return added.error();
  return out;
}

// Parameters of an oracle are checked only when it is made, and that takes a log.
Status check_names(const RunRequest& request) {
  const PlannerEntry* entry = find_planner(request.planner);
  if (entry == nullptr) return {};  // AssembledRun::check says so
  for (const auto& [name, value] : request.parameters)
    if (std::ranges::find(entry->parameters, name, &PlannerParameter::name) == entry->parameters.end())
      return Error{
          .file = {}, .place = "planner " + request.planner, .field = name, .reason = "there is no such parameter"};
  return {};
}

std::string planner_ids() {
  std::string ids;
  for (const PlannerEntry& entry : planner_list()) ids += (ids.empty() ? "" : ", ") + entry.id;
  return ids;
}

}  // namespace

Result<std::pair<std::string, std::string>> split_assignment(const std::string& option, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return option_error(option, "\"" + text + "\" is not name=value");
  return std::pair{text.substr(0, equals), text.substr(equals + 1)};
}

std::string model_text(const std::string& text) {
  std::error_code code;
  return std::filesystem::is_regular_file(text, code) ? std::filesystem::absolute(text, code).string() : text;
}

void add_driver_options(Parser& parser, RequestOptions& options, Requests requests) {
  Option* planner = parser.add_option("--planner", options.planners, planner_ids())->capture_default_str();
  Option* challenge = parser
                          .add_option("--challenge", options.challenges,
                                      "open-loop-boxes, closed-loop-nonreactive-agents, closed-loop-reactive-agents")
                          ->capture_default_str();
  for (Option* option : {planner, challenge}) {
    if (requests == Requests::kSeveral) {
      option->delimiter(',');
    } else {
      option->expected(1);
    }
  }
  parser.add_option("--param", options.parameters,
                    "planner parameter as name=value or planner.name=value; several allowed");
  parser.add_option("--model", options.model,
                    "of ml-raster: TorchScript file, model that comes with the program, or resnet50-random");
  parser.add_option("--controller", options.controller,
                    "log-playback, perfect-tracking, lqr, ilqr: instead of the challenge's");
  parser
      .add_option("--agents", options.agents,
                  "reference, fixed: reactive agents with the reference's faults, or without")
      ->capture_default_str();
}

void add_request_options(Parser& parser, RequestOptions& options, Requests requests) {
  add_driver_options(parser, options, requests);
  parser.add_option("--profile", options.profile, "fast, baseline, quick-wins, medium, refactor, advanced, or a file")
      ->capture_default_str();
  parser.add_option("--set", options.switches, "one switch of the profile as name=value; several allowed");
}

Result<std::vector<RunRequest>> requests_of(const RequestOptions& options) {
  if (Status once = no_repeats("--planner", options.planners); !once.ok()) return once.error();
  if (Status once = no_repeats("--challenge", options.challenges); !once.ok()) return once.error();
  auto parameters = parameters_of(options);
  if (!parameters.ok()) return parameters.error();
  RunRequest request;
  if (!options.controller.empty()) {
    auto controller = controller_from_key(options.controller);
    if (!controller.ok()) return controller.error();
    request.controller = controller.value();
  }
  auto agents = agents_from_key(options.agents);
  if (!agents.ok()) return agents.error();
  request.agents = agents.value();
  std::vector<RunRequest> out;
  for (const std::string& planner : options.planners) {
    for (const std::string& key : options.challenges) {
      auto challenge = challenge_from_key(key);
      if (!challenge.ok()) return challenge.error();
      request.planner = planner;
      request.challenge = challenge.value();
      request.parameters = parameters.value()[planner];
      if (Status known = check_names(request); !known.ok()) return known.error();
      if (Status possible = AssembledRun::check(request); !possible.ok()) return possible.error();
      out.push_back(request);
    }
  }
  return out;
}

Result<EngineProfile> profile_of(const RequestOptions& options) {
  auto named = profile_called(options.profile);
  if (!named.ok()) return named.error();
  const EngineProfile asked = std::move(named).value();
  EngineProfile profile = asked;
  for (const std::string& text : options.switches) {
    auto assignment = split_assignment("--set", text);
    if (!assignment.ok()) return assignment.error();
    if (Status status = set_switch(profile, assignment.value().first, assignment.value().second); !status.ok())
      return status.error();
  }
  if (profile != asked) {
    const std::string known = name_of_switches(profile);
    profile.name = known.empty() ? profile.name + " with changes" : known;
  }
  return profile;
}

}  // namespace stepscope::cli
