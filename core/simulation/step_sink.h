#pragma once

#include <span>

#include "core/probe/span.h"
#include "core/world/step_frame.h"

namespace stepscope {

// Receives every finished step on the simulation thread, after its time was taken. What it does is not part of the
// step's time, but it delays the next step: hand over and return.
class StepSink {
 public:
  virtual ~StepSink() = default;
  // `spans` are valid during the call.
  virtual void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) = 0;
};

}  // namespace stepscope
