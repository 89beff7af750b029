#include "core/assembly/switch_use.h"

#include <algorithm>

#include "core/planning/planner_list.h"
#include "core/profile/optimisation.h"

namespace stepscope {

namespace {

bool needs_network(std::string_view key) {
  const auto found = std::ranges::find(optimisations(), key, &Optimisation::key);
  return key == "inference-threads" || (found != optimisations().end() && found->needs != OptimisationNeeds::kNothing);
}

bool looks_along_paths(std::string_view planner) { return planner == "idm" || planner == "pdm-closed"; }

}  // namespace

bool tracks_plan(const RunRequest& request) {
  const ControllerKind kind = request.controller.value_or(default_controller(request.challenge));
  return kind == ControllerKind::kLqr || kind == ControllerKind::kIlqr;
}

bool asks_network(const RunRequest& request) {
  const PlannerEntry* planner = find_planner(request.planner);
  return planner != nullptr && planner->model_file;
}

std::string why_no_effect(std::string_view key, const RunRequest& request) {
  if (find_planner(request.planner) == nullptr) return {};
  if (needs_network(key) && !asks_network(request)) return "not used by this planner";
  const bool reactive = request.challenge == Challenge::kClosedLoopReactiveAgents;
  if (key == "tracker" && !tracks_plan(request)) return "no tracker follows the plan under this controller";
  if (key == "neighbours" && !reactive) return "there are no reactive agents";
  if (key == "corridors" && !reactive && !looks_along_paths(request.planner))
    return "neither planner nor agents look along a path";
  return {};
}

}  // namespace stepscope
