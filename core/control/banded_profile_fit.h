#pragma once

#include <vector>

#include "core/control/pentadiagonal.h"
#include "core/control/profile_fit.h"

namespace stepscope {

// The same fits in O(M), solved for v_k and κ_k directly. There the residuals are diagonal and the penalties couple
// neighbours only: the velocity matrix dt²·(I + jerk/dt⁴·DᵀD) is pentadiagonal (D = second differences; it does not
// depend on the data, so its factors are kept), the curvature problem is a chain that is eliminated from its end.
// Allocates nothing for up to kUsualPoses, and otherwise once it has seen the largest M.
class BandedProfileFit : public ProfileFit {
 public:
  explicit BandedProfileFit(const ProfilePenalties& penalties = {});

  std::string_view name() const override { return "banded"; }
  void fit_velocity(std::span<const Pose2> poses, double dt, std::span<double> velocity) override;
  void fit_curvature(std::span<const Pose2> poses, std::span<const double> velocity, double dt,
                     std::span<double> curvature) override;

 private:
  void factorise(std::size_t steps, double dt);

  ProfilePenalties penalties_;
  Pentadiagonal velocity_matrix_;  // divided by dt²
  double factorised_dt_{0.0};
  std::vector<double> weight_;  // curvature chain: cost of the rest from step k on is weight·κ_k² − 2·pull·κ_k + …
  std::vector<double> pull_;
};

}  // namespace stepscope
