#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/pairing/output_tolerance.h"

namespace stepscope {

// The greatest of some differences, and the step where it was.
struct Greatest {
  double value{0.0};
  int step{-1};  // −1: there was none above 0
  bool operator==(const Greatest&) const = default;
};

struct MotionDifference {
  Greatest position_m;   // distance
  Greatest heading_rad;  // 0 … π
  Greatest speed_mps;    // length of the difference of the velocities
  bool operator==(const MotionDifference&) const = default;
};

// Of a step, in the order in which they come about.
enum class OutputPart : std::uint8_t { kEgo, kObjects, kPlan };
inline constexpr std::size_t kOutputParts = 3;
std::string_view output_part_title(OutputPart part);  // "ego"

// Where two runs part.
struct Departure {
  int step{0};
  OutputPart part{OutputPart::kEgo};
  std::string what;        // "0.31 m apart", "81 states against 80"
  bool same_input{false};  // what the planner had seen up to here was equal to the last bit
  bool operator==(const Departure&) const = default;
};

// Pixels that differ where both ways draw the same moments.
struct RasterDifference {
  double share{0.0};        // of all pixels of all channels and steps
  double worst_share{0.0};  // of a step's pixels
  int worst_step{-1};
  bool operator==(const RasterDifference&) const = default;
};

// What two runs of one scenario did differently.
struct OutputDifference {
  int steps_a{0}, steps_b{0};
  std::array<MotionDifference, kOutputParts> parts;           // by OutputPart
  std::optional<Departure> inexact;                           // the first step that is not equal to the last bit
  std::array<std::optional<Departure>, kOutputParts> beyond;  // the first beyond the tolerance, by OutputPart
  std::optional<double> score_a, score_b;                     // final scores, where both have one
  std::optional<RasterDifference> rasters;                    // none: no rasters, or drawn by the same code
  bool operator==(const OutputDifference&) const = default;

  const MotionDifference& of(OutputPart part) const { return parts[static_cast<std::size_t>(part)]; }
  // The earliest of `beyond`; null: none.
  const Departure* first_beyond() const;
  bool equal() const;  // to the last bit, with scores and rasters
};

enum class OutputVerdict : std::uint8_t {
  kEqual,            // to the last bit
  kWithinTolerance,  // of what was promised
  kVoid,             // beyond it: a difference of times means nothing
  kNotPromised,      // other planners, which may do other things
};
std::string_view output_verdict_key(OutputVerdict verdict);  // "within-tolerance": for files

OutputVerdict judge(const OutputDifference& difference, const PairPromise& promise);

}  // namespace stepscope
