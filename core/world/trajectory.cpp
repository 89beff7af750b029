#include "core/world/trajectory.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

// One linear channel between two knots, operation by operation as scipy evaluates it.
double between(double lo, double hi, double width_us, double offset_us) {
  return (hi - lo) / width_us * offset_us + lo;
}

}  // namespace

TrajectoryState TrajectoryState::from(const EgoState& ego) {
  return {.time = ego.time,
          .rear_axle = ego.rear_axle,
          .vx = ego.vx,
          .vy = ego.vy,
          .ax = ego.ax,
          .ay = ego.ay,
          .steering_angle = ego.steering_angle};
}

EgoState TrajectoryState::to_ego() const {
  EgoState ego;
  ego.time = time;
  ego.rear_axle = rear_axle;
  ego.vx = vx;
  ego.vy = vy;
  ego.ax = ax;
  ego.ay = ay;
  ego.steering_angle = steering_angle;
  return ego;
}

void Trajectory::append(const TrajectoryState& state) {
  const double heading = state.rear_axle.heading;
  if (!states_.empty()) heading_correction_ += unwrap_correction(heading - states_.back().rear_axle.heading);
  states_.push_back(state);
  headings_.push_back(heading + heading_correction_);
}

std::size_t Trajectory::upper_knot(SimTime time) const {
  const auto knot = std::ranges::lower_bound(states_, time, {}, &TrajectoryState::time);
  return std::clamp<std::size_t>(static_cast<std::size_t>(knot - states_.begin()), 1, states_.size() - 1);
}

Result<TrajectoryState> Trajectory::at(SimTime time) const {
  if (states_.size() < 2)
    return make_error("a trajectory of " + std::to_string(states_.size()) + " states cannot be interpolated");
  if (time < start() || time > end())
    return make_error("time " + std::to_string(time.us) + " µs is outside the trajectory, which covers " +
                      std::to_string(start().us) + " … " + std::to_string(end().us) + " µs");
  return at_unchecked(time);
}

TrajectoryState Trajectory::at_unchecked(SimTime time) const {
  const std::size_t hi = upper_knot(time);
  const TrajectoryState& a = states_[hi - 1];
  const TrajectoryState& b = states_[hi];
  const double width = static_cast<double>(b.time.us - a.time.us);
  const double offset = static_cast<double>(time.us - a.time.us);
  return {.time = time,
          .rear_axle = {between(a.rear_axle.x, b.rear_axle.x, width, offset),
                        between(a.rear_axle.y, b.rear_axle.y, width, offset),
                        wrap_angle(between(headings_[hi - 1], headings_[hi], width, offset))},
          .vx = between(a.vx, b.vx, width, offset),
          .vy = between(a.vy, b.vy, width, offset),
          .ax = between(a.ax, b.ax, width, offset),
          .ay = between(a.ay, b.ay, width, offset),
          .steering_angle = between(a.steering_angle, b.steering_angle, width, offset)};
}

void Trajectory::resample_poses(std::int64_t step_us, std::vector<Pose2>& out) const {
  out.clear();
  std::int64_t time_us = start().us;
  for (std::size_t hi = 1; hi < states_.size(); ++hi) {
    const TrajectoryState& a = states_[hi - 1];
    const TrajectoryState& b = states_[hi];
    const double width = static_cast<double>(b.time.us - a.time.us);
    const double slope_x = (b.rear_axle.x - a.rear_axle.x) / width;
    const double slope_y = (b.rear_axle.y - a.rear_axle.y) / width;
    const double slope_heading = (headings_[hi] - headings_[hi - 1]) / width;
    for (; time_us <= b.time.us; time_us += step_us) {
      const double offset = static_cast<double>(time_us - a.time.us);
      out.push_back({slope_x * offset + a.rear_axle.x, slope_y * offset + a.rear_axle.y,
                     wrap_angle(slope_heading * offset + headings_[hi - 1])});
    }
  }
}

}  // namespace stepscope
