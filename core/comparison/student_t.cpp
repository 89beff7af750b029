#include "core/comparison/student_t.h"

#include <cmath>
#include <initializer_list>

namespace stepscope {

namespace {

constexpr int kMostTerms = 500;
constexpr double kPrecise = 1e-15, kTiny = 1e-300;

// Continued fraction of the incomplete beta function, evaluated from the front (modified Lentz; the coefficients stand
// in Abramowitz, Stegun 26.5.8). Converges quickly for x < (a + 1) / (a + b + 2).
double beta_fraction(double x, double a, double b) {
  const auto guarded = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
  double c = 1.0, d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0)), product = d;
  for (int m = 1; m < kMostTerms; ++m) {
    const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
    double step = 1.0;
    for (const double term : {even, odd}) {
      d = 1.0 / guarded(1.0 + term * d);
      c = guarded(1.0 + term / c);
      step *= c * d;
      product *= c * d;
    }
    if (std::abs(step - 1.0) < kPrecise) break;
  }
  return product;
}

double incomplete_beta(double x, double a, double b) {
  if (x <= 0.0) return 0.0;
  if (x >= 1.0) return 1.0;
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1.0) / (a + b + 2.0)) return front * beta_fraction(x, a, b) / a;
  return 1.0 - front * beta_fraction(1.0 - x, b, a) / b;
}

}  // namespace

double student_t_probability(double t, double df) {
  const double outside = 0.5 * incomplete_beta(df / (df + t * t), 0.5 * df, 0.5);
  return t > 0.0 ? 1.0 - outside : outside;
}

double student_t_quantile(double probability, double df) {
  if (probability == 0.5) return 0.0;
  const double tail = probability < 0.5 ? probability : 1.0 - probability;
  double low = 0.0, high = 1.0;  // of −t: the tail below
  while (student_t_probability(-high, df) > tail && high < 1e12) high *= 2.0;
  for (int i = 0; i < 100 && high - low > 1e-12 * high; ++i) {
    const double middle = 0.5 * (low + high);
    (student_t_probability(-middle, df) > tail ? low : high) = middle;
  }
  const double size = 0.5 * (low + high);
  return probability < 0.5 ? -size : size;
}

}  // namespace stepscope
