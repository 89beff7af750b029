#include "core/store/step_handover.h"

#include <chrono>

namespace stepscope {

namespace {

constexpr std::int64_t kLongStepNs = 1'000'000;  // against some 5 µs for waking a thread
constexpr auto kPatience = std::chrono::milliseconds(2);

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
  {
    const std::scoped_lock lock(mutex_);
    waiting_.frames.push_back(frame);
    take_executions(ledger);
  }
  if (frame->timing.wall_ns >= kLongStepNs) bell_.notify_one();
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
  std::unique_lock lock(mutex_);
  if (waiting_.empty() && !waiting_.last)
    bell_.wait_for(lock, kPatience, [this] { return !waiting_.empty() || waiting_.last; });
  std::swap(waiting_.frames, out.frames);
  std::swap(waiting_.executions, out.executions);
  out.last = waiting_.last;
}

}  // namespace stepscope
