#include "core/probe/span.h"

#include <cassert>

#include "core/probe/allocations.h"

namespace stepscope {

namespace {
thread_local StepProbe* current_probe = nullptr;
}  // namespace

namespace internal {
thread_local std::int64_t allocation_count = 0;
bool allocation_counter_linked = false;
}  // namespace internal

std::int64_t thread_allocations() { return internal::allocation_count; }
bool allocations_counted() { return internal::allocation_counter_linked; }

StepProbe* StepProbe::current() { return current_probe; }

StepProbe::StepProbe(const Clock& clock, std::size_t spans_per_step) : clock_(clock) {
  records_.reserve(spans_per_step);
}

StepProbe::~StepProbe() {
  if (current_probe == this) current_probe = outer_;
}

void StepProbe::begin_step(int step) {
  assert(depth_ == 0);
  step_ = step;
  outer_ = current_probe;
  current_probe = this;
  records_.clear();
  not_kept_ = 0;
  timing_ = StepTiming{};
  allocations_begin_ = thread_allocations();
  cpu_begin_ns_ = clock_.thread_cpu_ns();
  open(Stage::kStep);
}

const StepTiming& StepProbe::end_step() {
  assert(depth_ == 1);
  close();
  timing_.wall_ns = timing_.total_ns[static_cast<std::size_t>(Stage::kStep)];
  timing_.cpu_ns = clock_.thread_cpu_ns() - cpu_begin_ns_;
  timing_.counters.allocations = thread_allocations() - allocations_begin_;
  current_probe = outer_;
  return timing_;
}

void StepProbe::abandon_step() {
  depth_ = 0;
  if (current_probe == this) current_probe = outer_;
}

void StepProbe::open(Stage stage) {
  assert(depth_ < kMaxDepth);
  OpenSpan& span = stack_[depth_];
  span.stage = stage;
  span.children_ns = 0;
  span.record = -1;
  if (records_.size() < records_.capacity()) {
    span.record = static_cast<std::int16_t>(records_.size());
    records_.push_back({.stage = stage, .parent = depth_ > 0 ? stack_[depth_ - 1].record : std::int16_t{-1}});
  } else {
    ++not_kept_;
  }
  ++depth_;
  span.begin_ns = clock_.now_ns();  // last, so that our own work is the parent's
}

void StepProbe::annotate(std::int32_t detail) {
  assert(depth_ > 0);
  if (const std::int16_t record = stack_[depth_ - 1].record; record >= 0)
    records_[static_cast<std::size_t>(record)].detail = detail;
}

void StepProbe::close() {
  const std::int64_t end_ns = clock_.now_ns();
  assert(depth_ > 0);
  const OpenSpan& span = stack_[--depth_];
  const std::int64_t total = end_ns - span.begin_ns;
  const auto stage = static_cast<std::size_t>(span.stage);
  timing_.total_ns[stage] += total;
  timing_.self_ns[stage] += total - span.children_ns;
  if (depth_ > 0) stack_[depth_ - 1].children_ns += total;
  if (span.record >= 0) {
    records_[static_cast<std::size_t>(span.record)].begin_ns = span.begin_ns;
    records_[static_cast<std::size_t>(span.record)].end_ns = end_ns;
  }
}

}  // namespace stepscope
