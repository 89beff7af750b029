#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/probe/span_tape.h"
#include "core/simulation/step_sink.h"
#include "core/world/step_frame.h"

namespace stepscope {

// The beginning of a run that goes on from a step of another one: what happened there.
struct ReplayedSteps {
  std::vector<FramePtr> frames;             // steps 0 … n−1 of the other run, in order
  FramePtr next{};                          // its step n, for what was known then; null: it made none
  std::shared_ptr<const SpanTape> spans{};  // of the same run; null, or too few steps: not known
  // The first step before which the planner of the run that goes on is initialised, 0 … n. It is asked at every step
  // from there on, but before step n it is the other run's plan that is driven.
  int planner_begins{0};
};

// The other run while its steps are gone through again. Controller and observation do what they did then, driven by the
// stored plans, so that whatever they keep from step to step is as it was; that they do is checked.
class StepReplay {
 public:
  explicit StepReplay(ReplayedSteps steps) : steps_(std::move(steps)) {}

  int steps() const { return static_cast<int>(steps_.frames.size()); }
  int planner_begins() const { return steps_.planner_begins; }
  // Of step k < steps().
  const StepFrame& frame(int k) const { return *steps_.frames[static_cast<std::size_t>(k)]; }

  // Whether time, ego and objects are those of step k ≤ steps(), bit by bit, as far as that is known. An error says
  // what differs first.
  Status check(int k, SimTime time, const EgoState& ego, std::span<const TrackedObject> objects) const;
  // Takes down that the planner planned something else at step k than the other run did.
  void saw_other_plan(int k) {
    if (other_plan_ < 0) other_plan_ = k;
  }
  int first_other_plan() const { return other_plan_; }  // −1: there was none

  // Hands the steps to a sink as the other run's: with its spans, moved so that they end at `now_ns`.
  void hand_over(const std::vector<FramePtr>& frames, std::int64_t now_ns, StepSink& sink) const;

 private:
  ReplayedSteps steps_;
  int other_plan_{-1};
};

}  // namespace stepscope
