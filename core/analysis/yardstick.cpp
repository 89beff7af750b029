#include "core/analysis/yardstick.h"

#include <algorithm>

namespace stepscope {

namespace {

template <typename Value>
FigureScale scale_of(std::span<const StepTiming> steps, Value&& value) {
  std::vector<std::int64_t> values;
  values.reserve(steps.size());
  for (const StepTiming& step : steps) values.push_back(value(step));
  return FigureScale(std::move(values));
}

}  // namespace

FigureScale::FigureScale(std::vector<std::int64_t> values) : count_(values.size()) {
  if (values.empty()) return;
  if (std::ranges::all_of(values, [&values](std::int64_t value) { return value == values.front(); })) {
    same_ = values.front();
    return;
  }
  cold_ = values.front();  // values differ, so there are others
  values.erase(values.begin());
  std::ranges::sort(values);
  warm_ = std::move(values);
}

double FigureScale::median() const {
  if (same_) return static_cast<double>(*same_);
  if (warm_.empty()) return 0.0;
  const std::size_t middle = warm_.size() / 2;
  const auto upper = static_cast<double>(warm_[middle]);
  return warm_.size() % 2 == 1 ? upper : (upper + static_cast<double>(warm_[middle - 1])) / 2.0;
}

std::size_t FigureScale::above(std::int64_t value) const {
  if (same_) return *same_ > value ? count_ : 0;
  const auto warm = static_cast<std::size_t>(warm_.end() - std::ranges::upper_bound(warm_, value));
  return warm + (cold_ && *cold_ > value ? 1 : 0);
}

std::size_t FigureScale::equal_to(std::int64_t value) const {
  if (same_) return *same_ == value ? count_ : 0;
  const auto [first, last] = std::ranges::equal_range(warm_, value);
  return static_cast<std::size_t>(last - first) + (cold_ && *cold_ == value ? 1 : 0);
}

Yardstick::Yardstick(std::span<const StepTiming> steps)
    : steps_(steps.size()),
      wall_(scale_of(steps, [](const StepTiming& step) { return step.wall_ns; })),
      off_cpu_(scale_of(steps, [](const StepTiming& step) { return step.wall_ns - step.cpu_ns; })) {
  for (std::size_t i = 0; i < kCounters.size(); ++i)
    counters_[i] = scale_of(steps, [i](const StepTiming& step) { return step.counters.*kCounters[i].value; });
  for (std::size_t i = 0; i < kStageCount; ++i)
    stages_[i] = scale_of(steps, [i](const StepTiming& step) { return step.self_ns[i]; });
}

}  // namespace stepscope
