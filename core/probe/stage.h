#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stepscope {

// What a stretch of time inside a step was spent on. The tree of a step:
//   step → input preparation {time, traffic lights, history view}
//        · planner {features {map, agents, ego, baseline paths, layer coordinates}, inference, postprocess, planner's
//        own = self time} · propagation {controller, observation, history, time} · recording {…} · publish
// database and map I/O appear wherever they happen.
enum class Stage : std::uint8_t {
  kStep,
  kInputPreparation,
  kInputTime,
  kInputLights,
  kInputHistory,
  kPlanner,
  kFeatures,
  kInference,
  kPostprocess,
  kPropagation,
  kController,
  kObservation,
  kHistoryUpdate,
  kPropagationTime,
  kRecording,
  kPublish,
  kDatabase,
  kMapIo,
  kFeatureMap,
  kFeatureAgents,
  kFeatureEgo,
  kFeatureBaselines,
  kFeatureCoordinates,
};
inline constexpr std::size_t kStageCount = static_cast<std::size_t>(Stage::kFeatureCoordinates) + 1;

// "input preparation": for people.
std::string_view stage_title(Stage stage);
// "input_preparation": for files; stable.
std::string_view stage_key(Stage stage);

// The coarse groups the charts are stacked by, bottom to top. Every stage belongs to exactly one.
enum class StageGroup : std::uint8_t {
  kDatabase,
  kInputPreparation,
  kFeatures,
  kInference,
  kPlanner,
  kPropagation,
  kRecording,
  kPublish,
  kUnaccounted,
};
inline constexpr std::size_t kStageGroupCount = static_cast<std::size_t>(StageGroup::kUnaccounted) + 1;
std::string_view group_title(StageGroup group);
StageGroup group_of(Stage stage);  // kStep's own self time is what nothing else covers: kUnaccounted

using StageTimes = std::array<std::int64_t, kStageCount>;       // ns per stage
using GroupTimes = std::array<std::int64_t, kStageGroupCount>;  // ns per group

}  // namespace stepscope
