#pragma once

#include "core/planning/planner.h"

namespace stepscope::test {

// What a planner is given at one moment: an ego, no objects, no lights.
class OneMoment {
 public:
  explicit OneMoment(const EgoState& ego, int iteration = 0) : history_(1), iteration_(iteration) {
    history_.append({.ego = ego, .objects = {}});
  }
  PlannerInput input() const {
    return {.iteration = iteration_, .time = history_.newest().ego.time, .history = history_, .lights = {}};
  }

 private:
  HistoryBuffer history_;
  int iteration_;
};

}  // namespace stepscope::test
