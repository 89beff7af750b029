#pragma once

#include <memory>

#include "core/probe/span_tape.h"
#include "core/simulation/step_sink.h"

namespace stepscope {

// Keeps the spans of every step of a run on a tape, which others may read meanwhile. Hands each step on to another
// sink, if there is one.
class SpanStore final : public StepSink {
 public:
  explicit SpanStore(std::size_t steps, std::size_t spans_per_step = 0, StepSink* next = nullptr);

  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override;

  const std::shared_ptr<const SpanTape>& tape() const { return shared_; }

 private:
  std::shared_ptr<SpanTape> tape_;
  std::shared_ptr<const SpanTape> shared_;
  StepSink* next_;
};

}  // namespace stepscope
