#include "core/control/ilqr_tracker.h"

#include <fmt/format.h>
#include <cmath>
#include <utility>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

Error tracker_error(std::string reason) {
  return {.file = {}, .place = "iLQR tracker", .field = "trajectory", .reason = std::move(reason)};
}

}  // namespace

IlqrTracker::IlqrTracker(std::unique_ptr<ProfileFit> fit, const IlqrParameters& parameters,
                         const IlqrWarmStart& warm_start, const Clock* clock)
    : fit_(std::move(fit)), warm_start_(warm_start), solver_(parameters, clock) {
  reference_.reserve(kHorizonSteps + 1);
  poses_.reserve(kHorizonSteps + 1);
  velocity_.reserve(kHorizonSteps);
  curvature_.reserve(kHorizonSteps);
  guess_.reserve(kHorizonSteps);
}

Result<MotionCommand> IlqrTracker::track(const Iteration& current, const Iteration&, const EgoState& ego,
                                         const Trajectory& trajectory) {
  const Result<TrajectoryState> now = trajectory.at(current.time);
  if (!now.ok()) return tracker_error(now.error().reason);
  const auto step_us = static_cast<std::int64_t>(std::llround(solver_.parameters().step * 1e6));
  if (trajectory.end().us - current.time.us < step_us)
    return tracker_error(fmt::format("ends {} µs from now; at least {} µs are needed to follow it",
                                     trajectory.end().us - current.time.us, step_us));
  reference_.clear();
  poses_.clear();
  for (std::int64_t us = current.time.us; us <= trajectory.end().us && reference_.size() <= kHorizonSteps;
       us += step_us) {
    const TrajectoryState state = trajectory.at_unchecked({us});
    poses_.push_back(state.rear_axle);
    reference_.push_back({.x = state.rear_axle.x,
                          .y = state.rear_axle.y,
                          .heading = state.rear_axle.heading,
                          .velocity = state.vx,
                          .steering_angle = state.steering_angle});
  }
  const IlqrState start{.x = ego.rear_axle.x,
                        .y = ego.rear_axle.y,
                        .heading = ego.rear_axle.heading,
                        .velocity = ego.vx,
                        .steering_angle = ego.steering_angle};
  guess_inputs(start);
  solver_.solve(reference_, start, guess_);
  const IlqrInput& first = solver_.inputs().front();
  return MotionCommand{.acceleration = first.acceleration, .steering_rate = first.steering_rate};
}

void IlqrTracker::guess_inputs(const IlqrState& start) {
  const double step = solver_.parameters().step;
  const double wheel_base = solver_.parameters().wheel_base;
  const std::size_t steps = poses_.size() - 1;
  velocity_.resize(steps);
  curvature_.resize(steps);
  guess_.resize(steps);
  fit_->fit_velocity(poses_, step, velocity_);
  fit_->fit_curvature(poses_, velocity_, step, curvature_);
  const auto steering = [&](std::size_t k) { return std::atan(wheel_base * curvature_[k]); };
  for (std::size_t k = 0; k + 1 < steps; ++k)
    guess_[k] = {.acceleration = (velocity_[k + 1] - velocity_[k]) / step,
                 .steering_rate = (steering(k + 1) - steering(k)) / step};
  guess_.back() = steps > 1 ? guess_[steps - 2] : IlqrInput{};

  // Errors of the plan as seen from the vehicle, not the other way round: so the reference does it.
  const double dx = poses_[0].x - start.x, dy = poses_[0].y - start.y;
  const double lateral = -dx * std::sin(start.heading) + dy * std::cos(start.heading);
  const double heading = angle_difference(poses_[0].heading, start.heading, 2.0 * kPi);
  const double feedback = -warm_start_.lateral_gain * (lateral + warm_start_.lookahead * heading);
  guess_[0].acceleration -= warm_start_.velocity_gain * (start.velocity - velocity_[0]);
  guess_[0].steering_rate -= warm_start_.steering_angle_gain * (start.steering_angle - (steering(0) + feedback));
}

}  // namespace stepscope
