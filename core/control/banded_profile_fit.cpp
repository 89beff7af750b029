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

double speed_along_heading(const Pose2& from, const Pose2& to, double dt) {
  return ((to.x - from.x) * std::cos(from.heading) + (to.y - from.y) * std::sin(from.heading)) / dt;
}

BandedProfileFit::BandedProfileFit(const ProfilePenalties& penalties) : penalties_(penalties) {
  velocity_matrix_.reserve(kUsualPoses);
  for (std::vector<double>* room : {&weight_, &pull_}) room->reserve(kUsualPoses);
}

void BandedProfileFit::factorise(std::size_t steps, double dt) {
  if (velocity_matrix_.size() == steps && factorised_dt_ == dt) return;
  factorised_dt_ = dt;
  const double gamma = penalties_.jerk / (dt * dt * dt * dt);
  velocity_matrix_.factorise(steps, [&](std::size_t i) -> std::array<double, 3> {
    return {1.0 + gamma * second_difference_gram(i, i, steps),
            i + 1 < steps ? gamma * second_difference_gram(i + 1, i, steps) : 0.0,
            i + 2 < steps ? gamma * second_difference_gram(i + 2, i, steps) : 0.0};
  });
}

void BandedProfileFit::fit_velocity(std::span<const Pose2> poses, double dt, std::span<double> velocity) {
  factorise(velocity.size(), dt);
  // Right-hand side: speed along the heading.
  velocity_matrix_.solve([&](std::size_t k) { return speed_along_heading(poses[k], poses[k + 1], dt); }, velocity);
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
