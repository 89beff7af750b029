#pragma once

#include <span>
#include <vector>

#include "core/simulation/step_sink.h"

namespace stepscope {

// Keeps the spans of every step of a run, for the trace. Room for `expected_spans` is taken at once, so that recording
// a run of the expected size allocates nothing. Hands each step on to another sink, if there is one.
class SpanStore final : public StepSink {
 public:
  explicit SpanStore(std::size_t steps, std::size_t expected_spans = 0, StepSink* next = nullptr);

  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override;

  std::size_t steps() const { return begins_.size(); }
  std::span<const SpanRecord> of_step(std::size_t step) const;

 private:
  std::vector<SpanRecord> spans_;
  std::vector<std::size_t> begins_;  // first span of each step
  StepSink* next_;
};

}  // namespace stepscope
