#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/probe/stage.h"

namespace stepscope {

// What the time of a Python profile went to: the stages of a step as Stepscope times them itself, and what the Python
// simulator does besides.
enum class ProfilePart : std::uint8_t {
  kDatabase,
  kMapIo,
  kInputPreparation,
  kPlanner,
  kFeatures,
  kInference,
  kPostprocess,
  kPropagation,
  kController,
  kObservation,
  kHistoryUpdate,
  kPropagationTime,
  kPublish,
  kCopies,       // deepcopy, wherever it is called
  kCollector,    // explicit calls of the garbage collector
  kLoop,         // what runs a step, between the parts above
  kRecording,    // the log: made and written once, at the end
  kMetrics,      // after the steps
  kSetUp,        // imports, configuration, scenarios, initialisation
  kUnaccounted,  // no function that is known called it
};
inline constexpr std::size_t kProfilePartCount = static_cast<std::size_t>(ProfilePart::kUnaccounted) + 1;
using PartTimes = std::array<double, kProfilePartCount>;  // seconds per part

inline std::size_t index_of(ProfilePart part) { return static_cast<std::size_t>(part); }

std::string_view part_title(ProfilePart part);  // for people
std::string_view part_key(ProfilePart part);    // for files; stable
// The stage of a Stepscope run with the same work, if there is one. kLoop is kStep's own time.
std::optional<Stage> stage_of(ProfilePart part);
// Whether it is paid in every step, not once a run.
bool in_step(ProfilePart part);

}  // namespace stepscope
