#pragma once

#include <string>
#include <vector>

namespace stepscope {

// What moved the ego and the agents up to a step, and from where the stretch before it ended. Keys as in a manifest.
struct ForkStretch {
  int end{0};  // first step that it did not move
  std::string controller, tracker, agents;
  bool operator==(const ForkStretch&) const = default;
};

// Where a run comes from that went on from a step of another one (core/fork): the steps before that are not its own.
struct ForkOrigin {
  std::string parent;                // uuid of that run in its store; empty: it was not kept
  int step{0};                       // the first one of its own
  int planner_begins{0};             // since when its planner has been asked: `step`, or earlier if it was the parent's
  std::vector<std::string> changes;  // "planner: simple → idm"; empty: nothing was changed
  std::vector<ForkStretch> before;   // of the steps before `step`, in order; none of step 0
  bool operator==(const ForkOrigin&) const = default;
};

}  // namespace stepscope
