#include "core/probe/stage.h"

namespace stepscope {

namespace {

struct StageText {
  Stage stage;
  std::string_view title;
  std::string_view key;
  StageGroup group;
};

constexpr std::array<StageText, kStageCount> kTexts{{
    {Stage::kStep, "step", "unaccounted", StageGroup::kUnaccounted},
    {Stage::kInputPreparation, "input preparation", "input_preparation", StageGroup::kInputPreparation},
    {Stage::kInputTime, "input: time", "input_time", StageGroup::kInputPreparation},
    {Stage::kInputLights, "input: traffic lights", "input_traffic_lights", StageGroup::kInputPreparation},
    {Stage::kInputHistory, "input: history view", "input_history", StageGroup::kInputPreparation},
    {Stage::kPlanner, "planner", "planner", StageGroup::kPlanner},
    {Stage::kFeatures, "features", "features", StageGroup::kFeatures},
    {Stage::kInference, "inference", "inference", StageGroup::kInference},
    {Stage::kPostprocess, "postprocess", "postprocess", StageGroup::kPlanner},
    {Stage::kPropagation, "propagation", "propagation", StageGroup::kPropagation},
    {Stage::kController, "propagation: controller", "controller", StageGroup::kPropagation},
    {Stage::kObservation, "propagation: observation", "observation", StageGroup::kPropagation},
    {Stage::kHistoryUpdate, "propagation: history", "history", StageGroup::kPropagation},
    {Stage::kPropagationTime, "propagation: time", "propagation_time", StageGroup::kPropagation},
    {Stage::kRecording, "recording", "recording", StageGroup::kRecording},
    {Stage::kPublish, "publish", "publish", StageGroup::kPublish},
    {Stage::kDatabase, "database", "database", StageGroup::kDatabase},
    {Stage::kMapIo, "map I/O", "map_io", StageGroup::kDatabase},
    {Stage::kFeatureMap, "features: map", "features_map", StageGroup::kFeatures},
    {Stage::kFeatureAgents, "features: agents", "features_agents", StageGroup::kFeatures},
    {Stage::kFeatureEgo, "features: ego", "features_ego", StageGroup::kFeatures},
    {Stage::kFeatureBaselines, "features: baseline paths", "features_baseline_paths", StageGroup::kFeatures},
    {Stage::kFeatureCoordinates, "features: layer coordinates", "features_coordinates", StageGroup::kFeatures},
}};

constexpr bool texts_in_order() {
  for (std::size_t i = 0; i < kStageCount; ++i)
    if (kTexts[i].stage != static_cast<Stage>(i)) return false;
  return true;
}
static_assert(texts_in_order());

constexpr std::array<std::string_view, kStageGroupCount> kGroupTitles{"database",  "input preparation", "features",
                                                                      "inference", "planner",           "propagation",
                                                                      "recording", "publish",           "unaccounted"};

const StageText& text_of(Stage stage) { return kTexts[static_cast<std::size_t>(stage)]; }

}  // namespace

std::string_view stage_title(Stage stage) { return text_of(stage).title; }
std::string_view stage_key(Stage stage) { return text_of(stage).key; }
std::string_view group_title(StageGroup group) { return kGroupTitles[static_cast<std::size_t>(group)]; }
StageGroup group_of(Stage stage) { return text_of(stage).group; }

}  // namespace stepscope
