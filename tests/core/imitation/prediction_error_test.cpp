#include "core/imitation/prediction_error.h"

#include <gtest/gtest.h>

#include <vector>

namespace stepscope {
namespace {

// Two examples of 16 poses 0.5 s apart. In the first each pose k = 1 … 16 is off by k/10 m; of the second only 3 s are
// known, and it is exact.
TEST(PredictionError, of_horizons) {
  std::vector<float> targets(2 * 48, 0.0F), weights(2 * 48, 1.0F), predictions(2 * 48, 0.0F);
  for (std::size_t k = 0; k < 16; ++k) predictions[3 * k + 1] = static_cast<float>(k + 1) / 10.0F;
  for (std::size_t k = 6; k < 16; ++k) weights[48 + 3 * k] = weights[48 + 3 * k + 1] = weights[48 + 3 * k + 2] = 0.0F;
  for (std::size_t k = 6; k < 16; ++k) predictions[48 + 3 * k] = 100.0F;  // does not count
  PredictionError error(16, 0.5);
  error.add({.count = 2, .inputs = {}, .targets = targets, .weights = weights}, predictions);
  const HorizonErrors result = error.result();
  EXPECT_NEAR(*result.average[0], (0.35 + 0.0) / 2.0, 1e-6);  // (0.1 + … + 0.6)/6 = 0.35
  EXPECT_NEAR(*result.final[0], 0.3, 1e-6);
  EXPECT_NEAR(*result.average[1], 0.55, 1e-6);  // (0.1 + … + 1.0)/10
  EXPECT_NEAR(*result.final[1], 1.0, 1e-6);
  EXPECT_NEAR(*result.average[2], 0.85, 1e-6);
  EXPECT_NEAR(*result.final[2], 1.6, 1e-6);
}

TEST(PredictionError, horizons_beyond_the_model_have_none) {
  PredictionError error(8, 0.5);
  const std::vector<float> numbers(24, 1.0F);
  error.add({.count = 1, .inputs = {}, .targets = numbers, .weights = numbers}, numbers);
  EXPECT_TRUE(error.result().final[0].has_value());
  EXPECT_FALSE(error.result().final[1].has_value());
  EXPECT_FALSE(error.result().average[2].has_value());
}

}  // namespace
}  // namespace stepscope
