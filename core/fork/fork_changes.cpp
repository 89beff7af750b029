#include "core/fork/fork_changes.h"

#include <algorithm>

#include "core/planning/planner_list.h"

namespace stepscope {

namespace {

std::string change(std::string_view what, std::string_view from, std::string_view to) {
  return std::string(what) + ": " + std::string(from) + " → " + std::string(to);
}

// As given, else the planner's own.
std::string value_of(const RunRequest& request, const std::string& name) {
  if (const auto given = request.parameters.find(name); given != request.parameters.end()) return given->second;
  if (const PlannerEntry* planner = find_planner(request.planner))
    for (const PlannerParameter& parameter : planner->parameters)
      if (parameter.name == name) return parameter.default_value;
  return "its own value";
}

ControllerKind controller_of(const RunRequest& request) {
  return request.controller.value_or(default_controller(request.challenge));
}

std::vector<std::string> names_in(const RunRequest& a, const RunRequest& b) {
  std::vector<std::string> names;
  for (const RunRequest* request : {&a, &b})
    for (const auto& [name, value] : request->parameters) names.push_back(name);
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

}  // namespace

bool same_planner(const RunRequest& a, const RunRequest& b) {
  if (a.planner != b.planner) return false;
  return std::ranges::all_of(names_in(a, b),
                             [&](const std::string& name) { return value_of(a, name) == value_of(b, name); });
}

std::vector<std::string> changes_between(const RunRequest& before, const EngineProfile& profile_before,
                                         const RunRequest& after, const EngineProfile& profile_after) {
  std::vector<std::string> changes;
  const auto compare = [&](std::string_view what, std::string_view from, std::string_view to) {
    if (from != to) changes.push_back(change(what, from, to));
  };
  compare("planner", before.planner, after.planner);
  if (before.planner == after.planner) {
    for (const std::string& name : names_in(before, after))
      compare(name, value_of(before, name), value_of(after, name));
  } else {
    for (const auto& [name, value] : after.parameters) changes.push_back(name + ": " + value);
  }
  compare("controller", controller_key(controller_of(before)), controller_key(controller_of(after)));
  if (after.challenge == Challenge::kClosedLoopReactiveAgents)
    compare("agents", agents_key(before.agents), agents_key(after.agents));
  const auto then = switches_of(profile_before), now = switches_of(profile_after);
  for (std::size_t i = 0; i < then.size(); ++i) compare(then[i].key, then[i].value, now[i].value);
  return changes;
}

}  // namespace stepscope
