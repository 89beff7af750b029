#include "core/comparison/student_t.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace stepscope {
namespace {

TEST(StudentT, AgreesWithTheClosedFormsOfOneAndTwoDegrees) {
  // Abramowitz, Stegun 26.7: ½ + atan(t) / π, and ½ + t / (2 √(2 + t²)).
  for (const double t : {-40.0, -3.0, -0.5, 0.0, 0.7, 2.0, 12.0}) {
    EXPECT_NEAR(student_t_probability(t, 1), 0.5 + std::atan(t) / std::numbers::pi, 1e-12) << t;
    EXPECT_NEAR(student_t_probability(t, 2), 0.5 + t / (2.0 * std::sqrt(2.0 + t * t)), 1e-12) << t;
  }
}

TEST(StudentT, HasTheQuantilesOfPrintedTables) {
  struct Row {
    double probability, df, t;
  };
  for (const Row& row : {Row{0.975, 5, 2.571}, Row{0.975, 9, 2.262}, Row{0.95, 9, 1.833}, Row{0.995, 30, 2.750},
                         Row{0.975, 1000, 1.962}, Row{0.025, 9, -2.262}, Row{0.5, 3, 0.0}})
    EXPECT_NEAR(student_t_quantile(row.probability, row.df), row.t, 5e-4) << row.probability << ", " << row.df;
}

TEST(StudentT, QuantileAndProbabilityAreInverse) {
  for (const double df : {1.0, 2.5, 9.0, 300.0})
    for (const double probability : {1e-4, 0.05, 0.3, 0.5, 0.8, 0.999})
      EXPECT_NEAR(student_t_probability(student_t_quantile(probability, df), df), probability, 1e-9) << df;
}

}  // namespace
}  // namespace stepscope
