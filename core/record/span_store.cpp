#include "core/record/span_store.h"

namespace stepscope {

namespace {
constexpr std::size_t kUsualSpansPerStep = 16;
}

SpanStore::SpanStore(std::size_t steps, std::size_t expected_spans, StepSink* next) : next_(next) {
  begins_.reserve(steps);
  spans_.reserve(expected_spans > 0 ? expected_spans : steps * kUsualSpansPerStep);
}

void SpanStore::on_step(const FramePtr& frame, std::span<const SpanRecord> spans) {
  begins_.push_back(spans_.size());
  spans_.insert(spans_.end(), spans.begin(), spans.end());
  if (next_ != nullptr) next_->on_step(frame, spans);
}

std::span<const SpanRecord> SpanStore::of_step(std::size_t step) const {
  const std::size_t end = step + 1 < begins_.size() ? begins_[step + 1] : spans_.size();
  return std::span(spans_).subspan(begins_[step], end - begins_[step]);
}

}  // namespace stepscope
