#include "core/imitation/expert_path.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

constexpr int kBeyondSamples = 120;  // 0.1 s apart

}  // namespace

ExpertPath::ExpertPath(const Scenario& scenario) {
  const auto add = [this](const EgoState& ego) {
    if (!times_.empty() && ego.time <= times_.back()) return;
    times_.push_back(ego.time);
    poses_.push_back(ego.rear_axle);
  };
  for (const RecordedFrame& frame : scenario.past()) add(frame.ego);
  for (const EgoState& ego : scenario.expert()) add(ego);
  for (const EgoState& ego : scenario.future_ego(scenario.iterations() - 1, kBeyondSeconds, kBeyondSamples)) add(ego);
  measure();
}

ExpertPath::ExpertPath(std::vector<SimTime> times, std::vector<Pose2> poses)
    : times_(std::move(times)), poses_(std::move(poses)) {
  assert(!times_.empty() && times_.size() == poses_.size());
  measure();
}

void ExpertPath::measure() {
  distances_.assign(times_.size(), 0.0);
  for (std::size_t i = 1; i < times_.size(); ++i)
    distances_[i] = distances_[i - 1] + distance(poses_[i - 1].position(), poses_[i].position());
}

double ExpertPath::distance_at(SimTime time) const {
  const auto upper = std::upper_bound(times_.begin(), times_.end(), time);
  if (upper == times_.begin()) return distances_.front();
  if (upper == times_.end()) return distances_.back();
  const auto i = static_cast<std::size_t>(upper - times_.begin());
  const double share = seconds_between(times_[i - 1], time) / seconds_between(times_[i - 1], times_[i]);
  return distances_[i - 1] + share * (distances_[i] - distances_[i - 1]);
}

Pose2 ExpertPath::pose_at(double distance_m) const {
  if (distance_m <= 0.0) return moved_forward(poses_.front(), distance_m);
  const auto upper = std::upper_bound(distances_.begin(), distances_.end(), distance_m);
  if (upper == distances_.end()) return moved_forward(poses_.back(), distance_m - distances_.back());
  const auto i = static_cast<std::size_t>(upper - distances_.begin());
  const double share = (distance_m - distances_[i - 1]) / (distances_[i] - distances_[i - 1]);
  const Pose2 &a = poses_[i - 1], &b = poses_[i];
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y),
          wrap_angle(a.heading + share * wrap_angle(b.heading - a.heading))};
}

}  // namespace stepscope
