#include "core/signal/savitzky_golay.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/probe/allocations.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

std::vector<double> filtered(const SavitzkyGolayShape& shape, const std::vector<double>& in, double delta = 1.0) {
  std::vector<double> out(in.size());
  SavitzkyGolay(shape).apply(in, delta, out);
  return out;
}

// Weights of the middle: responses of one output to unit impulses, in the order of the samples.
std::vector<double> middle_weights(const SavitzkyGolayShape& shape) {
  const std::size_t n = 2 * shape.window + 1;
  std::vector<double> weights;
  const std::size_t output = shape.window;
  const std::size_t half = shape.window / 2;
  for (std::size_t sample = output - half + (shape.window + 1) % 2; sample <= output + half; ++sample) {
    std::vector<double> impulse(n, 0.0);
    impulse[sample] = 1.0;
    weights.push_back(filtered(shape, impulse)[output]);
  }
  return weights;
}

TEST(SavitzkyGolay, HasTheReferencesWeights) {
  const auto weights = test::golden("comfort_extractors.json.gz")["header"]["savgol_coeffs_for_convolve1d"];
  const std::pair<const char*, SavitzkyGolayShape> shapes[] = {
      {"acc_window8_poly2", {.window = 8, .order = 2}},
      {"jerk_window15_poly2_deriv1_delta1", {.window = 15, .order = 2, .derivative = 1}},
      {"yaw_window5_poly2_deriv1_delta1", {.window = 5, .order = 2, .derivative = 1}},
      {"yawacc_window5_poly3_deriv2_delta1", {.window = 5, .order = 3, .derivative = 2}}};
  for (const auto& [name, shape] : shapes) {
    const std::vector<double> actual = middle_weights(shape);
    const auto& expected = weights.at(name);  // of a convolution: the last sample's weight first
    ASSERT_EQ(actual.size(), expected.size()) << name;
    for (std::size_t i = 0; i < actual.size(); ++i)
      EXPECT_NEAR(actual[i], expected[actual.size() - 1 - i], 1e-14) << name << " " << i;
  }
}

TEST(SavitzkyGolay, AnEvenWindowIsHalfASampleLate) {
  // (−3, 3, 7, 9, 9, 7, 3, −3)/32 over samples i−3 … i+4.
  const std::vector<double> actual = middle_weights({.window = 8, .order = 2});
  const std::vector<double> expected{-3, 3, 7, 9, 9, 7, 3, -3};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(actual[i], expected[i] / 32.0, 1e-15) << i;
}

// A polynomial of the filter's order comes back exactly, at the edges, too; even windows evaluate it at i + 0.5.
TEST(SavitzkyGolay, GivesPolynomialsAndTheirDerivativesBack) {
  for (const std::size_t window : {3U, 4U, 5U, 8U, 9U, 15U, 41U}) {
    for (std::size_t order = 0; order < std::min<std::size_t>(window, 4); ++order) {
      for (std::size_t derivative = 0; derivative <= order + 1; ++derivative) {
        const double delta = 0.25;
        // p(t) = Σ (j+1)·tʲ and its derivative.
        const auto p = [order](double t, std::size_t d) {
          double sum = 0.0;
          for (std::size_t j = d; j <= order; ++j) {
            double factor = static_cast<double>(j + 1);
            for (std::size_t i = 0; i < d; ++i) factor *= static_cast<double>(j - i);
            sum += factor * std::pow(t, static_cast<double>(j - d));
          }
          return sum;
        };
        std::vector<double> in(60);
        const auto time = [delta](double i) { return (i - 30.0) * delta; };
        for (std::size_t i = 0; i < in.size(); ++i) in[i] = p(time(static_cast<double>(i)), 0);
        const std::vector<double> out = filtered({window, order, derivative}, in, delta);
        const std::size_t half = window / 2;
        for (std::size_t i = 0; i < in.size(); ++i) {
          const bool late = window % 2 == 0 && i >= half && i + half < in.size();
          const double expected = p(time(static_cast<double>(i) + (late ? 0.5 : 0.0)), derivative);
          EXPECT_NEAR(out[i], expected, 1e-9 * std::max(1.0, std::abs(expected)))
              << "window " << window << ", order " << order << ", derivative " << derivative << ", output " << i;
        }
      }
    }
  }
}

TEST(SavitzkyGolay, AveragesNoise) {
  // Order 0: the mean of the window. (1 + 2 + 6)/3 = 3 everywhere, for there are three samples only.
  for (const double value : filtered({.window = 3, .order = 0}, {1.0, 2.0, 6.0})) EXPECT_NEAR(value, 3.0, 1e-14);
  // Order 2, window 5, middle: (−3, 12, 17, 12, −3)/35.
  EXPECT_NEAR(filtered({.window = 5, .order = 2}, {0.0, 0.0, 0.0, 35.0, 0.0, 0.0, 0.0})[2], 12.0, 1e-12);
}

TEST(SavitzkyGolay, AllocatesNothingWhenApplied) {
  ASSERT_TRUE(allocations_counted());
  const SavitzkyGolay filter({.window = 15, .order = 2, .derivative = 1});
  const std::vector<double> in(149, 1.0);
  std::vector<double> out(149);
  const std::int64_t before = thread_allocations();
  filter.apply(in, 0.1, out);
  EXPECT_EQ(thread_allocations(), before);
}

TEST(Rounding, TiesToEvenAndKeepsSigns) {
  EXPECT_EQ(rounded_to_8_decimals(1.234567894), 1.23456789);
  EXPECT_EQ(rounded_to_8_decimals(-1.234567896), -1.2345679);
  EXPECT_EQ(rounded_to_8_decimals(1.0 / 512.0), 0.00195312);  // 195312.5
  EXPECT_EQ(rounded_to_8_decimals(3.0 / 512.0), 0.00585938);  // 585937.5
  EXPECT_TRUE(std::signbit(rounded_to_8_decimals(-1e-12)));
}

}  // namespace
}  // namespace stepscope
