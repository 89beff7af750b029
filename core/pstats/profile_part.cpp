#include "core/pstats/profile_part.h"

namespace stepscope {

namespace {

struct PartText {
  ProfilePart part;
  std::string_view title;
  std::string_view key;
  std::optional<Stage> stage;
  bool in_step{true};
};

constexpr std::array<PartText, kProfilePartCount> kTexts{{
    {ProfilePart::kDatabase, "database", "database", Stage::kDatabase},
    {ProfilePart::kMapIo, "map I/O", "map_io", Stage::kMapIo},
    {ProfilePart::kInputPreparation, "input preparation", "input_preparation", Stage::kInputPreparation},
    {ProfilePart::kPlanner, "planner", "planner", Stage::kPlanner},
    {ProfilePart::kFeatures, "features", "features", Stage::kFeatures},
    {ProfilePart::kInference, "inference", "inference", Stage::kInference},
    {ProfilePart::kPostprocess, "postprocess", "postprocess", Stage::kPostprocess},
    {ProfilePart::kPropagation, "propagation", "propagation", Stage::kPropagation},
    {ProfilePart::kController, "propagation: controller", "controller", Stage::kController},
    {ProfilePart::kObservation, "propagation: observation", "observation", Stage::kObservation},
    {ProfilePart::kHistoryUpdate, "propagation: history", "history", Stage::kHistoryUpdate},
    {ProfilePart::kPropagationTime, "propagation: time", "propagation_time", Stage::kPropagationTime},
    {ProfilePart::kPublish, "callbacks", "publish", Stage::kPublish},
    {ProfilePart::kCopies, "copies (deepcopy)", "copies", std::nullopt},
    {ProfilePart::kCollector, "garbage collector", "garbage_collector", std::nullopt},
    {ProfilePart::kLoop, "the loop itself", "loop", Stage::kStep},
    {ProfilePart::kRecording, "recording, at the end", "recording", Stage::kRecording, false},
    {ProfilePart::kMetrics, "metrics", "metrics", std::nullopt, false},
    {ProfilePart::kSetUp, "set-up", "set_up", std::nullopt, false},
    {ProfilePart::kUnaccounted, "unaccounted", "unaccounted", std::nullopt, false},
}};

constexpr bool texts_in_order() {
  for (std::size_t i = 0; i < kProfilePartCount; ++i)
    if (kTexts[i].part != static_cast<ProfilePart>(i)) return false;
  return true;
}
static_assert(texts_in_order());

}  // namespace

std::string_view part_title(ProfilePart part) { return kTexts[index_of(part)].title; }
std::string_view part_key(ProfilePart part) { return kTexts[index_of(part)].key; }
std::optional<Stage> stage_of(ProfilePart part) { return kTexts[index_of(part)].stage; }
bool in_step(ProfilePart part) { return kTexts[index_of(part)].in_step; }

}  // namespace stepscope
