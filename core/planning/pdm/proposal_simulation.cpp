#include "core/planning/pdm/proposal_simulation.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

constexpr std::size_t kHorizon = LqrInsight::kHorizonSteps;

double lagged(double value, double target, double time_constant) {
  return value + kPdmStep / (kPdmStep + time_constant) * (target - value);
}

}  // namespace

SimulatedState SimulatedState::from(const EgoState& ego) {
  return {.rear_axle = ego.rear_axle,
          .vx = ego.vx,
          .vy = ego.vy,
          .ax = ego.ax,
          .ay = ego.ay,
          .steering_angle = ego.steering_angle,
          .steering_rate = ego.steering_rate,
          .angular_velocity = ego.angular_velocity,
          .angular_acceleration = ego.angular_acceleration};
}

void ProposalSimulation::drive(const EgoState& ego, std::span<const Pose2> poses, std::span<SimulatedState> out) {
  const std::size_t steps = poses.size() - 1;
  velocity_.resize(steps);
  curvature_.resize(steps);
  velocity_fit_.fit(poses, kPdmStep, velocity_);
  curvature_fit_.fit_curvature(poses, velocity_, kPdmStep, curvature_);
  out[0] = SimulatedState::from(ego);
  double tan_steering = std::tan(ego.steering_angle);
  for (std::size_t k = 0; k < steps; ++k) out[k + 1] = propagate(out[k], track(out[k], poses[k], k), tan_steering);
}

MotionCommand ProposalSimulation::track(const SimulatedState& state, const Pose2& reference, std::size_t k) const {
  const double wanted = velocity_[std::min(k + kHorizon, velocity_.size() - 1)];
  const double error = state.vx - wanted;
  if (wanted <= tracker_.stopping_velocity && state.vx <= tracker_.stopping_velocity)
    return {.acceleration = -tracker_.stopping_gain * error, .steering_rate = 0.0};
  const double b = kPdmStep * kHorizon;
  const double q = tracker_.longitudinal_state_weight;
  const double acceleration = -(b * q * error) / (b * q * b + tracker_.longitudinal_input_weight);
  return {.acceleration = acceleration, .steering_rate = steering_rate(state, reference, k, acceleration)};
}

// Lateral error y, heading error h and steering angle d over the horizon, all linear in the one constant rate u:
// x(k+1) = S·x(k) + (0, 0, u·dt) + (0, −travelled·curvature, 0). S changes y by h and h by d only, so that the product
// of all S is I with three entries above the diagonal.
double ProposalSimulation::steering_rate(const SimulatedState& state, const Pose2& reference, std::size_t k,
                                         double acceleration) const {
  double y_by_h = 0.0, y_by_d = 0.0, h_by_d = 0.0;  // the product
  double y_by_u = 0.0, h_by_u = 0.0, d_by_u = 0.0;  // the input's part
  double y_free = 0.0, h_free = 0.0;                // the curvature's part
  const std::size_t last = curvature_.size() - 1;
  for (std::size_t i = 0; i < kHorizon; ++i) {
    const double travelled = (state.vx + acceleration * kPdmStep * static_cast<double>(i)) * kPdmStep;
    const double turn = travelled / tracker_.wheel_base;
    y_by_h += travelled;
    y_by_d += travelled * h_by_d;
    y_by_u += travelled * h_by_u;
    y_free += travelled * h_free;
    h_by_d += turn;
    h_by_u += turn * d_by_u;
    h_free -= travelled * curvature_[std::min(k + i, last)];
    d_by_u += kPdmStep;
  }
  const double dx = state.rear_axle.x - reference.x, dy = state.rear_axle.y - reference.y;
  const double y = -dx * std::sin(reference.heading) + dy * std::cos(reference.heading);
  const double h = wrap_angle(state.rear_axle.heading - reference.heading), d = state.steering_angle;
  const double y_end = y + y_by_h * h + y_by_d * d + y_free;
  const double h_end = wrap_angle(h + h_by_d * d + h_free);
  const double d_end = wrap_angle(d);
  const auto& weights = tracker_.lateral_state_weights;
  const double pull = weights[0] * y_by_u * y_end + weights[1] * h_by_u * h_end + weights[2] * d_by_u * d_end;
  const double grip = weights[0] * y_by_u * y_by_u + weights[1] * h_by_u * h_by_u + weights[2] * d_by_u * d_by_u;
  return -pull / (grip + tracker_.lateral_input_weight);
}

SimulatedState ProposalSimulation::propagate(const SimulatedState& state, const MotionCommand& command,
                                             double& tan_steering) const {
  const double wanted_angle = state.steering_angle + kPdmStep * command.steering_rate;
  const double angle = lagged(state.steering_angle, wanted_angle, bicycle_.steering_time_constant);
  const double heading = state.rear_axle.heading;
  const double turn = state.vx * tan_steering / bicycle_.wheel_base;
  SimulatedState next;
  next.ax = lagged(state.ax, command.acceleration, bicycle_.acceleration_time_constant);
  next.steering_rate = (angle - state.steering_angle) / kPdmStep;
  next.rear_axle = {state.rear_axle.x + state.vx * std::cos(heading) * kPdmStep,
                    state.rear_axle.y + state.vx * std::sin(heading) * kPdmStep, wrap_angle(heading + turn * kPdmStep)};
  next.vx = state.vx + next.ax * kPdmStep;
  next.steering_angle = std::clamp(state.steering_angle + next.steering_rate * kPdmStep, -bicycle_.max_steering_angle,
                                   bicycle_.max_steering_angle);
  tan_steering = std::tan(next.steering_angle);
  next.angular_velocity = next.vx * tan_steering / bicycle_.wheel_base;
  next.angular_acceleration = (next.angular_velocity - state.angular_velocity) / kPdmStep;
  return next;
}

}  // namespace stepscope
