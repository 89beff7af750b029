#include "core/control/dense_profile_fit.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

// Minimiser of |A z − y|² + zᵀ W z by the Moore–Penrose inverse of the normal matrix: eigenvalues of no more than
// 1e-15 of the largest count as 0.
Eigen::VectorXd regularised_least_squares(const Eigen::MatrixXd& a, const Eigen::VectorXd& y,
                                          const Eigen::MatrixXd& weight) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(a.transpose() * a + weight);
  const Eigen::VectorXd& values = eigen.eigenvalues();
  const double cut_off = 1e-15 * values.cwiseAbs().maxCoeff();
  Eigen::VectorXd z = eigen.eigenvectors().transpose() * (a.transpose() * y);
  for (Eigen::Index i = 0; i < z.size(); ++i) z[i] = std::abs(values[i]) > cut_off ? z[i] / values[i] : 0.0;
  return eigen.eigenvectors() * z;
}

// Value z_0 and slopes z_1 … → values at every step.
void accumulate(const Eigen::VectorXd& z, double dt, std::span<double> values) {
  double value = z[0];
  values[0] = value;
  for (std::size_t k = 1; k < values.size(); ++k) values[k] = value += z[static_cast<Eigen::Index>(k)] * dt;
}

}  // namespace

void DenseProfileFit::fit_velocity(std::span<const Pose2> poses, double dt, std::span<double> velocity) {
  const auto steps = static_cast<Eigen::Index>(velocity.size());
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(2 * steps, steps);
  Eigen::VectorXd y(2 * steps);
  for (Eigen::Index k = 0; k < steps; ++k) {
    const Pose2& from = poses[static_cast<std::size_t>(k)];
    const Pose2& to = poses[static_cast<std::size_t>(k) + 1];
    const Eigen::Vector2d direction(std::cos(from.heading), std::sin(from.heading));
    y.segment<2>(2 * k) << to.x - from.x, to.y - from.y;
    a.block<2, 1>(2 * k, 0) = dt * direction;
    for (Eigen::Index j = 1; j <= k; ++j) a.block<2, 1>(2 * k, j) = dt * dt * direction;
  }
  const Eigen::Index differences = std::max<Eigen::Index>(steps - 2, 0);
  Eigen::MatrixXd r = Eigen::MatrixXd::Zero(differences, steps);
  for (Eigen::Index j = 0; j < differences; ++j) {
    r(j, j + 1) = -1.0;
    r(j, j + 2) = 1.0;
  }
  accumulate(regularised_least_squares(a, y, penalties_.jerk * r.transpose() * r), dt, velocity);
}

void DenseProfileFit::fit_curvature(std::span<const Pose2> poses, std::span<const double> velocity, double dt,
                                    std::span<double> curvature) {
  const auto steps = static_cast<Eigen::Index>(curvature.size());
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(steps, steps);
  Eigen::VectorXd y(steps);
  for (Eigen::Index k = 0; k < steps; ++k) {
    const auto i = static_cast<std::size_t>(k);
    y[k] = wrap_angle(poses[i + 1].heading - poses[i].heading);
    a(k, 0) = velocity[i] * dt;
    for (Eigen::Index j = 1; j <= k; ++j) a(k, j) = velocity[i] * dt * dt;
  }
  Eigen::VectorXd weight = Eigen::VectorXd::Constant(steps, penalties_.curvature_rate);
  weight[0] = penalties_.initial_curvature;
  accumulate(regularised_least_squares(a, y, weight.asDiagonal()), dt, curvature);
}

}  // namespace stepscope
