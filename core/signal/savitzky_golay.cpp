#include "core/signal/savitzky_golay.h"

#include <Eigen/Dense>
#include <cassert>
#include <cmath>
#include <numeric>

namespace stepscope {

namespace {

// d-th derivative of tʲ.
double monomial(double t, std::size_t j, std::size_t d) {
  if (d > j) return 0.0;
  double factor = 1.0;
  for (std::size_t i = 0; i < d; ++i) factor *= static_cast<double>(j - i);
  return factor * std::pow(t, static_cast<double>(j - d));
}

double dot(std::span<const double> weights, const double* samples) {
  return std::inner_product(weights.begin(), weights.end(), samples, 0.0);
}

}  // namespace

SavitzkyGolay::SavitzkyGolay(const SavitzkyGolayShape& shape) : shape_(shape) {
  assert(shape.determined());
  const std::size_t half = shape.window / 2;
  const double middle = (static_cast<double>(shape.window) - 1.0) / 2.0;

  // Samples lie at −middle … middle; the fit is the least-squares solution of A·c = y, its value at t is
  // basis(t)·pinv(A)·y.
  const auto samples = static_cast<Eigen::Index>(shape.window);
  const auto unknowns = static_cast<Eigen::Index>(shape.order) + 1;
  Eigen::MatrixXd a(samples, unknowns);
  for (Eigen::Index i = 0; i < samples; ++i)
    for (Eigen::Index j = 0; j < unknowns; ++j)
      a(i, j) = monomial(static_cast<double>(i) - middle, static_cast<std::size_t>(j), 0);
  const Eigen::MatrixXd fit = a.colPivHouseholderQr().solve(Eigen::MatrixXd::Identity(samples, samples));

  const auto append = [&](double position) {
    Eigen::RowVectorXd basis(unknowns);
    for (Eigen::Index j = 0; j < unknowns; ++j)
      basis[j] = monomial(position - middle, static_cast<std::size_t>(j), shape.derivative);
    const Eigen::RowVectorXd row = basis * fit;
    weights_.insert(weights_.end(), row.begin(), row.end());
  };
  weights_.reserve((2 * half + 1) * shape.window);
  for (std::size_t i = 0; i < half; ++i) append(static_cast<double>(i));
  append(middle);
  for (std::size_t i = shape.window - half; i < shape.window; ++i) append(static_cast<double>(i));
}

std::span<const double> SavitzkyGolay::weights(std::size_t row) const {
  return std::span(weights_).subspan(row * shape_.window, shape_.window);
}

void SavitzkyGolay::apply(std::span<const double> in, double delta, std::span<double> out) const {
  const std::size_t n = in.size();
  const std::size_t window = shape_.window;
  const std::size_t half = window / 2;
  assert(n >= window && out.size() == n);

  double per_delta = 1.0;
  for (std::size_t i = 0; i < shape_.derivative; ++i) per_delta *= delta;
  for (std::size_t i = 0; i < half; ++i) {
    out[i] = dot(weights(i), in.data()) / per_delta;
    out[n - half + i] = dot(weights(half + 1 + i), in.data() + (n - window)) / per_delta;
  }
  const std::size_t first_sample = half - (window + 1) % 2;  // of output 0, counted backwards
  const std::span<const double> middle = weights(half);
  for (std::size_t i = half; i + half < n; ++i) out[i] = dot(middle, in.data() + (i - first_sample)) / per_delta;
}

double rounded_to_8_decimals(double value) { return std::nearbyint(value * 1e8) / 1e8; }

}  // namespace stepscope
