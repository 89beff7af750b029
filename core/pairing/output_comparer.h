#pragma once

#include "core/pairing/output_difference.h"
#include "core/pairing/output_source.h"

namespace stepscope {

// Compares two runs of one scenario step by step, while they go on or afterwards.
//
// Egos: rear axle. Objects: by track, box centre. Plans: state by state where both have the same times, otherwise at
// A's times within B's plan. Beyond any tolerance are steps at other times and objects that only one run has; beyond
// an exact one are plans with other times, too.
class OutputComparer {
 public:
  explicit OutputComparer(OutputTolerance tolerance = {}) : tolerance_(std::move(tolerance)) {}

  // Step k of both, k = 0, 1, …
  void add(const OutputStep& a, const OutputStep& b);
  const OutputDifference& difference() const { return difference_; }

 private:
  void note(OutputPart part, bool equal, bool beyond, std::string what);
  void compare_motion(OutputPart part, const MotionDifference& step);
  void compare_egos(const OutputStep& a, const OutputStep& b);
  void compare_objects(std::span<const TrackedObject> a, std::span<const TrackedObject> b);
  void compare_plans(const Trajectory& a, const Trajectory& b);
  std::string beyond_words(const MotionDifference& step) const;

  OutputTolerance tolerance_;
  OutputDifference difference_;
  int step_{0};
  bool same_input_{true};
};

// Two whole runs; where one ends earlier the lengths tell it. Without scores and rasters.
OutputDifference output_difference(const RunOutput& a, const RunOutput& b, const OutputTolerance& tolerance = {});

}  // namespace stepscope
