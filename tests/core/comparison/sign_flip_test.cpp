#include "core/comparison/sign_flip.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace stepscope {
namespace {

std::vector<WeightedValue> values_of(std::initializer_list<double> values) {
  std::vector<WeightedValue> out;
  for (const double value : values) out.push_back({.value = value});
  return out;
}

// The definition: of all ways to choose the signs, the share that moves the mean as far from the supposed one or
// farther.
double p_by_flipping(const std::vector<WeightedValue>& values, double supposed) {
  double observed = 0.0;
  for (const WeightedValue& v : values) observed += v.weight * (v.value - supposed);
  int as_far = 0;
  const int signs = 1 << values.size();
  for (int set = 0; set < signs; ++set) {
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i)
      sum += ((set >> i) & 1 ? -1.0 : 1.0) * values[i].weight * (values[i].value - supposed);
    as_far += std::abs(sum) >= std::abs(observed) - 1e-12 ? 1 : 0;
  }
  return static_cast<double>(as_far) / signs;
}

TEST(SignFlip, IsTheShareOfSignChoicesThatMoveTheMeanAsFar) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal(0.4, 1.0);
  std::uniform_real_distribution<double> weight(0.2, 1.0);
  for (int trial = 0; trial < 40; ++trial) {
    std::vector<WeightedValue> values;
    for (int i = 0; i < 5 + trial % 6; ++i) values.push_back({.value = normal(random), .weight = weight(random)});
    const SignFlip flip(values);
    for (const double supposed : {0.0, 0.3, -1.1})
      EXPECT_NEAR(flip.p(supposed), p_by_flipping(values, supposed), 1e-12) << "trial " << trial;
  }
}

TEST(SignFlip, SixPairsOfOneSignAreTheFewestThatReachFivePercent) {
  EXPECT_EQ(SignFlip(values_of({1, 2, 3, 4, 5})).p(), 2.0 / 32);
  EXPECT_EQ(SignFlip(values_of({1, 2, 3, 4, 5, 6})).p(), 2.0 / 64);
  EXPECT_EQ(pairs_to_reach(0.05), 6);
  EXPECT_FALSE(SignFlip(values_of({1, 2, 3, 4, 5})).interval(0.95));
  // Of six pairs only the outermost subset means are left: the smallest and the largest value.
  EXPECT_EQ(SignFlip(values_of({1, 2, 3, 4, 5, 6})).interval(0.95), (Interval{1, 6}));
}

TEST(SignFlip, IntervalIsTheSetOfMeansThatAreNotRejected) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal(0.2, 1.0);
  for (const std::size_t count : {6U, 10U, 16U, 25U}) {
    std::vector<WeightedValue> values(count);
    for (WeightedValue& v : values) v.value = normal(random);
    const SignFlip flip(values);
    for (const double level : {0.9, 0.95}) {
      const Interval interval = flip.interval(level).value();
      const double width = interval.high - interval.low;
      EXPECT_GT(flip.p(interval.low + 1e-9 * width), 1.0 - level) << count;
      EXPECT_LE(flip.p(interval.low - 1e-9 * width), 1.0 - level) << count;
      EXPECT_GT(flip.p(interval.high - 1e-9 * width), 1.0 - level) << count;
      EXPECT_LE(flip.p(interval.high + 1e-9 * width), 1.0 - level) << count;
    }
  }
}

TEST(SignFlip, RandomFlipsBeyondSixteenPairsComeCloseToStudentsT) {
  // 25 values with mean 0.5 and standard deviation 1: t = 2.5, p = 0.0197 with 24 degrees of freedom.
  std::vector<WeightedValue> values;
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  double mean = 0.0, squares = 0.0;
  for (int i = 0; i < 25; ++i) values.push_back({.value = normal(random)});
  for (const WeightedValue& v : values) mean += v.value / 25;
  for (const WeightedValue& v : values) squares += (v.value - mean) * (v.value - mean);
  for (WeightedValue& v : values) v.value = 0.5 + (v.value - mean) / std::sqrt(squares / 24);
  EXPECT_NEAR(SignFlip(values, 1).p(), 0.0197, 0.006);
  EXPECT_NEAR(SignFlip(values, 2).p(), 0.0197, 0.006);
  EXPECT_EQ(SignFlip(values, 2).p(), SignFlip(values, 2).p()) << "the seed decides";
}

TEST(SignFlip, EqualValuesAreCertain) {
  const SignFlip flip(values_of({0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(flip.p(), 1.0);
  EXPECT_EQ(flip.interval(0.95), (Interval{0, 0}));
}

}  // namespace
}  // namespace stepscope
