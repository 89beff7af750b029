#include "core/planning/simple_planner.h"

#include <fmt/format.h>
#include <cmath>

namespace stepscope {

namespace {

constexpr std::int64_t kMaximumSteps = 10'000;

// Whole microseconds, cut off as the reference does.
std::int64_t microseconds(double seconds) { return static_cast<std::int64_t>(seconds * 1e6); }

Error unusable(const char* parameter, double value, const char* reason) {
  return {.file = {}, .place = "planner simple", .field = parameter, .reason = fmt::format("{} {}", value, reason)};
}

}  // namespace

Status SimplePlannerParameters::check() const {
  constexpr double kLongest = 1e6;  // s
  if (!(sampling_time >= 1e-3 && sampling_time <= kLongest))
    return unusable("sampling_time", sampling_time, "s is not within 0.001 … 1e6");
  if (!(horizon_seconds >= sampling_time && horizon_seconds <= kLongest))
    return unusable("horizon_seconds", horizon_seconds, "s is not within sampling_time … 1e6");
  if (microseconds(horizon_seconds) / microseconds(sampling_time) > kMaximumSteps)
    return unusable("horizon_seconds", horizon_seconds, "s is more than 10000 times sampling_time");
  if (!std::isfinite(acceleration)) return unusable("acceleration", acceleration, "m/s² is not a finite number");
  if (!(max_velocity >= 0.0 && std::isfinite(max_velocity)))
    return unusable("max_velocity", max_velocity, "m/s is not a finite number ≥ 0");
  const double limit = KinematicBicycleParameters{}.max_steering_angle;
  if (!(std::abs(steering_angle) <= limit))
    return unusable("steering_angle", steering_angle, "rad is more than the vehicle can steer (π/3)");
  return {};
}

SimplePlanner::SimplePlanner(const SimplePlannerParameters& parameters)
    : parameters_(parameters),
      sampling_us_(microseconds(parameters.sampling_time)),
      steps_(microseconds(parameters.horizon_seconds) / sampling_us_) {}

Status SimplePlanner::do_plan(const PlannerInput& input, Trajectory& out) {
  const EgoState& ego = input.ego();
  EgoState state;
  state.time = ego.time;
  state.rear_axle = ego.rear_axle;
  state.vx = ego.vx;
  state.vy = ego.vy;
  state.ax = parameters_.acceleration;
  state.steering_angle = parameters_.steering_angle;

  out.reserve(static_cast<std::size_t>(steps_) + 1);
  out.append(TrajectoryState::from(state));
  for (std::int64_t i = 0; i < steps_; ++i) {
    const double speed = state.speed();
    if (speed > parameters_.max_velocity) {
      state.ax = parameters_.max_velocity - speed;  // kept until the next time it is too fast
      state.ay = 0.0;
      state.steering_rate = 0.0;
    }
    // The command is the state's own acceleration and steering rate, so that the vehicle's lag has no effect.
    state = motion_.propagate(state, {.acceleration = state.ax, .steering_rate = state.steering_rate}, sampling_us_);
    out.append(TrajectoryState::from(state));
  }
  return {};
}

}  // namespace stepscope
