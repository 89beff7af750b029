#include "core/simulation/run_tape.h"

#include <utility>

namespace stepscope {

std::shared_ptr<RunTape> RunTape::create(std::size_t steps, std::size_t trajectory_states,
                                         std::shared_ptr<const void> keep_alive) {
  const std::shared_ptr<RunTape> tape(new RunTape);
  tape->frames_.resize(steps);
  for (StepFrame& frame : tape->frames_) frame.trajectory.reserve(trajectory_states);
  tape->keep_alive_ = std::move(keep_alive);
  return tape;
}

}  // namespace stepscope
