#include "core/planning/pdm/emergency_brake.h"

#include <algorithm>

namespace stepscope {

namespace {

constexpr double kLeastAcceleration = -4.05, kMostAcceleration = 2.40;  // m/s²
constexpr double kMovingSpeed = 0.2;                                    // m/s
constexpr double kMovingGain = 10.0, kStandingGain = 4.0;               // 1/s
constexpr double kUndershoot = 1.1;

double braking_speed(const EgoState& ego) {
  const auto limited = [](double acceleration) {
    return std::clamp(acceleration, kLeastAcceleration, kMostAcceleration);
  };
  const double v = ego.vx;
  if (v > kMovingSpeed) return kUndershoot * (v + limited(-kMovingGain * v));
  // Acceleration of the centre as the reference derives it from the rear axle's.
  const double d = kPacifica.rear_axle_to_centre();
  const double acceleration = ego.ax + d * ego.angular_velocity * ego.angular_velocity + d * ego.angular_acceleration;
  return limited(-kStandingGain * v - acceleration);
}

}  // namespace

bool must_brake(const ProposalTerms& best, const EgoState& ego, const PdmParameters& parameters) {
  return best.collision_step && *best.collision_step * kPdmStep <= parameters.brake_horizon &&
         ego.speed() <= parameters.brake_max_speed;
}

void plan_brake(const EgoState& ego, Trajectory& out) {
  const double speed = braking_speed(ego);
  for (int k = 0; k < kPdmSteps; ++k) {
    TrajectoryState state;
    state.time = {ego.time.us + k * kPdmStepUs};
    // Rear axle and centre move together along the heading.
    state.rear_axle = moved_forward(ego.rear_axle, speed * k * kPdmStep);
    out.append(state);
  }
}

}  // namespace stepscope
