#include "core/probe/span_tape.h"

#include <algorithm>
#include <cassert>

namespace stepscope {

SpanTape::SpanTape(std::size_t expected_steps, std::size_t expected_spans) {
  const std::size_t steps = std::min(expected_steps, kMaxSteps);
  for (std::size_t i = 0; i * kStepsPerChunk < steps; ++i) places_[i] = std::make_unique<Place[]>(kStepsPerChunk);
  const std::size_t spans = std::min(steps * expected_spans, kMaxSpans);
  while (chunks_ * kSpansPerChunk < spans) add_span_chunk();
}

void SpanTape::add_span_chunk() { spans_[chunks_++] = std::make_unique<SpanRecord[]>(kSpansPerChunk); }

// The spans of a step lie together: what is left of a chunk that is too small for them stays empty.
SpanRecord* SpanTape::room_for(std::size_t count) {
  if (count > kSpansPerChunk) return nullptr;
  if (used_ + count > kSpansPerChunk) {
    if (chunk_ + 1 == kChunks) return nullptr;
    ++chunk_;
    used_ = 0;
  }
  if (chunk_ == chunks_) add_span_chunk();
  SpanRecord* first = &spans_[chunk_][used_];
  used_ += count;
  return first;
}

void SpanTape::append(std::span<const SpanRecord> spans) {
  const std::size_t step = steps_.load(std::memory_order_relaxed);
  SpanRecord* first = step < kMaxSteps ? room_for(spans.size()) : nullptr;
  if (first == nullptr) {
    not_kept_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  std::copy(spans.begin(), spans.end(), first);
  auto& places = places_[step / kStepsPerChunk];
  if (!places) places = std::make_unique<Place[]>(kStepsPerChunk);
  places[step % kStepsPerChunk] = {.first = first, .count = spans.size()};
  steps_.store(step + 1, std::memory_order_release);
}

std::span<const SpanRecord> SpanTape::of_step(std::size_t step) const {
  assert(step < steps());
  const Place& place = places_[step / kStepsPerChunk][step % kStepsPerChunk];
  return {place.first, place.count};
}

}  // namespace stepscope
