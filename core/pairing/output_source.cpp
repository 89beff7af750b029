#include "core/pairing/output_source.h"

namespace stepscope {

OutputStep output_of(const StepFrame& frame) {
  return {.time = frame.time, .ego = &frame.ego, .objects = frame.objects, .plan = &frame.trajectory};
}

RunOutput output_of(const RunTape& tape) {
  RunOutput out;
  out.reserve(tape.size());
  for (std::size_t k = 0; k < tape.size(); ++k) out.push_back(output_of(*tape.frame(k)));
  return out;
}

RunOutput output_of(std::span<const FramePtr> frames) {
  RunOutput out;
  out.reserve(frames.size());
  for (const FramePtr& frame : frames) out.push_back(output_of(*frame));
  return out;
}

RunOutput output_of(std::span<const LoggedFrame> frames) {
  RunOutput out;
  out.reserve(frames.size());
  for (const LoggedFrame& frame : frames)
    out.push_back({.time = frame.ego.time, .ego = &frame.ego, .objects = frame.objects, .plan = &frame.plan});
  return out;
}

}  // namespace stepscope
