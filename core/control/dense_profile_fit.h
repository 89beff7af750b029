#pragma once

#include "core/control/profile_fit.h"

namespace stepscope {

// The fits as the reference does them: for v_0 and accelerations, κ_0 and its slopes; full normal equations, solved by
// the pseudo-inverse with relative cut-off 1e-15. O(M³), allocates. Kept as the plain statement of what is computed.
class DenseProfileFit : public ProfileFit {
 public:
  explicit DenseProfileFit(const ProfilePenalties& penalties = {}) : penalties_(penalties) {}

  std::string_view name() const override { return "dense"; }
  void fit_velocity(std::span<const Pose2> poses, double dt, std::span<double> velocity) override;
  void fit_curvature(std::span<const Pose2> poses, std::span<const double> velocity, double dt,
                     std::span<double> curvature) override;

 private:
  ProfilePenalties penalties_;
};

}  // namespace stepscope
