#include "core/pstats/stage_rules.h"

#include <algorithm>
#include <string>

namespace stepscope {

namespace {

using Part = ProfilePart;

constexpr StageRule kRules[] = {
    // Code of a module itself runs once, when it is imported.
    {"*", "<module>", Part::kSetUp},

    // Built-in functions come without a file.
    {"~", "*sqlite3*", Part::kDatabase},
    {"~", "*pyogrio*", Part::kMapIo},
    {"~", "*fiona*", Part::kMapIo},
    {"~", "*lzma*", Part::kRecording},
    {"~", "*_pickle.dump*", Part::kRecording},
    {"~", "*_pickle.Pickler*", Part::kRecording},
    {"~", "*msgpack*", Part::kRecording},
    {"~", "*gc.collect*", Part::kCollector},
    {"~", "*deepcopy*", Part::kCopies},

    // The step, called by the runner in this order.
    {"simulation.py", "get_planner_input", Part::kInputPreparation},
    {"simulation.py", "propagate", Part::kPropagation},
    {"simulation.py", "initialize", Part::kSetUp},
    {"simulation.py", "reset", Part::kSetUp},
    {"simulations_runner.py", "_initialize", Part::kSetUp},
    {"simulations_runner.py", "*", Part::kLoop},

    // What propagation consists of. Functions that planners call, too (motion model, IDM policy), are not named: they
    // work for whoever calls them.
    {"simulation_history_buffer.py", "initialize_from_scenario", Part::kSetUp},
    {"simulation_history_buffer.py", "append", Part::kHistoryUpdate},
    {"simulation_history_buffer.py", "extend", Part::kHistoryUpdate},
    {"simulation_history.py", "add_sample", Part::kHistoryUpdate},
    {"simulation/simulation_time_controller/", "next_iteration", Part::kPropagationTime},
    {"step_simulation_time_controller.py", "next_iteration", Part::kPropagationTime},
    {"simulation/controller/", "update_state", Part::kController},
    {"simulation/controller/", "get_state", Part::kController},
    {"simulation/controller/tracker/", "*", Part::kController},
    {"simulation/observation/", "update_observation", Part::kObservation},
    {"simulation/observation/", "get_observation", Part::kObservation},
    {"simulation/observation/", "propagate_agents", Part::kObservation},
    {"simulation/observation/", "initialize", Part::kSetUp},
    {"idm_agents_builder.py", "*", Part::kObservation},

    // Features and network of the raster and vector planners.
    {"ml_planner.py", "_infer_model", Part::kInference},
    {"training/modeling/", "get_features_from_simulation", Part::kFeatures},
    {"training/modeling/", "*", Part::kInference},
    {"torch/nn/modules/module.py", "*", Part::kInference},
    {"torch/jit/", "*", Part::kInference},
    {"training/preprocessing/", "*", Part::kFeatures},
    {"ml_planner/transform_utils.py", "*", Part::kPostprocess},
    {"model_loader.py", "build_features", Part::kFeatures},
    {"model_loader.py", "_initialize", Part::kSetUp},

    // Planners.
    {"simulation/planner/", "initialize", Part::kSetUp},
    {"simulation/planner/", "__init__", Part::kSetUp},
    {"simulation/planner/", "*", Part::kPlanner},
    {"tuplan_garage/", "initialize", Part::kSetUp},
    {"tuplan_garage/", "*", Part::kPlanner},
    {"*", "compute_planner_trajectory", Part::kPlanner},
    {"*", "compute_trajectory", Part::kPlanner},

    // Data: the raw-SQL layer, the older layer of SQLAlchemy, maps.
    {"query_session.py", "*", Part::kDatabase},
    {"nuplan_scenario_queries.py", "*", Part::kDatabase},
    {"nuplan_lidarpc_queries.py", "*", Part::kDatabase},
    {"database/maps_db/", "*", Part::kMapIo},
    {"nuplan_map/nuplan_map.py", "_load_vector_map_layer", Part::kMapIo},
    {"nuplan_map/nuplan_map.py", "_get_vector_map_layer", Part::kMapIo},
    {"pyogrio/", "*", Part::kMapIo},
    {"fiona/", "*", Part::kMapIo},
    {"geopandas/io/", "*", Part::kMapIo},
    {"pyproj/", "*", Part::kMapIo},
    {"nuplan/database/", "*", Part::kDatabase},
    {"sqlalchemy/", "*", Part::kDatabase},
    {"sqlite3/", "*", Part::kDatabase},

    // Recording, callbacks, metrics.
    {"simulation_log_callback.py", "*", Part::kRecording},
    {"serialization_callback.py", "*", Part::kRecording},
    {"simulation_log.py", "*", Part::kRecording},
    {"lzma.py", "*", Part::kRecording},
    {"_compression.py", "*", Part::kRecording},
    {"msgpack/", "*", Part::kRecording},
    {"metric_callback.py", "*", Part::kMetrics},
    {"simulation/main_callback/", "*", Part::kMetrics},
    {"planning/metrics/", "*", Part::kMetrics},
    {"simulation/callback/", "*", Part::kPublish},

    {"copy.py", "*", Part::kCopies},

    // Before the first step.
    {"planning/script/", "*", Part::kSetUp},
    {"run_simulation.py", "*", Part::kSetUp},
    {"scenario_builder/", "__init__", Part::kSetUp},
    {"nuplan_scenario_builder.py", "*", Part::kSetUp},
    {"nuplan_scenario_filter_utils.py", "*", Part::kSetUp},
    {"hydra/", "*", Part::kSetUp},
    {"omegaconf/", "*", Part::kSetUp},
    {"importlib/", "*", Part::kSetUp},
    {"<frozen importlib._bootstrap>", "*", Part::kSetUp},
    {"<frozen importlib._bootstrap_external>", "*", Part::kSetUp},
};

bool name_fits(std::string_view name, std::string_view pattern) {
  if (pattern == "*") return true;
  if (pattern.size() > 2 && pattern.front() == '*' && pattern.back() == '*')
    return name.find(pattern.substr(1, pattern.size() - 2)) != std::string_view::npos;
  return name == pattern;
}

}  // namespace

std::span<const StageRule> stage_rules() { return kRules; }

bool file_fits(std::string_view path, std::string_view file) {
  if (file == "*") return path != "~";
  if (file == "~") return path == "~";
  if (file.ends_with('/')) {
    const std::size_t at = path.find(file);
    // "torch/jit/" is a folder of that name, not the end of one ("mytorch/jit/").
    for (std::size_t place = at; place != std::string_view::npos; place = path.find(file, place + 1))
      if (place == 0 || path[place - 1] == '/') return true;
    return false;
  }
  if (!path.ends_with(file)) return false;
  return path.size() == file.size() || path[path.size() - file.size() - 1] == '/';
}

bool stands_in_another(const ProfiledFunction& function) {
  constexpr std::string_view kNames[] = {"<genexpr>", "<listcomp>", "<dictcomp>", "<setcomp>", "<lambda>"};
  return std::find(std::begin(kNames), std::end(kNames), function.name) != std::end(kNames);
}

std::optional<ProfilePart> part_of(const ProfiledFunction& function) {
  if (stands_in_another(function)) return std::nullopt;
  std::string path = function.file;
  std::replace(path.begin(), path.end(), '\\', '/');
  for (const StageRule& rule : kRules)
    if (name_fits(function.name, rule.function) && file_fits(path, rule.file)) return rule.part;
  return std::nullopt;
}

}  // namespace stepscope
