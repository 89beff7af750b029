#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace stepscope {

// A symmetric positive definite matrix with two bands beside the diagonal, as L·diag(d)·Lᵀ; L has ones on its diagonal
// and two lower bands. Reusing one object for matrix after matrix allocates nothing once it has grown.
class Pentadiagonal {
 public:
  void reserve(std::size_t rows);
  std::size_t size() const { return inverse_d_.size(); }

  // bands(i) gives the entries (i, i), (i+1, i) and (i+2, i).
  template <typename Bands>
  void factorise(std::size_t rows, Bands&& bands) {
    resize(rows);
    Carry carry;
    for (std::size_t i = 0; i < rows; ++i) add_column(i, bands(i), carry);
  }

  // Solves in two passes: `right` is called for the right-hand side of row i, in order; x is filled.
  template <typename Right>
  void solve(Right&& right, std::span<double> x) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      double z = right(i);
      if (i >= 1) z -= first_[i - 1] * x[i - 1];
      if (i >= 2) z -= second_[i - 2] * x[i - 2];
      x[i] = z;
    }
    substitute_back(x);
  }

 private:
  // Products d·L of the two columns before, as the recurrences need them.
  struct Carry {
    double first_times_d{0.0}, second_times_d{0.0}, earlier_second_times_d{0.0};
  };
  void resize(std::size_t rows);
  void add_column(std::size_t i, const std::array<double, 3>& bands, Carry& carry);
  void substitute_back(std::span<double> x) const;

  std::vector<double> inverse_d_;
  std::vector<double> first_;   // L(i+1, i)
  std::vector<double> second_;  // L(i+2, i)
};

}  // namespace stepscope
