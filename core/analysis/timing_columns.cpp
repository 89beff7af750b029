#include "core/analysis/timing_columns.h"

#include <algorithm>
#include <cassert>

namespace stepscope {

std::int64_t time_of(const StepTiming& step, TimeSource source) {
  if (source == TimeSource{}) return step.wall_ns;
  const auto i = static_cast<std::size_t>(source.stage);
  return source.kind == TimeKind::kTotal ? step.total_ns[i] : step.self_ns[i];
}

std::vector<std::int64_t> times_of(std::span<const StepTiming> steps, TimeSource source) {
  std::vector<std::int64_t> times(steps.size());
  std::transform(steps.begin(), steps.end(), times.begin(),
                 [source](const StepTiming& step) { return time_of(step, source); });
  return times;
}

std::vector<std::int64_t> walls_of(std::span<const StepTiming> steps) { return times_of(steps, {}); }

void TimingColumns::gather() {
  const std::size_t count = std::min(kAtATime, wanted_.size() - next_);
  for (std::size_t c = 0; c < count; ++c) values_[c].resize(steps_.size());
  for (std::size_t k = 0; k < steps_.size(); ++k)
    for (std::size_t c = 0; c < count; ++c) {
      const auto [stage, kind] = wanted_[next_ + c];
      const auto i = static_cast<std::size_t>(stage);
      values_[c][k] = kind == TimeKind::kTotal ? steps_[k].total_ns[i] : steps_[k].self_ns[i];
    }
  gathered_ = next_ + count;
}

std::span<std::int64_t> TimingColumns::take([[maybe_unused]] TimeSource source) {
  assert(next_ < wanted_.size() && wanted_[next_] == source);
  if (next_ == gathered_) gather();
  const std::size_t column = (next_++) % kAtATime;
  return values_[column];
}

}  // namespace stepscope
