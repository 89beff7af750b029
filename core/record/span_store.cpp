#include "core/record/span_store.h"

namespace stepscope {

namespace {
constexpr std::size_t kUsualSpansPerStep = 16;
}

SpanStore::SpanStore(std::size_t steps, std::size_t spans_per_step, StepSink* next)
    : tape_(std::make_shared<SpanTape>(steps, spans_per_step > 0 ? spans_per_step : kUsualSpansPerStep)),
      shared_(tape_),
      next_(next) {}

void SpanStore::on_step(const FramePtr& frame, std::span<const SpanRecord> spans) {
  tape_->append(spans);
  if (next_ != nullptr) next_->on_step(frame, spans);
}

}  // namespace stepscope
