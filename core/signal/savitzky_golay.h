#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stepscope {

// Which filter: a polynomial of `order` is fitted to `window` neighbouring samples, and its derivative is taken.
struct SavitzkyGolayShape {
  std::size_t window{5};
  std::size_t order{2};
  std::size_t derivative{0};  // above `order`: everything is 0

  // Enough samples to determine the polynomial.
  bool determined() const { return order < window; }
  bool operator==(const SavitzkyGolayShape&) const = default;
};

// Savitzky–Golay filter (Analytical Chemistry 36, 1964) with the edges and the even windows of scipy 1.10's
// savgol_filter(mode="interp"). With h = window/2 in whole numbers:
//
//   output i = h … n−h−1:  the polynomial of samples i−h … i+h, evaluated at i; for an even window that of samples
//                          i−h+1 … i+h, evaluated in its middle: half a sample late
//   the first and last h:  the polynomial of the first and last `window` samples, evaluated at their own positions
//
// All weights are made with the object; applying it allocates nothing.
class SavitzkyGolay {
 public:
  // shape.determined() must hold.
  explicit SavitzkyGolay(const SavitzkyGolayShape& shape);

  const SavitzkyGolayShape& shape() const { return shape_; }
  // Filters samples at equal distances of `delta` > 0. At least `window` of them; `out` has the same size and shares no
  // memory with `in`. Unit of the output: that of the input per delta^derivative.
  void apply(std::span<const double> in, double delta, std::span<double> out) const;

 private:
  std::span<const double> weights(std::size_t row) const;

  SavitzkyGolayShape shape_;
  std::vector<double> weights_;  // rows of `window`: h for the first outputs, one for the middle, h for the last
};

// The nearest multiple of 1e-8, ties to even, as numpy.round(·, 8) computes it.
double rounded_to_8_decimals(double value);

}  // namespace stepscope
