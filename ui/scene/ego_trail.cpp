#include "ui/scene/ego_trail.h"

#include <algorithm>

namespace stepscope::ui {

void EgoTrail::add(const StepFrame& frame) {
  const Sample sample{frame.step, frame.time, frame.ego.rear_axle.position()};
  const auto at = std::ranges::lower_bound(samples_, sample.step, {}, &Sample::step);
  const bool known = at != samples_.end() && at->step == sample.step;
  if (known && at->place == sample.place && at->time == sample.time) return;
  if (!known) {
    samples_.insert(at, sample);
    return;
  }
  samples_ = {sample};
}

std::span<const EgoTrail::Sample> EgoTrail::before(int step, SimTime time, double seconds) const {
  const auto end = std::ranges::lower_bound(samples_, step, {}, &Sample::step);
  auto begin = end;
  while (begin != samples_.begin() && seconds_between(std::prev(begin)->time, time) <= seconds) --begin;
  return {begin, end};
}

}  // namespace stepscope::ui
