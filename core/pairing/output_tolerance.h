#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/pairing/arm.h"

namespace stepscope {

// By how much the outputs of two runs may differ before a difference of their times means nothing.
struct OutputTolerance {
  double position_m{0.0};  // of egos, of plans' states, of objects
  double heading_rad{0.0};
  double speed_mps{0.0};
  double score{0.0};         // of the final scores
  double raster_share{0.0};  // of the pixels that a network sees
  // What asks for it, one sentence per switch: "inference: fused sums in another order". Empty: bit-equal.
  std::vector<std::string> reasons;
  bool operator==(const OutputTolerance&) const = default;

  bool exact() const { return reasons.empty(); }
};

// What was promised about the outputs of two arms.
struct PairPromise {
  enum class Kind : std::uint8_t {
    kEqual,            // the same request, and switches that change no bit
    kWithinTolerance,  // the same request, and a switch that changes numbers
    kNone,             // another planner, challenge, controller or parameter: they may do what they like
  };
  Kind kind{Kind::kEqual};
  OutputTolerance tolerance;
};

// Nothing is promised; the tolerance says from where on the two drives are called apart.
PairPromise no_promise();

// The tolerances are stated in docs/comparison.md with what they come from. Several switches: the loosest of each.
// Switches of networks count only for planners that ask one, the tracker's only for controllers that have one.
PairPromise promise_of(const Arm& a, const Arm& b);

}  // namespace stepscope
