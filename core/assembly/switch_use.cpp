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

bool tracks(ControllerKind controller) {
  return controller == ControllerKind::kLqr || controller == ControllerKind::kIlqr;
}

bool looks_along_paths(std::string_view planner) { return planner == "idm" || planner == "pdm-closed"; }

}  // namespace

std::string why_no_effect(std::string_view key, const RunRequest& request) {
  const PlannerEntry* planner = find_planner(request.planner);
  if (planner == nullptr) return {};
  if (needs_network(key) && !planner->model_file) return "not used by this planner";
  const bool reactive = request.challenge == Challenge::kClosedLoopReactiveAgents;
  if (key == "tracker" && !tracks(request.controller.value_or(default_controller(request.challenge))))
    return "no tracker follows the plan under this controller";
  if (key == "neighbours" && !reactive) return "there are no reactive agents";
  if (key == "corridors" && !reactive && !looks_along_paths(request.planner))
    return "neither planner nor agents look along a path";
  return {};
}

}  // namespace stepscope
