#pragma once

#include <cstdint>
#include <vector>

#include "core/base/clock.h"
#include "core/probe/stage.h"
#include "core/probe/step_timing.h"

namespace stepscope {

// One stretch of time inside a step.
struct SpanRecord {
  Stage stage{Stage::kStep};
  std::uint8_t lane{0};      // thread: 0 = the simulation's own
  std::int16_t parent{-1};   // index of the enclosing span of the same step, −1 for the step itself
  std::int32_t detail{-1};   // what the stage was busy with, in the stage's own numbering; −1: not known
  std::int64_t begin_ns{0};  // of the clock
  std::int64_t end_ns{0};
};

// Times the steps of one thread. begin_step() … end_step() brackets a step; ScopedSpan anywhere below it on the same
// thread adds a child to the innermost open span. Memory is taken at construction; recording a span allocates nothing.
// A step with more than `spans_per_step` spans keeps exact times, but not the records beyond that number.
class StepProbe {
 public:
  explicit StepProbe(const Clock& clock, std::size_t spans_per_step = 256);
  ~StepProbe();
  StepProbe(const StepProbe&) = delete;
  StepProbe& operator=(const StepProbe&) = delete;

  // Makes this probe the calling thread's current one until end_step(). `step`: its number, for whoever keeps records.
  void begin_step(int step = -1);
  int step() const { return step_; }
  // Closes the step. What it cost stays readable until the next begin_step().
  const StepTiming& end_step();
  // Leaves a step that an exception ended, whatever is still open. Its times are lost.
  void abandon_step();

  // The records of the last finished step, in order of their begin; the first is the step itself.
  const std::vector<SpanRecord>& spans() const { return records_; }
  std::int64_t spans_not_kept() const { return not_kept_; }

  void open(Stage stage);
  void close();
  // Names what the innermost open span is busy with (SpanRecord::detail).
  void annotate(std::int32_t detail);
  // The open spans, outermost (the step itself) first.
  int depth() const { return depth_; }
  Stage open_stage(int level) const { return stack_[level].stage; }
  StepCounters& counters() { return timing_.counters; }

  // The probe of the step this thread is in, or null.
  static StepProbe* current();

 private:
  struct OpenSpan {
    Stage stage;
    std::int16_t record;  // index in records_, −1 if not kept
    std::int64_t begin_ns;
    std::int64_t children_ns;
  };
  static constexpr int kMaxDepth = 32;

  const Clock& clock_;
  std::vector<SpanRecord> records_;
  OpenSpan stack_[kMaxDepth];
  int depth_{0};
  int step_{-1};
  std::int64_t not_kept_{0};
  std::int64_t cpu_begin_ns_{0};
  std::int64_t allocations_begin_{0};
  StepProbe* outer_{nullptr};
  StepTiming timing_;
};

// Times its own life as a stage of the current step. Outside a step it does nothing.
class ScopedSpan {
 public:
  explicit ScopedSpan(Stage stage) : probe_(StepProbe::current()) {
    if (probe_ != nullptr) probe_->open(stage);
  }
  ~ScopedSpan() {
    if (probe_ != nullptr) probe_->close();
  }
  ScopedSpan(const ScopedSpan&) = delete;
  ScopedSpan& operator=(const ScopedSpan&) = delete;

 private:
  StepProbe* probe_;
};

}  // namespace stepscope
