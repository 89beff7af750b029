#pragma once

#include "core/base/sim_time.h"
#include "core/geometry/oriented_box.h"
#include "core/geometry/pose2.h"
#include "core/world/vehicle.h"

namespace stepscope {

// The ego vehicle at one moment. Pose of the rear axle in the map frame M; velocity and acceleration of the rear axle
// in the car frame E (x forward, y left).
struct EgoState {
  SimTime time;
  Pose2 rear_axle;  // X_ME, m and rad
  double vx{0.0};   // m/s
  double vy{0.0};
  double ax{0.0};  // m/s²
  double ay{0.0};
  double angular_velocity{0.0};      // rad/s
  double angular_acceleration{0.0};  // rad/s²
  double steering_angle{0.0};        // rad, of the tyres
  double steering_rate{0.0};         // rad/s

  // Magnitude of the rear axle's velocity (the reference documents it as the centre's and computes this).
  double speed() const { return std::hypot(vx, vy); }
  Pose2 centre() const { return moved_forward(rear_axle, kPacifica.rear_axle_to_centre()); }
  OrientedBox box() const { return {centre(), kPacifica.length(), kPacifica.width}; }

  bool operator==(const EgoState&) const = default;
};

}  // namespace stepscope
