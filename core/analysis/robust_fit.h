#pragma once

#include <span>
#include <vector>

namespace stepscope {

// y ≈ b₀ + Σ b_j x_j, one row per step in the order of the run.
struct RobustFit {
  struct Coefficient {
    double value{0.0};
    double low{0.0}, high{0.0};  // 95 % interval
  };
  std::vector<Coefficient> coefficients;  // b₀ first
  double scale{0.0};                      // spread of the residuals: 1.4826 × median of their sizes
  double r2{0.0};                         // explained share of the variation, adjusted for the number of columns

  // b₀ + Σ b_j x_j.
  double at(std::span<const double> x) const;
};

// Least squares that spikes cannot pull: Huber's weights (k = 1.345 scales), iterated; R² is that of the weighted fit.
// Intervals hold for residuals that depend on their neighbours: Newey–West covariance with Bartlett's kernel over 2 √n
// steps, of residuals divided by 1 − leverage, with the critical values that go with so wide a kernel (Kiefer,
// Vogelsang 2005). Columns must vary and must not be combinations of each other (counter_choice.h).
// y.size() > columns + 1; every column is as long as y.
RobustFit fit_robustly(std::span<const double> y, const std::vector<std::vector<double>>& columns);

}  // namespace stepscope
