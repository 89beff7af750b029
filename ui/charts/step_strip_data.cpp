#include "ui/charts/step_strip_data.h"

#include <algorithm>

namespace stepscope::ui {

void StepStripData::clear() { *this = StepStripData{}; }

void StepStripData::append(const StepFrame& frame) {
  if (!steps_.empty() && frame.step <= steps_.back()) return;
  steps_.push_back(frame.step);
  times_.push_back(frame.time);
  walls_ns_.push_back(frame.timing.wall_ns);
  groups_.push_back(frame.timing.groups());
  if (frame.timing.wall_ns > longest_ns_) {
    longest_ns_ = frame.timing.wall_ns;
    slowest_step_ = frame.step;
  }
  for (std::size_t g = 0; g < kStageGroupCount; ++g) {
    const auto group = static_cast<StageGroup>(g);
    if (groups_.back()[g] == 0) continue;
    const auto place = std::lower_bound(groups_in_use_.begin(), groups_in_use_.end(), group);
    if (place == groups_in_use_.end() || *place != group) groups_in_use_.insert(place, group);
  }
}

std::size_t StepStripData::lower_index(int step) const {
  return static_cast<std::size_t>(std::lower_bound(steps_.begin(), steps_.end(), step) - steps_.begin());
}

std::optional<std::size_t> StepStripData::index_of(int step) const {
  const std::size_t index = lower_index(step);
  if (index == steps_.size() || steps_[index] != step) return std::nullopt;
  return index;
}

std::int64_t StepStripData::wall_at_percent(std::size_t percent) const {
  if (empty()) return 0;
  std::vector<std::int64_t> walls = walls_ns_;
  const auto place = walls.begin() + static_cast<std::ptrdiff_t>((walls.size() - 1) * percent / 100);
  std::nth_element(walls.begin(), place, walls.end());
  return *place;
}

std::optional<int> StepStripData::next_slow_step(int after) const {
  if (empty()) return std::nullopt;
  const std::int64_t limit = slow_limit_ns();
  for (std::size_t i = lower_index(after); i < size(); ++i)
    if (walls_ns_[i] > limit && steps_[i] > after) return steps_[i];
  return std::nullopt;
}

std::optional<int> StepStripData::previous_slow_step(int before) const {
  if (empty()) return std::nullopt;
  const std::int64_t limit = slow_limit_ns();
  for (std::size_t i = lower_index(before); i-- > 0;)
    if (walls_ns_[i] > limit) return steps_[i];
  return std::nullopt;
}

}  // namespace stepscope::ui
