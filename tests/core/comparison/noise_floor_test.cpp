#include "core/comparison/noise_floor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/comparison/student_t.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

// Log-ratios of pairs, scenario by scenario.
RatioEstimate estimate_of(const std::vector<std::vector<double>>& scenarios) {
  std::vector<PairTimes> times;
  int number = 0;
  for (const auto& logs : scenarios) {
    for (const double log : logs)
      times.push_back(
          {.a = 1.0, .b = std::exp(log), .weight = 1.0 / static_cast<double>(logs.size()), .scenario = number});
    ++number;
  }
  return *ratio_of(times);
}

double reach(int freedom, double log_sd, double pairs) {
  return student_t_quantile(1.0 - kFloorAlpha / 2.0, freedom) * log_sd / std::sqrt(pairs);
}

TEST(NoiseFloor, IsTheReachOfAsManyEqualPairs) {
  // ± 0.01 around 0, four A/A pairs: variance 4 / 3 · 10⁻⁴. Six A/B pairs around −0.1: 6 / 5 · 10⁻⁴. Together 10 / 8 ·
  // 10⁻⁴.
  const RatioEstimate same = estimate_of({{0.01, -0.01, 0.01, -0.01}});
  const RatioEstimate pairs = estimate_of({{-0.09, -0.11, -0.09, -0.11, -0.09, -0.11}});
  EXPECT_NEAR(std::log1p(noise_floor(same, false, pairs).value()), reach(8, std::sqrt(1.25e-4), 6), 1e-12);
  EXPECT_NEAR(std::log1p(own_floor(pairs).value()), reach(5, std::sqrt(1.2e-4), 6), 1e-12);
}

TEST(NoiseFloor, IsNeverBelowWhatAAgainstItselfCameOutAs) {
  const RatioEstimate same = estimate_of({{0.051, 0.049, 0.051, 0.049}});
  const RatioEstimate pairs = estimate_of({{0.001, -0.001, 0.001, -0.001, 0.001, -0.001}});
  const double reached = reach(8, std::sqrt(1.25e-6), 6);
  ASSERT_LT(reached, 0.05);
  EXPECT_NEAR(std::log1p(noise_floor(same, false, pairs).value()), 0.05, 1e-12);
  EXPECT_NEAR(std::log1p(noise_floor(same, true, pairs).value()), 0.05 + reached, 1e-12) << "not level for certain";
}

TEST(NoiseFloor, WhatScenariosDifferByIsNoNoise) {
  const std::vector<double> around_0{0.01, -0.01, 0.01}, around_1{1.01, 0.99, 1.01}, around_2{2.01, 1.99, 2.01};
  const RatioEstimate same = estimate_of({around_0, around_0, around_0});
  const auto floor = noise_floor(same, false, estimate_of({around_0, around_1, around_2}));
  EXPECT_NEAR(floor.value(), noise_floor(same, false, same).value(), 1e-12);
  EXPECT_LT(floor.value(), 0.03);
}

TEST(NoiseFloor, FewPairsOfAScenarioMakeItsMeanUncertain) {
  // Weights of 1 / 8 and 1 / 2: (1 + 1)² / (8 / 64 + 2 / 4) = 6.4 pairs of equal weight, and not 10.
  const std::vector<double> eight{0.01, -0.01, 0.01, -0.01, 0.01, -0.01, 0.01, -0.01}, two{0.01, -0.01};
  EXPECT_NEAR(estimate_of({eight, two}).within.pairs, 6.4, 1e-12);
  EXPECT_EQ(estimate_of({eight, two}).within.freedom, 8);
}

TEST(NoiseFloor, IsNotKnownFromLessThanThreePairs) {
  const RatioEstimate pairs = estimate_of({{0.0, 0.1, 0.0, 0.1, 0.0, 0.1}});
  EXPECT_FALSE(noise_floor(estimate_of({{0.0, 0.01}}), false, pairs));
  EXPECT_TRUE(noise_floor(estimate_of({{0.0, 0.01, 0.0}}), false, pairs));
  EXPECT_FALSE(own_floor(estimate_of({{0.1}}))) << "one pair scatters from nothing";
}

TEST(NoiseFloor, BelowItIsBelowWhicheverWayIsCalledA) {
  EXPECT_TRUE(below_floor(1.0 / 1.02, 0.0200001));
  EXPECT_TRUE(below_floor(1.02, 0.0200001));
  EXPECT_FALSE(below_floor(1.0 / 1.03, 0.02));
  EXPECT_FALSE(below_floor(1.0, std::nullopt));
}

TEST(NoiseFloor, OfASessionSaysWhetherTheMeasurementIsLevel) {
  const auto pairs = simulated_pairs({}, 12), level = simulated_pairs({.pairs = 6}, 13),
             tilted = simulated_pairs({.pairs = 6, .ratio = 1.2}, 13);
  const Answer answer = answer_of(pairs);
  const std::vector<StageComparison> stages = stages_of(pairs);
  const NoiseFloor floor = noise_floor_of(level, answer, stages), higher = noise_floor_of(tilted, answer, stages);
  EXPECT_FALSE(floor.alarmed());
  EXPECT_TRUE(higher.alarmed());
  EXPECT_GT(*higher.total, higher.same.total.ratio - 1.0);
  EXPECT_TRUE(floor.of({Stage::kPlanner, TimeKind::kSelf}));
  EXPECT_FALSE(floor.of({Stage::kInference, TimeKind::kSelf})) << "nobody spent time on it";
  EXPECT_FALSE(noise_floor_of(std::span(level).first(2), answer, stages).total);
}

TEST(NoiseFloor, HalfAsManyPairsBelongToIt) {
  EXPECT_EQ(same_pairs_for(6), 6);
  EXPECT_EQ(same_pairs_for(12), 6);
  EXPECT_EQ(same_pairs_for(13), 7);
  EXPECT_EQ(same_pairs_for(60), 30);
}

}  // namespace
}  // namespace stepscope
