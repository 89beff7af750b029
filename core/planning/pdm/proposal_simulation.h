#pragma once

#include <span>
#include <vector>

#include "core/control/banded_profile_fit.h"
#include "core/control/lqr_tracker.h"
#include "core/motion/kinematic_bicycle.h"
#include "core/planning/pdm/pdm_parameters.h"
#include "core/planning/pdm/proposal_velocity_fit.h"

namespace stepscope {

// The ego at one moment of a simulated proposal: what EgoState holds, without its time.
struct SimulatedState {
  Pose2 rear_axle;
  double vx{0.0}, vy{0.0};
  double ax{0.0}, ay{0.0};
  double steering_angle{0.0}, steering_rate{0.0};
  double angular_velocity{0.0}, angular_acceleration{0.0};

  static SimulatedState from(const EgoState& ego);
  double speed() const { return std::hypot(vx, vy); }
};

// Drives proposals as the simulator would drive them: LQR tracker and kinematic bicycle every 0.1 s. The equations are
// those of LqrTracker and KinematicBicycle. What differs is the reference's: the proposal alone is the reference, pose
// k at step k, and one horizon ahead is step k + 10 or the last.
class ProposalSimulation {
 public:
  explicit ProposalSimulation(const LqrParameters& tracker = {}, const KinematicBicycleParameters& bicycle = {})
      : tracker_(tracker), bicycle_(bicycle) {}

  // `poses`: P ≥ 2 poses every 0.1 s; `out` gets P states, the first of them is the ego now.
  void drive(const EgoState& ego, std::span<const Pose2> poses, std::span<SimulatedState> out);

 private:
  MotionCommand track(const SimulatedState& state, const Pose2& reference, std::size_t k) const;
  double steering_rate(const SimulatedState& state, const Pose2& reference, std::size_t k, double acceleration) const;
  // `tan_steering`: of the state's steering angle; becomes that of the next.
  SimulatedState propagate(const SimulatedState& state, const MotionCommand& command, double& tan_steering) const;

  LqrParameters tracker_;
  KinematicBicycleParameters bicycle_;
  ProposalVelocityFit velocity_fit_;
  BandedProfileFit curvature_fit_;
  std::vector<double> velocity_;   // m/s, fitted to the proposal
  std::vector<double> curvature_;  // 1/m
};

}  // namespace stepscope
