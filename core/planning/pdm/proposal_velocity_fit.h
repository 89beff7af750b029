#pragma once

#include <span>

#include "core/control/pentadiagonal.h"
#include "core/geometry/pose2.h"

namespace stepscope {

// Reads the speed of a proposal out of its poses, as PDM-Closed's batched tracker does. It is meant to be the fit of
// the simulator's tracker (ProfileFit), but its matrix of differences holds one difference, the last, and single
// accelerations in all other rows. With M steps, v_k their speeds and a_j = (v_{j+1} − v_j)/dt it minimises
//
//   Σ |d_k − dt·v_k·(cos θ_k, sin θ_k)|² + 1e-4·(Σ_{j ≤ M−4} a_j² + (a_{M−2} − a_{M−3})²)
//
// so that accelerations are held down and the end is free. Found by comparing simulated proposals with the original's.
class ProposalVelocityFit {
 public:
  // `poses`: M+1 poses every dt seconds; `velocity`: M ≥ 3 values, m/s.
  void fit(std::span<const Pose2> poses, double dt, std::span<double> velocity);

 private:
  Pentadiagonal matrix_;  // divided by dt²
  double factorised_dt_{0.0};
};

}  // namespace stepscope
