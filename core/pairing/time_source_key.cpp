#include "core/pairing/time_source_key.h"

namespace stepscope {

namespace {
constexpr std::string_view kSelf = ".self";
}

std::string time_source_key(TimeSource source) {
  if (source.stage == Stage::kStep) return source.kind == TimeKind::kTotal ? "step" : "unaccounted";
  std::string key(stage_key(source.stage));
  if (source.kind == TimeKind::kSelf) key += kSelf;
  return key;
}

std::optional<TimeSource> time_source_from_key(std::string_view key) {
  for (std::size_t s = 0; s < kStageCount; ++s) {
    for (const TimeKind kind : {TimeKind::kTotal, TimeKind::kSelf}) {
      const TimeSource source{.stage = static_cast<Stage>(s), .kind = kind};
      if (time_source_key(source) == key) return source;
    }
  }
  return std::nullopt;
}

std::string time_source_choices() {
  std::string keys = "step, unaccounted";
  for (std::size_t s = 1; s < kStageCount; ++s) keys += ", " + std::string(stage_key(static_cast<Stage>(s)));
  return keys + "; each with .self for the time without its children";
}

}  // namespace stepscope
