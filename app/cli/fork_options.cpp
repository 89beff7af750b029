#include "app/cli/fork_options.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/cli/request_options.h"
#include "core/fork/collision_step.h"
#include "core/planning/planner_list.h"

namespace stepscope::cli {

namespace {

Error option_error(std::string option, std::string reason) {
  return {.file = {}, .place = std::move(option), .field = {}, .reason = std::move(reason)};
}

Status set_parameters(const ForkOptions& options, RunRequest& request) {
  const PlannerEntry* entry = find_planner(request.planner);
  if (entry == nullptr) return {};  // the fork says so
  for (const std::string& text : options.parameters) {
    auto assignment = split_assignment("--param", text);
    if (!assignment.ok()) return assignment.error();
    const auto& [name, value] = assignment.value();
    if (std::ranges::find(entry->parameters, name, &PlannerParameter::name) == entry->parameters.end())
      return Error{
          .file = {}, .place = "planner " + request.planner, .field = name, .reason = "there is no such parameter"};
    request.parameters.insert_or_assign(name, value);
  }
  if (options.model.empty()) return {};
  if (!entry->model_file)
    return option_error("--model", "planner " + request.planner + " asks no model; ml-raster does");
  request.parameters.insert_or_assign("model", model_text(options.model));
  return {};
}

Status set_keys(const ForkOptions& options, RunRequest& request) {
  if (!options.challenge.empty()) {
    const auto challenge = challenge_from_key(options.challenge);
    if (!challenge.ok()) return challenge.error();
    request.challenge = challenge.value();
  }
  if (!options.controller.empty()) {
    const auto controller = controller_from_key(options.controller);
    if (!controller.ok()) return controller.error();
    request.controller = controller.value();
  }
  if (options.agents.empty()) return {};
  const auto agents = agents_from_key(options.agents);
  if (!agents.ok()) return agents.error();
  if (request.challenge != Challenge::kClosedLoopReactiveAgents)
    return option_error("--agents", "agents of this run do not react: its challenge is " +
                                        std::string(challenge_key(request.challenge)));
  request.agents = agents.value();
  return {};
}

Result<EngineProfile> profile_after(const ForkOptions& options, const EngineProfile& before) {
  EngineProfile profile = before;
  if (!options.profile.empty()) {
    RequestOptions asked;
    asked.profile = options.profile;
    auto named = profile_of(asked);
    if (!named.ok()) return named.error();
    profile = std::move(named).value();
  }
  const std::string name = profile.name;
  for (const std::string& text : options.switches) {
    auto assignment = split_assignment("--set", text);
    if (!assignment.ok()) return assignment.error();
    if (Status set = set_switch(profile, assignment.value().first, assignment.value().second); !set.ok())
      return set.error();
    profile.name = name.ends_with(" with changes") ? name : name + " with changes";
  }
  return profile;
}

constexpr const char* kBeforeCollision = "--before-collision";
constexpr const char* kOneStep = "step";  // its value where none is given

Result<int> step_of(const ForkOptions& options, const ForkParent& parent, const std::optional<Scorecard>& score) {
  if (!options.at.empty()) return options.at.front();
  if (options.before_collision.empty() && !options.last_chance)
    return option_error("fork", "say from where: --at K, --before-collision or --last-chance");
  std::optional<double> seconds;
  const std::string option = options.last_chance ? "--last-chance" : kBeforeCollision;
  if (const std::string& text = options.before_collision; !options.last_chance && text != kOneStep) {
    double value = 0.0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !(value > 0.0) || !std::isfinite(value))
      return option_error(kBeforeCollision, "\"" + text + "\" is no positive number of seconds");
    seconds = value;
  }
  auto step = step_before_collision(parent, score, seconds);
  if (step.ok()) return step;
  Error error = step.error();
  error.place = option + ": " + error.place;
  return error;
}

}  // namespace

void add_fork_options(Parser& parser, ForkOptions& options) {
  Option* at =
      parser.add_option("--at", options.at, "step to go on from: the first one that is made anew")->expected(1);
  Option* before =
      parser
          .add_option(kBeforeCollision, options.before_collision,
                      "go on from the step before the first collision that the ego is at fault of, or so many seconds "
                      "before it")
          ->expected(0, 1)
          ->without_value(kOneStep)
          ->excludes(at);
  parser
      .add_flag("--last-chance", options.last_chance,
                "go on from the last step before that collision from which the new run has none: tried one by one, "
                "backwards, with a whole run each")
      ->excludes(at)
      ->excludes(before);
  parser.add_option("--planner", options.planner, "another planner from there on");
  parser.add_option("--param", options.parameters, "planner parameter as name=value; several allowed");
  parser.add_option("--model", options.model, "of ml-raster: TorchScript file, or model that comes with the program");
  parser.add_option("--controller", options.controller, "log-playback, perfect-tracking, lqr, ilqr");
  parser.add_option("--agents", options.agents, "reference, fixed: rules of reactive agents");
  parser.add_option("--profile", options.profile, "another engine profile");
  parser.add_option("--set", options.switches, "one switch of the profile as name=value; several allowed");
  parser.add_option("--challenge", options.challenge, "that of the run: another one is refused");
}

Result<ForkWish> wish_of(const ForkOptions& options, const ForkParent& parent, const std::optional<Scorecard>& score) {
  const auto step = step_of(options, parent, score);
  if (!step.ok()) return step.error();
  ForkWish wish{.step = step.value(), .request = parent.request, .profile = {}};
  if (!options.planner.empty() && options.planner != parent.request.planner) {
    wish.request.planner = options.planner;
    wish.request.parameters.clear();
  }
  if (Status set = set_parameters(options, wish.request); !set.ok()) return set.error();
  if (Status set = set_keys(options, wish.request); !set.ok()) return set.error();
  auto profile = profile_after(options, parent.profile);
  if (!profile.ok()) return profile.error();
  wish.profile = std::move(profile).value();
  if (Status possible = check_fork(parent, wish); !possible.ok()) return possible.error();
  return wish;
}

}  // namespace stepscope::cli
