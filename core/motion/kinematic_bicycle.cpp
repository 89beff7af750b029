#include "core/motion/kinematic_bicycle.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

// First-order low pass of `target`, one step of dt.
double lagged(double value, double target, double dt, double time_constant) {
  return value + dt / (dt + time_constant) * (target - value);
}

}  // namespace

EgoState KinematicBicycle::propagate(const EgoState& state, const MotionCommand& command, std::int64_t dt_us) const {
  const KinematicBicycleParameters& p = parameters_;
  const double dt = seconds_between({0}, {dt_us});
  const double heading = state.rear_axle.heading;
  const double tan_steering = std::tan(state.steering_angle);

  const double wanted_angle = state.steering_angle + dt * command.steering_rate;
  const double lagged_angle = lagged(state.steering_angle, wanted_angle, dt, p.steering_time_constant);

  EgoState next;
  next.time = {state.time.us + dt_us};
  next.ax = lagged(state.ax, command.acceleration, dt, p.acceleration_time_constant);
  next.steering_rate = (lagged_angle - state.steering_angle) / dt;
  next.rear_axle = {state.rear_axle.x + state.vx * std::cos(heading) * dt,
                    state.rear_axle.y + state.vx * std::sin(heading) * dt,
                    wrap_angle(heading + state.vx * tan_steering / p.wheel_base * dt)};
  next.vx = state.vx + next.ax * dt;
  next.steering_angle =
      std::clamp(state.steering_angle + next.steering_rate * dt, -p.max_steering_angle, p.max_steering_angle);

  // The tangent is dear, and steering is often held.
  const double next_tan = next.steering_angle == state.steering_angle ? tan_steering : std::tan(next.steering_angle);
  next.angular_velocity = next.vx * next_tan / p.wheel_base;
  next.angular_acceleration = (next.angular_velocity - state.angular_velocity) / dt;
  return next;
}

}  // namespace stepscope
