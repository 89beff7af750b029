#pragma once

#include <optional>
#include <span>

#include "core/world/step_frame.h"

namespace stepscope {

// How far two runs of one scenario are apart at the same step.
struct DriveDifference {
  int step{0};
  double ego_m{0.0};        // between the egos' centres
  double heading_rad{0.0};  // between their headings, 0 … π
  double speed_mps{0.0};    // B's speed less A's
  double plan_m{0.0};       // largest distance between the plans at the same moment, as long as both plan
  double agents_m{0.0};     // largest distance between the same object in both
  int agents_moved{0};      // objects more than a centimetre apart
  int agents_unmatched{0};  // objects that only one of them has
  bool operator==(const DriveDifference&) const = default;
};

// Objects are matched by their track. Both frames have plans; an empty plan gives no distance.
DriveDifference difference_of(const StepFrame& a, const StepFrame& b);

// From where on two drives are called apart: well above what rounding and the tolerances of engine profiles do, well
// below what a passenger notices.
struct DivergenceLimits {
  double ego_m{0.1};
  double heading_rad{0.02};
  double speed_mps{0.1};
  bool operator==(const DivergenceLimits&) const = default;
};

enum class DivergenceCause { kPosition, kHeading, kSpeed };
struct Divergence {
  int step{0};
  DivergenceCause cause{DivergenceCause::kPosition};  // the first of them that is beyond its limit
  DriveDifference difference;
};

// What of a difference is beyond its limit; a limit of 0 asks for equality to the bit.
std::optional<DivergenceCause> beyond(const DriveDifference& difference, const DivergenceLimits& limits);
// The first of the differences, which are in order of steps, that is beyond a limit.
std::optional<Divergence> first_divergence(std::span<const DriveDifference> differences,
                                           const DivergenceLimits& limits);

}  // namespace stepscope
