#include "core/pstats/stage_rules.h"

#include <gtest/gtest.h>

#include "tests/core/pstats/marshal_text.h"

namespace stepscope {
namespace {

TEST(StageRules, FilesAndFolders) {
  EXPECT_TRUE(file_fits("/site/nuplan/planning/simulation/simulation.py", "simulation.py"));
  EXPECT_TRUE(file_fits("simulation.py", "simulation.py")) << "folders stripped";
  EXPECT_FALSE(file_fits("/site/run_simulation.py", "simulation.py")) << "another file that ends alike";
  EXPECT_TRUE(file_fits("/site/torch/jit/_trace.py", "torch/jit/"));
  EXPECT_TRUE(file_fits("torch/jit/_trace.py", "torch/jit/"));
  EXPECT_FALSE(file_fits("/site/mytorch/jit/_trace.py", "torch/jit/")) << "the end of another folder's name";
  EXPECT_TRUE(file_fits("~", "~"));
  EXPECT_FALSE(file_fits("~", "*")) << "built-in functions have no file";
}

TEST(StageRules, FunctionsOfTheReference) {
  const std::string root = "/home/<user>/nuplan/";
  const struct {
    std::string file, name;
    std::optional<ProfilePart> part;
    std::string why;
  } kCases[] = {
      {"planning/simulation/simulation.py", "get_planner_input", ProfilePart::kInputPreparation, ""},
      {"planning/simulation/simulation.py", "propagate", ProfilePart::kPropagation, ""},
      {"planning/simulation/simulation.py", "initialize", ProfilePart::kSetUp, "once, before the first step"},
      {"planning/simulation/simulation.py", "is_simulation_running", {}, "works for its caller"},
      {"planning/simulation/runner/simulations_runner.py", "run", ProfilePart::kLoop, ""},
      {"planning/simulation/planner/simple_planner.py", "compute_planner_trajectory", ProfilePart::kPlanner, ""},
      {"planning/simulation/planner/ml_planner/ml_planner.py", "_infer_model", ProfilePart::kInference, ""},
      {"planning/simulation/planner/ml_planner/transform_utils.py", "_get_fixed_timesteps", ProfilePart::kPostprocess,
       ""},
      {"planning/training/preprocessing/features/raster_utils.py", "get_roadmap_raster", ProfilePart::kFeatures, ""},
      {"planning/simulation/controller/two_stage_controller.py", "update_state", ProfilePart::kController, ""},
      {"planning/simulation/controller/tracker/lqr.py", "track_trajectory", ProfilePart::kController, ""},
      {"planning/simulation/controller/motion_model/kinematic_bicycle.py",
       "propagate_state",
       {},
       "planners call it too"},
      {"planning/simulation/observation/idm/idm_policy.py",
       "solve_forward_euler_idm_policy",
       {},
       "planners call it too"},
      {"planning/simulation/observation/tracks_observation.py", "update_observation", ProfilePart::kObservation, ""},
      {"planning/simulation/history/simulation_history_buffer.py", "append", ProfilePart::kHistoryUpdate, ""},
      {"database/nuplan_db/query_session.py", "execute_many", ProfilePart::kDatabase, ""},
      {"database/nuplan_db/nuplan_scenario_queries.py", "get_images_from_lidar_tokens", ProfilePart::kDatabase, ""},
      {"database/nuplan_db_orm/lidar_pc.py", "tracked_objects", ProfilePart::kDatabase, "the older layer"},
      {"database/maps_db/gpkg_mapsdb.py", "load_vector_layer", ProfilePart::kMapIo, "a map, though below database/"},
      {"planning/simulation/callback/simulation_log_callback.py", "on_simulation_end", ProfilePart::kRecording, ""},
      {"planning/simulation/callback/metric_callback.py", "on_simulation_end", ProfilePart::kMetrics, ""},
      {"planning/simulation/callback/multi_callback.py", "on_step_end", ProfilePart::kPublish, ""},
      {"planning/script/run_simulation.py", "main", ProfilePart::kSetUp, ""},
      {"planning/simulation/planner/simple_planner.py", "<module>", ProfilePart::kSetUp, "imports are no planning"},
      {"planning/simulation/planner/simple_planner.py", "<genexpr>", {}, "belongs to what it stands in"},
      {"common/geometry/convert.py", "absolute_to_relative_poses", {}, "works for its caller"},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(part_of(test::function(root + c.file, 1, c.name, 1, 0, 0)), c.part) << c.file << " " << c.name << c.why;
}

TEST(StageRules, BuiltInFunctionsAndLibraries) {
  const struct {
    std::string file, name;
    std::optional<ProfilePart> part;
  } kCases[] = {
      {"~", "<method 'execute' of 'sqlite3.Cursor' objects>", ProfilePart::kDatabase},
      {"~", "<built-in method _sqlite3.connect>", ProfilePart::kDatabase},
      {"~", "<method 'compress' of '_lzma.LZMACompressor' objects>", ProfilePart::kRecording},
      {"~", "<built-in method _pickle.dumps>", ProfilePart::kRecording},
      {"~", "<built-in method gc.collect>", ProfilePart::kCollector},
      {"~", "<built-in method builtins.len>", {}},
      {"/lib/python3.9/copy.py", "deepcopy", ProfilePart::kCopies},
      {"/lib/python3.9/lzma.py", "write", ProfilePart::kRecording},
      {"/site/torch/nn/modules/module.py", "_call_impl", ProfilePart::kInference},
      {"/site/pyogrio/raw.py", "read", ProfilePart::kMapIo},
      {"/site/sqlalchemy/orm/strategies.py", "_emit_lazyload", ProfilePart::kDatabase},
      {"C:\\site\\sqlalchemy\\orm\\query.py", "all", ProfilePart::kDatabase},
      {"<frozen importlib._bootstrap>", "_find_and_load", ProfilePart::kSetUp},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(part_of(test::function(c.file, 1, c.name, 1, 0, 0)), c.part) << c.file << " " << c.name;
}

TEST(StageRules, NoRuleIsHiddenByAnother) {
  const auto rules = stage_rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(rules[i].file == rules[j].file && rules[i].function == rules[j].function) << rules[i].file;
}

}  // namespace
}  // namespace stepscope
