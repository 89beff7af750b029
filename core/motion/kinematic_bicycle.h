#pragma once

#include <cstdint>

#include "core/geometry/angle.h"
#include "core/world/ego_state.h"

namespace stepscope {

// What a tracker or planner asks of the vehicle.
struct MotionCommand {
  double acceleration{0.0};   // m/s², longitudinal, of the rear axle
  double steering_rate{0.0};  // rad/s, of the tyres
  bool operator==(const MotionCommand&) const = default;
};

struct KinematicBicycleParameters {
  double wheel_base{kPacifica.wheel_base};  // m
  double max_steering_angle{kPi / 3.0};     // rad, both ways
  double acceleration_time_constant{0.2};   // s, of the low pass between command and vehicle
  double steering_time_constant{0.05};      // s
  bool operator==(const KinematicBicycleParameters&) const = default;
};

// Kinematic bicycle at the rear axle with first-order lag in acceleration and steering (the reference's
// KinematicBicycleModel; equations: R. Rajamani, Vehicle Dynamics and Control, section 2.2, without slip at the axle).
class KinematicBicycle {
 public:
  explicit KinematicBicycle(const KinematicBicycleParameters& parameters = {}) : parameters_(parameters) {}

  const KinematicBicycleParameters& parameters() const { return parameters_; }
  // One explicit Euler step of dt_us > 0 with the state's own velocity and steering angle. The lateral velocity becomes
  // 0; the velocity may become negative; the steering rate kept is that before the angle is clipped.
  EgoState propagate(const EgoState& state, const MotionCommand& command, std::int64_t dt_us) const;

 private:
  KinematicBicycleParameters parameters_;
};

}  // namespace stepscope
