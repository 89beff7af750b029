#pragma once

#include <cstdint>

#include "core/probe/allocations.h"
#include "core/simulation/step_sink.h"

namespace stepscope::test {

// Counts what a sink allocates on the simulation thread.
class AllocationCount final : public StepSink {
 public:
  explicit AllocationCount(StepSink& sink) : sink_(sink) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override {
    const std::int64_t before = thread_allocations();
    sink_.on_step(frame, spans);
    allocations_ += thread_allocations() - before;
  }
  std::int64_t allocations() const { return allocations_; }

 private:
  StepSink& sink_;
  std::int64_t allocations_{0};
};

}  // namespace stepscope::test
