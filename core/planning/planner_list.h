#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/planning/planner.h"
#include "core/planning/planner_parameters.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// What exists under an id. An oracle is told the recorded future; the manifest of its runs says so.
struct PlannerEntry {
  std::string id;           // "simple"
  std::string title;        // "SimplePlanner"
  std::string description;  // one sentence
  bool oracle{false};
  std::vector<PlannerParameter> parameters;
  // `log` is null unless oracle. An error names an unknown parameter or a value that is not a number.
  std::function<Result<std::unique_ptr<Planner>>(const PlannerParameters&, RecordedLog* log)> make;
};

// Every planner this program has, in the order to show them.
const std::vector<PlannerEntry>& planner_list();
const PlannerEntry* find_planner(std::string_view id);

}  // namespace stepscope
