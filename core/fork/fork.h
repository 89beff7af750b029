#pragma once

#include <memory>
#include <string>

#include "core/assembly/assembled_run.h"
#include "core/fork/fork_parent.h"

namespace stepscope {

// From which step on what is asked for. The challenge is that of the run forked from.
struct ForkWish {
  int step{0};
  RunRequest request;
  EngineProfile profile;
};

// Whether a run can go on like that, without making it: an error names what cannot be: a step that the run has not
// reached, another challenge, a planner or parameter that there is not.
Status check_fork(const ForkParent& parent, const ForkWish& wish);

// What the run needs in order to begin at that step. Errors as of check_fork().
//
// The steps before it are gone through again with their stored plans (core/simulation/replay.h), moved by the
// controllers and rules of then. A planner that is the parent's, with the same parameters, is asked along since it
// first was, so that it goes on with what it remembers; another one begins at the step, with the history as it is
// there.
Result<RunFork> plan_fork(const ForkParent& parent, const ForkWish& wish);

// What makes a run that is a fork itself again, from its own frames; null: it is none, or has not come to its step.
std::shared_ptr<const RunFork> own_fork(const ForkParent& run);

// Assembles the run and goes through the steps before its own, on the calling thread. An error of the replay names the
// first step that does not come about again and why. `control`, if stopped, ends it.
Result<std::unique_ptr<AssembledRun>> begin_fork(const ForkParent& parent, const ForkWish& wish,
                                                 const RunControl* control = nullptr);

}  // namespace stepscope
