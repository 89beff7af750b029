#pragma once

#include <span>
#include <vector>

#include "core/world/step_frame.h"

namespace stepscope::ui {

// Where the ego has been in the frames shown so far. Frames may come in any order (a user scrubs) and with gaps (some
// were never shown); a frame that contradicts what is known of its step belongs to another run and starts a new trail.
class EgoTrail {
 public:
  struct Sample {
    int step{0};
    SimTime time;
    Point2 place;  // rear axle, map frame
  };

  void clear() { samples_.clear(); }
  void add(const StepFrame& frame);
  // The samples before `step` that are at most `seconds` older than it, oldest first.
  std::span<const Sample> before(int step, SimTime time, double seconds) const;

 private:
  std::vector<Sample> samples_;  // ascending by step
};

}  // namespace stepscope::ui
