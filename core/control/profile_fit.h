#pragma once

#include <span>
#include <string_view>

#include "core/geometry/pose2.h"

namespace stepscope {

// Poses of a usual plan at 10 Hz: room taken beforehand, so that plans of varying length allocate nothing while a run
// goes on. Longer ones grow it once.
inline constexpr std::size_t kUsualPoses = 256;

// How fast a step of dt seconds goes along the heading it begins with, m/s.
double speed_along_heading(const Pose2& from, const Pose2& to, double dt);

// Weights of the two fits, against the squared errors in metres and radians.
struct ProfilePenalties {
  double jerk{1e-4};
  double curvature_rate{1e-2};
  double initial_curvature{1e-10};  // keeps the fit determined when the vehicle stands
};

// The two regularised least-squares fits by which the LQR tracker reads speed and curvature out of a sequence of poses.
// P ≥ 2 poses at equal distances of dt give M = P−1 steps; step k goes from pose k to pose k+1.
//
//   velocity:   min over v   Σ |d_k − dt·v_k·(cos θ_k, sin θ_k)|² + jerk·Σ (a_{j+1} − a_j)²,   a_j = (v_{j+1} − v_j)/dt
//   curvature:  min over κ   Σ (Δθ_k − dt·v_k·κ_k)² + curvature_rate·Σ ((κ_{j+1} − κ_j)/dt)² + initial_curvature·κ_0²
//
// with d_k the displacement and Δθ_k the wrapped turn of step k. The reference solves them for v_0 and the a_j, for κ_0
// and the slopes; the unknowns differ by a bijection, the minimiser is the same.
class ProfileFit {
 public:
  virtual ~ProfileFit() = default;
  virtual std::string_view name() const = 0;

  // Fills `velocity` (M values, m/s). dt in seconds, > 0.
  virtual void fit_velocity(std::span<const Pose2> poses, double dt, std::span<double> velocity) = 0;
  // Fills `curvature` (M values, 1/m) given the fitted velocity; all 0 where the vehicle stands throughout.
  virtual void fit_curvature(std::span<const Pose2> poses, std::span<const double> velocity, double dt,
                             std::span<double> curvature) = 0;
};

}  // namespace stepscope
