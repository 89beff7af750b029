#pragma once

#include <span>
#include <vector>

#include "core/record/simulation_log_reader.h"
#include "core/simulation/run_tape.h"
#include "core/world/step_frame.h"

namespace stepscope {

// What a run did at a step, wherever it is kept. Borrows everything.
struct OutputStep {
  SimTime time;
  const EgoState* ego{nullptr};
  std::span<const TrackedObject> objects;
  const Trajectory* plan{nullptr};
};

OutputStep output_of(const StepFrame& frame);

// Every finished step of a run. Valid as long as what it was made of.
using RunOutput = std::vector<OutputStep>;
RunOutput output_of(const RunTape& tape);
RunOutput output_of(std::span<const FramePtr> frames);
RunOutput output_of(std::span<const LoggedFrame> frames);

}  // namespace stepscope
