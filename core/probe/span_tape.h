#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <span>

#include "core/probe/span.h"

namespace stepscope {

// The spans of every step of a run. One thread appends; any thread may read the steps that steps() counts meanwhile.
// Memory comes in chunks that never move, so that recording a step copies its spans and, now and then, takes a chunk.
class SpanTape {
 public:
  // Room for `expected_steps` × `expected_spans` is taken at once.
  explicit SpanTape(std::size_t expected_steps, std::size_t expected_spans = 0);

  // Appending thread. Beyond kMaxSteps steps or kMaxSpans spans it keeps nothing and counts what it lost.
  void append(std::span<const SpanRecord> spans);

  std::size_t steps() const { return steps_.load(std::memory_order_acquire); }
  std::int64_t steps_not_kept() const { return not_kept_.load(std::memory_order_relaxed); }
  // The first is the step itself. step < steps().
  std::span<const SpanRecord> of_step(std::size_t step) const;

 private:
  struct Place {
    const SpanRecord* first;
    std::size_t count;
  };
  static constexpr std::size_t kSpansPerChunk = 1 << 14;
  static constexpr std::size_t kStepsPerChunk = 1 << 10;
  static constexpr std::size_t kChunks = 1 << 12;

  SpanRecord* room_for(std::size_t count);
  void add_span_chunk();

  std::array<std::unique_ptr<SpanRecord[]>, kChunks> spans_;
  std::array<std::unique_ptr<Place[]>, kChunks> places_;
  std::size_t chunk_{0}, used_{0}, chunks_{0};  // where the next span goes; chunks there are
  std::atomic<std::size_t> steps_{0};
  std::atomic<std::int64_t> not_kept_{0};

 public:
  static constexpr std::size_t kMaxSteps = kStepsPerChunk * kChunks;
  static constexpr std::size_t kMaxSpans = kSpansPerChunk * kChunks;
};

}  // namespace stepscope
