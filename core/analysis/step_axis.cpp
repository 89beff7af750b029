#include "core/analysis/step_axis.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

// Last index whose value is not after `value`; 0 if all are.
std::size_t last_not_after(const std::vector<std::int64_t>& ascending, std::int64_t value) {
  const auto after = std::upper_bound(ascending.begin(), ascending.end(), value);
  return after == ascending.begin() ? 0 : static_cast<std::size_t>(after - ascending.begin()) - 1;
}

// A part of a gap that is `from` long as a part of one that is `to` long.
std::int64_t scaled(std::int64_t part, std::int64_t from, std::int64_t to) {
  if (from == to || from <= 0) return part;
  return std::llround(static_cast<double>(part) * (static_cast<double>(to) / static_cast<double>(from)));
}

}  // namespace

void StepAxis::clear() {
  begin_.clear();
  end_.clear();
  place_.clear();
}

std::int64_t StepAxis::gap_on_axis(std::size_t after) const {
  const std::int64_t gap = begin_[after + 1] - end_[after];
  return idle_ == Idle::kShown ? gap : std::min(gap, (end_[after] - begin_[after]) / 20);
}

void StepAxis::place(std::size_t step) {
  place_[step] = step == 0 ? 0 : end(static_cast<int>(step) - 1) + gap_on_axis(step - 1);
}

void StepAxis::append(std::int64_t begin_ns, std::int64_t end_ns) {
  // A clock of another source may overlap by its rounding.
  begin_.push_back(end_.empty() ? begin_ns : std::max(begin_ns, end_.back()));
  end_.push_back(std::max(end_ns, begin_.back()));
  place_.push_back(0);
  place(begin_.size() - 1);
}

void StepAxis::set_idle(Idle idle) {
  idle_ = idle;
  for (std::size_t k = 0; k < begin_.size(); ++k) place(k);
}

std::int64_t StepAxis::place_of(std::int64_t clock_ns) const {
  if (begin_.empty()) return 0;
  const std::size_t k = last_not_after(begin_, clock_ns);
  if (clock_ns <= end_[k] || k + 1 == begin_.size()) return place_[k] + clock_ns - begin_[k];
  return end(static_cast<int>(k)) + scaled(clock_ns - end_[k], begin_[k + 1] - end_[k], gap_on_axis(k));
}

std::int64_t StepAxis::clock_at(std::int64_t place) const {
  if (begin_.empty()) return 0;
  const std::size_t k = last_not_after(place_, place);
  const std::int64_t end_place = end(static_cast<int>(k));
  if (place <= end_place || k + 1 == begin_.size()) return begin_[k] + place - place_[k];
  return end_[k] + scaled(place - end_place, gap_on_axis(k), begin_[k + 1] - end_[k]);
}

int StepAxis::step_at(std::int64_t place) const {
  return begin_.empty() ? -1 : static_cast<int>(last_not_after(place_, place));
}

}  // namespace stepscope
