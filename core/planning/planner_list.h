#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/planning/planner.h"
#include "core/planning/planner_means.h"
#include "core/planning/planner_parameters.h"

namespace stepscope {

// What exists under an id. An oracle is told the recorded future; the manifest of its runs says so.
struct PlannerEntry {
  std::string id;           // "simple"
  std::string title;        // "SimplePlanner"
  std::string description;  // one sentence
  bool oracle{false};
  std::vector<PlannerParameter> parameters;
  // An error names an unknown parameter or a value that is not a number, or says that an oracle was given no log.
  std::function<Result<std::unique_ptr<Planner>>(const PlannerParameters&, const PlannerMeans&)> make;
  // File of the model that these parameters choose; an empty path: a model without a file. None: asks no model.
  std::function<Result<std::filesystem::path>(const PlannerParameters&)> model_file{};
};

// Every planner this program has, in the order to show them.
const std::vector<PlannerEntry>& planner_list();
const PlannerEntry* find_planner(std::string_view id);
// The id of the planner with this title, by which users name it; the title if there is none.
std::string_view planner_id(std::string_view title);

}  // namespace stepscope
