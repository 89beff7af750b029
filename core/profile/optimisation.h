#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/profile/engine_profile.h"

namespace stepscope {

// The four parts of the list of optimisations, in its order: three of the twelve each.
enum class OptimisationPhase : std::uint8_t { kQuickWins, kMedium, kRefactor, kAdvanced };
inline constexpr std::array<OptimisationPhase, 4> kPhases{OptimisationPhase::kQuickWins, OptimisationPhase::kMedium,
                                                          OptimisationPhase::kRefactor, OptimisationPhase::kAdvanced};
std::string_view phase_key(OptimisationPhase phase);    // "quick-wins"
std::string_view phase_title(OptimisationPhase phase);  // "quick wins"

// Whom an optimisation can help.
enum class OptimisationNeeds : std::uint8_t {
  kNothing,  // every run
  kRasters,  // planners that see rasters
  kNetwork,  // planners that ask a network
  kCuda,     // the same, where LibTorch and the machine have a graphics card
};

// What switching it on may do to trajectories.
enum class OutputPromise : std::uint8_t { kBitEqual, kWithinTolerance };

// One of the twelve optimisations that a profile of the reference simulator proposed, with what it was expected to
// save.
struct Optimisation {
  int number{0};             // 1 … 12, in the order of that list
  std::string_view title;    // "traffic lights cached"
  double estimated_ms{0.0};  // saving per step that was estimated there; never measured
  std::string_view key;      // its switch
  std::string_view off, on;  // value in baseline, value with the optimisation
  OptimisationNeeds needs{OptimisationNeeds::kNothing};
  OutputPromise promise{OutputPromise::kBitEqual};

  OptimisationPhase phase() const { return static_cast<OptimisationPhase>((number - 1) / 3); }
};

// All twelve, by number.
std::span<const Optimisation> optimisations();

// The profile with one of them switched on or off; its name stays.
EngineProfile with(EngineProfile profile, const Optimisation& optimisation);
EngineProfile without(EngineProfile profile, const Optimisation& optimisation);
// Baseline with everything up to the end of a phase switched on, named after it; without the graphics card, which is
// not everywhere.
EngineProfile phase_profile(OptimisationPhase phase);

}  // namespace stepscope
