#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "core/assembly/assembled_run.h"

namespace stepscope {

inline constexpr std::size_t kFewestInLockstep = 2, kMostInLockstep = 4;

// A run that takes turns with others. Borrowed.
struct LockstepRun {
  AssembledRun& run;
  StepSink* sink{nullptr};
};

// Which of `runs` runs goes first at step k: the order turns round from step to step (A B, B A, A B …), so that neither
// always finds the processor's caches as the other left them.
std::vector<std::size_t> order_at(int k, std::size_t runs);

// Makes two to four runs on the calling thread, step k of each before step k + 1 of any: `control` is asked once per
// round of steps. One that ends or fails does not stop the others. Each run's frames are those of the run alone; its
// times are not (the others use the same processor's caches): measuring is for runs by themselves.
//
// `after_round`, if given, is called on the same thread when all that go on have made a step.
//
// One outcome per run. An error, before anything has begun: too few or too many, or not the same place (same_place).
Result<std::vector<RunOutcome>> run_in_lockstep(std::span<const LockstepRun> runs, RunControl& control,
                                                const std::function<void()>& after_round = {});

}  // namespace stepscope
