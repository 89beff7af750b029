#include "core/control/banded_profile_fit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

// Entry (i, j) of DᵀD for second differences of n values: sum over the rows (1, −2, 1) that touch both columns.
double second_difference_gram(std::size_t i, std::size_t j, std::size_t n) {
  static constexpr std::array<double, 3> kRow{1.0, -2.0, 1.0};
  double sum = 0.0;
  for (std::size_t row = i < 2 ? 0 : i - 2; row <= i && row + 2 < n; ++row)
    if (j >= row && j <= row + 2) sum += kRow[i - row] * kRow[j - row];
  return sum;
}

}  // namespace

BandedProfileFit::BandedProfileFit(const ProfilePenalties& penalties) : penalties_(penalties) {
  for (std::vector<double>* room : {&factors_.inverse_d, &factors_.first, &factors_.second, &weight_, &pull_})
    room->reserve(kUsualPoses);
}

void BandedProfileFit::factorise(std::size_t steps, double dt) {
  PentadiagonalFactors& f = factors_;
  if (f.inverse_d.size() == steps && f.dt == dt) return;
  f.inverse_d.resize(steps);
  f.first.resize(steps);
  f.second.resize(steps);
  f.dt = dt;
  const double gamma = penalties_.jerk / (dt * dt * dt * dt);

  // Products d·L of the two columns before, as the recurrences need them.
  double first_times_d = 0.0, second_times_d = 0.0, earlier_second_times_d = 0.0;
  for (std::size_t i = 0; i < steps; ++i) {
    double d = 1.0 + gamma * second_difference_gram(i, i, steps);
    double below = i + 1 < steps ? gamma * second_difference_gram(i + 1, i, steps) : 0.0;
    const double two_below = i + 2 < steps ? gamma * second_difference_gram(i + 2, i, steps) : 0.0;
    if (i >= 1) {
      d -= first_times_d * f.first[i - 1];
      below -= first_times_d * f.second[i - 1];
    }
    if (i >= 2) d -= earlier_second_times_d * f.second[i - 2];
    f.inverse_d[i] = 1.0 / d;
    f.first[i] = below / d;
    f.second[i] = two_below / d;
    earlier_second_times_d = second_times_d;
    first_times_d = below;
    second_times_d = two_below;
  }
}

void BandedProfileFit::fit_velocity(std::span<const Pose2> poses, double dt, std::span<double> velocity) {
  const std::size_t steps = velocity.size();
  factorise(steps, dt);
  const PentadiagonalFactors& f = factors_;

  // Forward: L·z = speed along the heading; then diag(d) and backward: Lᵀ·v.
  for (std::size_t k = 0; k < steps; ++k) {
    const double heading = poses[k].heading;
    double z =
        ((poses[k + 1].x - poses[k].x) * std::cos(heading) + (poses[k + 1].y - poses[k].y) * std::sin(heading)) / dt;
    if (k >= 1) z -= f.first[k - 1] * velocity[k - 1];
    if (k >= 2) z -= f.second[k - 2] * velocity[k - 2];
    velocity[k] = z;
  }
  for (std::size_t k = steps; k-- > 0;) {
    velocity[k] *= f.inverse_d[k];
    if (k + 1 < steps) velocity[k] -= f.first[k] * velocity[k + 1];
    if (k + 2 < steps) velocity[k] -= f.second[k] * velocity[k + 2];
  }
}

void BandedProfileFit::fit_curvature(std::span<const Pose2> poses, std::span<const double> velocity, double dt,
                                     std::span<double> curvature) {
  const std::size_t steps = curvature.size();
  weight_.resize(steps);
  pull_.resize(steps);
  const double stiffness = penalties_.curvature_rate / (dt * dt);

  // Eliminate κ_{k+1} for good: all terms stay positive, so that nothing cancels, however slow the vehicle is.
  double weight = 0.0, pull = 0.0;
  for (std::size_t k = steps; k-- > 0;) {
    const double share = k + 1 < steps ? stiffness / (weight + stiffness) : 0.0;
    const double travelled = velocity[k] * dt;
    weight = travelled * travelled + weight * share;
    pull = travelled * wrap_angle(poses[k + 1].heading - poses[k].heading) + pull * share;
    weight_[k] = weight;
    pull_[k] = pull;
  }
  curvature[0] = pull_[0] / (weight_[0] + penalties_.initial_curvature);
  for (std::size_t k = 1; k < steps; ++k)
    curvature[k] = (stiffness * curvature[k - 1] + pull_[k]) / (stiffness + weight_[k]);
}

}  // namespace stepscope
