#include "core/analysis/robust_fit.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

constexpr double kHuber = 1.345;  // scales within which a residual counts in full: 95 % efficient on normal noise
constexpr double kMadToSigma = 1.4826;
constexpr int kMostRounds = 30;

// Columns with mean 0 and spread 1 behind a column of ones: numbers of any size fit equally well.
struct Design {
  Eigen::MatrixXd rows;
  Eigen::VectorXd mean, spread;
};

Design standardised(const std::vector<std::vector<double>>& columns, Eigen::Index n) {
  const auto p = static_cast<Eigen::Index>(columns.size()) + 1;
  Design design{
      .rows = Eigen::MatrixXd::Ones(n, p), .mean = Eigen::VectorXd::Zero(p), .spread = Eigen::VectorXd::Ones(p)};
  for (Eigen::Index j = 1; j < p; ++j) {
    const Eigen::Map<const Eigen::VectorXd> column(columns[static_cast<std::size_t>(j - 1)].data(), n);
    design.mean[j] = column.mean();
    const Eigen::VectorXd centred = column.array() - design.mean[j];
    const double spread = std::sqrt(centred.squaredNorm() / static_cast<double>(n));
    design.spread[j] = spread > 0.0 ? spread : 1.0;
    design.rows.col(j) = centred / design.spread[j];
  }
  return design;
}

double spread_of(const Eigen::VectorXd& residuals) {
  std::vector<double> sizes(residuals.data(), residuals.data() + residuals.size());
  for (double& size : sizes) size = std::abs(size);
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  if (*middle > 0.0) return kMadToSigma * *middle;
  // More than half of the steps fit exactly: the spread of all is the next best measure.
  return std::sqrt(residuals.squaredNorm() / static_cast<double>(residuals.size()));
}

Eigen::VectorXd weights_of(const Eigen::VectorXd& residuals, double scale) {
  if (!(scale > 0.0)) return Eigen::VectorXd::Ones(residuals.size());
  return residuals.unaryExpr(
      [limit = kHuber * scale](double r) { return std::min(1.0, limit / std::max(std::abs(r), limit)); });
}

Eigen::VectorXd weighted_solution(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& w) {
  const Eigen::MatrixXd xw = w.asDiagonal() * x;
  return (x.transpose() * xw).ldlt().solve(xw.transpose() * y);
}

// Σ_l (1 − |l|/window) Σ_t u_t u_{t−l}ᵀ, as a sum over all windows of the scores that overlap the run.
Eigen::MatrixXd newey_west(const Eigen::MatrixXd& scores, Eigen::Index window) {
  const Eigen::Index n = scores.rows(), p = scores.cols();
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(p, p);
  Eigen::VectorXd inside = Eigen::VectorXd::Zero(p);
  for (Eigen::Index t = 0; t < n + window - 1; ++t) {
    if (t < n) inside += scores.row(t).transpose();
    if (t >= window) inside -= scores.row(t - window).transpose();
    sum += inside * inside.transpose();
  }
  return sum / static_cast<double>(window);
}

// Two-sided 5 % point of the t statistic when the kernel spans the part b of the run.
double critical_value(double b) { return 1.9600 + b * (2.9694 + b * (0.4160 - b * 0.5324)); }

}  // namespace

double RobustFit::at(std::span<const double> x) const {
  double sum = coefficients.front().value;
  for (std::size_t j = 0; j < x.size(); ++j) sum += coefficients[j + 1].value * x[j];
  return sum;
}

RobustFit fit_robustly(std::span<const double> y, const std::vector<std::vector<double>>& columns) {
  const auto n = static_cast<Eigen::Index>(y.size());
  const Design design = standardised(columns, n);
  const Eigen::MatrixXd& x = design.rows;
  const Eigen::Index p = x.cols();
  const Eigen::Map<const Eigen::VectorXd> target(y.data(), n);

  Eigen::VectorXd weights = Eigen::VectorXd::Ones(n);
  Eigen::VectorXd beta = weighted_solution(x, target, weights);
  Eigen::VectorXd residuals = target - x * beta;
  double scale = spread_of(residuals);
  for (int round = 0; round < kMostRounds && scale > 0.0; ++round) {
    weights = weights_of(residuals, scale);
    const Eigen::VectorXd next = weighted_solution(x, target, weights);
    const double moved = (next - beta).cwiseAbs().maxCoeff();
    beta = next;
    residuals = target - x * beta;
    scale = spread_of(residuals);
    if (moved <= 1e-6 * scale) break;
  }

  RobustFit fit;
  fit.scale = scale;
  weights = weights_of(residuals, scale);
  const Eigen::VectorXd squared = weights.cwiseAbs2();  // a spike counts like a residual at the limit
  const double mean = squared.dot(target) / squared.sum();
  const double total = squared.dot((target.array() - mean).square().matrix());
  const double left = squared.dot(residuals.cwiseAbs2());
  if (total > 0.0) {
    const double plain = 1.0 - left / total;
    fit.r2 = std::clamp(1.0 - (1.0 - plain) * static_cast<double>(n - 1) / static_cast<double>(n - p), 0.0, 1.0);
  }

  const auto window =
      std::clamp<Eigen::Index>(static_cast<Eigen::Index>(std::ceil(2.0 * std::sqrt(static_cast<double>(n)))), 1, n);
  const Eigen::VectorXd slope = weights.unaryExpr([](double w) { return w < 1.0 ? 0.0 : 1.0; });
  const Eigen::MatrixXd bread = (x.transpose() * slope.asDiagonal() * x).ldlt().solve(Eigen::MatrixXd::Identity(p, p));
  // Residuals are smaller than the errors they stand for, most where a step pulls the fit most.
  const Eigen::VectorXd pull = (x * bread).cwiseProduct(x).rowwise().sum();
  const Eigen::VectorXd scores = weights.array() * residuals.array() / (1.0 - pull.array().min(0.9));
  const Eigen::MatrixXd middle = newey_west(scores.asDiagonal() * x, window);
  const Eigen::MatrixXd covariance =
      bread * middle * bread.transpose() * (static_cast<double>(n) / static_cast<double>(n - p));

  // Back from standardised columns: b_j = β_j / spread_j, b₀ = β₀ − Σ b_j mean_j.
  Eigen::MatrixXd back = Eigen::MatrixXd::Zero(p, p);
  back(0, 0) = 1.0;
  for (Eigen::Index j = 1; j < p; ++j) {
    back(j, j) = 1.0 / design.spread[j];
    back(0, j) = -design.mean[j] / design.spread[j];
  }
  const Eigen::VectorXd b = back * beta;
  const Eigen::MatrixXd variance = back * covariance * back.transpose();
  const double t = critical_value(static_cast<double>(window) / static_cast<double>(n));
  for (Eigen::Index j = 0; j < p; ++j) {
    const double half = t * std::sqrt(std::max(variance(j, j), 0.0));
    fit.coefficients.push_back({.value = b[j], .low = b[j] - half, .high = b[j] + half});
  }
  return fit;
}

}  // namespace stepscope
