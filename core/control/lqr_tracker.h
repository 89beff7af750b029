#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/control/profile_fit.h"
#include "core/control/tracker.h"

namespace stepscope {

struct LqrParameters {
  double longitudinal_state_weight{10.0};
  double longitudinal_input_weight{1.0};
  std::array<double, 3> lateral_state_weights{1.0, 10.0, 0.0};  // lateral error, heading error, steering angle
  double lateral_input_weight{1.0};
  double stopping_gain{0.5};      // 1/s
  double stopping_velocity{0.2};  // m/s: below it, wanted and present, the vehicle is brought to rest
  double wheel_base{kPacifica.wheel_base};
};

// What a command was made from, for inspection and tests.
struct LqrInsight {
  static constexpr int kHorizonSteps = 10;
  double initial_velocity{0.0};                           // m/s
  std::array<double, 3> lateral_state{};                  // m, rad, rad
  double reference_velocity{0.0};                         // m/s, one horizon ahead
  std::array<double, kHorizonSteps> curvature_profile{};  // 1/m
};

// Decoupled LQR: longitudinal speed and lateral error are brought to zero over a horizon of 1 s with one constant
// acceleration and one constant steering rate each (the reference's LQRTracker). Nothing is clipped.
class LqrTracker : public Tracker {
 public:
  explicit LqrTracker(std::unique_ptr<ProfileFit> fit, const LqrParameters& parameters = {});

  std::string_view name() const override { return "lqr"; }
  Result<MotionCommand> track(const Iteration& current, const Iteration& next, const EgoState& ego,
                              const Trajectory& trajectory) override;
  const LqrInsight& insight() const { return insight_; }

 private:
  static constexpr std::int64_t kStepUs = 100'000;
  static constexpr double kStep = 0.1;  // s

  Status fit_profiles(const Trajectory& trajectory);
  double profile_at(const std::vector<double>& profile, double seconds) const;
  double longitudinal_command() const;
  double steering_rate_command(double acceleration) const;

  std::unique_ptr<ProfileFit> fit_;
  LqrParameters parameters_;
  LqrInsight insight_;
  std::vector<Pose2> poses_;       // the trajectory every 0.1 s
  std::vector<double> times_;      // s, of all poses but the last
  std::vector<double> velocity_;   // m/s at times_
  std::vector<double> curvature_;  // 1/m at times_
};

}  // namespace stepscope
