#include "core/geometry/orientation.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace stepscope {

namespace {

// A sum of doubles kept without rounding: components that do not overlap, smallest first.
class ExactSum {
 public:
  void add(double value) {
    for (std::size_t i = 0; i < count_; ++i) {
      const double sum = value + parts_[i];
      const double virtual_part = sum - value;
      parts_[i] = (value - (sum - virtual_part)) + (parts_[i] - virtual_part);
      value = sum;
    }
    parts_[count_++] = value;
  }
  void add_product(double a, double b) {
    const double product = a * b;
    add(std::fma(a, b, -product));
    add(product);
  }
  int sign() const {
    for (std::size_t i = count_; i-- > 0;) {
      if (parts_[i] > 0.0) return 1;
      if (parts_[i] < 0.0) return -1;
    }
    return 0;
  }

 private:
  std::array<double, 12> parts_{};
  std::size_t count_{0};
};

int exact_orientation(Point2 a, Point2 b, Point2 c) {
  ExactSum sum;  // the determinant multiplied out: a × b + b × c + c × a
  sum.add_product(a.x, b.y);
  sum.add_product(-a.y, b.x);
  sum.add_product(b.x, c.y);
  sum.add_product(-b.y, c.x);
  sum.add_product(c.x, a.y);
  sum.add_product(-c.y, a.x);
  return sum.sign();
}

}  // namespace

int orientation(Point2 a, Point2 b, Point2 c) {
  const double left = (a.x - c.x) * (b.y - c.y);
  const double right = (a.y - c.y) * (b.x - c.x);
  const double determinant = left - right;
  // (3 + 16ε)ε with ε = 2⁻⁵³: beyond this the rounded determinant has the right sign.
  const double bound = 3.3306690738754716e-16 * (std::abs(left) + std::abs(right));
  if (determinant > bound) return 1;
  if (determinant < -bound) return -1;
  return exact_orientation(a, b, c);
}

}  // namespace stepscope
