#include "core/store/step_handover.h"

#include <chrono>

namespace stepscope {

namespace {

constexpr std::int64_t kLongStepNs = 1'000'000;  // against some 5 µs for waking a thread
constexpr auto kPatience = std::chrono::milliseconds(2);
constexpr auto kSleep = std::chrono::milliseconds(500);  // not for ever: what could not be written is tried again

bool is_long(const StepFrame& frame) { return frame.timing.wall_ns >= kLongStepNs; }

}  // namespace

StepHandover::StepHandover(std::size_t frames, std::size_t executions)
    : room_for_frames_(frames), room_for_executions_(executions) {
  waiting_.frames.reserve(frames);
  waiting_.executions.reserve(executions);
}

void StepHandover::take_executions(const StatementLedger& ledger) {
  ledger.read(executions_, waiting_.executions);
  executions_ = ledger.executions();
}

void StepHandover::put(const FramePtr& frame, const StatementLedger& ledger) {
  bool wake = is_long(*frame);
  {
    const std::scoped_lock lock(mutex_);
    waiting_.frames.push_back(frame);
    take_executions(ledger);
    wake = wake || asleep_;
    asleep_ = false;  // one wake-up is enough
  }
  if (wake) bell_.notify_one();
}

void StepHandover::put_last(const StatementLedger& ledger) {
  {
    const std::scoped_lock lock(mutex_);
    take_executions(ledger);
    waiting_.last = true;
  }
  bell_.notify_one();
}

void StepHandover::fetch(Content& out) {
  out.frames.clear();
  out.executions.clear();
  out.frames.reserve(room_for_frames_);  // before the lock
  out.executions.reserve(room_for_executions_);
  {
    std::unique_lock lock(mutex_);
    if (waiting_.empty() && !waiting_.last) {
      asleep_ = sleeps();
      bell_.wait_for(lock, asleep_ ? kSleep : kPatience, [this] { return !waiting_.empty() || waiting_.last; });
      asleep_ = false;
    }
    std::swap(waiting_.frames, out.frames);
    std::swap(waiting_.executions, out.executions);
    out.last = waiting_.last;
  }
  learn(out);
}

void StepHandover::learn(const Content& fetched) {
  if (fetched.empty()) {
    ++idle_in_row_;
    ++idle_looks_;
    return;
  }
  idle_in_row_ = 0;
  for (const FramePtr& frame : fetched.frames) long_in_row_ = is_long(*frame) ? long_in_row_ + 1 : 0;
}

}  // namespace stepscope
