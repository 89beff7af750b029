#include "core/comparison/comparison.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/comparison/comparison_words.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

TEST(Comparison, TellsEverythingAboutASession) {
  const auto pairs = simulated_pairs({.ratio = 0.9, .noise = {.spike_share = 0.0}}, 11), same = simulated_pairs({}, 12);
  const RunComparison result = compare_runs(pairs, same).value();
  EXPECT_EQ(result.answer, answer_of(pairs));
  EXPECT_EQ(result.answer.verdict, Verdict::kFaster);
  EXPECT_EQ(result.stages, stages_of(pairs));
  EXPECT_EQ(result.tails.size(), 4U);
  EXPECT_EQ(result.misses.size(), 2U);
  EXPECT_EQ(result.scenarios.size(), 1U);
  EXPECT_FALSE(result.across_scenarios);
  EXPECT_EQ(result.cold.preparation.a, 5e8);
  // The first step takes ten times what it would take warm.
  EXPECT_NEAR(result.cold.first_step_ratio->ratio, 0.9, 0.05);
  ASSERT_TRUE(result.floor);
  EXPECT_FALSE(below_floor(result.answer.total.ratio, result.floor->total));
  EXPECT_TRUE(below_floor(1.0 - 0.5 * *result.floor->total, result.floor->total));
  EXPECT_TRUE(result.floor->of({Stage::kPlanner, TimeKind::kSelf}));
  EXPECT_FALSE(result.floor->of({Stage::kInference, TimeKind::kSelf})) << "nobody spent time on it";
}

TEST(Comparison, TheFloorRisesWhereAWayDiffersFromItself) {
  const auto level = simulated_pairs({}, 12), tilted = simulated_pairs({.ratio = 1.2}, 12);
  const NoiseFloor floor = noise_floor_of(level, 10), higher = noise_floor_of(tilted, 10);
  EXPECT_FALSE(floor.alarmed());
  EXPECT_TRUE(higher.alarmed());
  EXPECT_NEAR(*higher.total, (1.0 + *floor.total) * higher.same.total.ratio - 1.0, 1e-6);
  EXPECT_NEAR(std::log1p(*noise_floor_of(level, 40).total), 0.5 * std::log1p(*floor.total), 1e-12) << "√(10 / 40)";
  EXPECT_TRUE(noise_floor_of(std::span(level).first(3), 10).total);
  EXPECT_FALSE(noise_floor_of(std::span(level).first(2), 10).total);
  EXPECT_TRUE(below_floor(1.0 / 1.02, 0.0200001));
  EXPECT_FALSE(below_floor(1.0 / 1.03, 0.02));
  EXPECT_FALSE(below_floor(1.0, std::nullopt));
}

TEST(Comparison, IsTheSameEveryTime) {
  const auto pairs = simulated_pairs({.pairs = 20}, 4);
  const RunComparison once = compare_runs(pairs).value(), again = compare_runs(pairs).value();
  EXPECT_EQ(once.answer, again.answer);
  EXPECT_EQ(once.stages, again.stages);
  EXPECT_EQ(once.tails, again.tails);
}

TEST(Comparison, FewPairsHaveEverythingButAVerdict) {
  const RunComparison result = compare_runs(simulated_pairs({.pairs = 3, .ratio = 0.5}, 1)).value();
  EXPECT_EQ(result.answer.verdict, Verdict::kRefused);
  EXPECT_NEAR(result.answer.total.ratio, 0.5, 0.05);
  EXPECT_FALSE(result.answer.total.interval);
  EXPECT_FALSE(result.detectable);
  EXPECT_FALSE(result.stages.empty());
}

TEST(Comparison, WhatCannotBeComparedIsAnError) {
  auto pairs = simulated_pairs({.steps = 20}, 1);
  pairs[1].b.steps.resize(10);
  EXPECT_EQ(compare_runs(pairs).error().text(), "pair 2, run B: has 10 steps, others of its scenario 20");
  EXPECT_EQ(compare_runs({}, pairs).error().text(), "pair 2, run B: has 10 steps, others of its scenario 20");
  EXPECT_EQ(compare_runs({}).value().answer.refusal, "there are no pairs of runs");
}

TEST(Comparison, SixScenariosSpeakForOthersLikeThem) {
  // B is twice as fast on scenarios 0 … 2 and half as fast on 3 … 5.
  auto pairs = simulated_pairs({.pairs = 24, .scenarios = 6, .noise = {.run = 0.002}}, 9);
  for (RunPair& pair : pairs) pair.b.loop_ns = pair.scenario < 3 ? pair.b.loop_ns / 2 : pair.b.loop_ns * 2;
  const RunComparison result = compare_runs(pairs).value();
  ASSERT_EQ(result.scenarios.size(), 6U);
  EXPECT_NEAR(result.scenarios[0].ratio, 0.5, 0.05);
  EXPECT_NEAR(result.scenarios[5].ratio, 2.0, 0.1);
  EXPECT_EQ(result.scenarios[5].pairs, 4);
  ASSERT_TRUE(result.across_scenarios);
  EXPECT_EQ(result.across_scenarios->pairs, 6);
  EXPECT_NEAR(result.across_scenarios->ratio, 1.0, 0.05);
  EXPECT_LT(result.across_scenarios->interval->low, 0.6);
  EXPECT_GT(result.across_scenarios->interval->high, 1.8);
}

TEST(Comparison, IntervalAndVerdictNeverContradictEachOther) {
  for (const int count : {6, 10, 17}) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const Answer answer =
          answer_of(simulated_pairs({.pairs = count, .steps = 100, .ratio = 0.98, .only_totals = true}, seed));
      EXPECT_EQ(answer.total.p <= kAlpha, !answer.total.interval->contains(1.0));
      EXPECT_FALSE(answer.verdict == Verdict::kFaster && answer.total.interval->high >= 1.0);
      EXPECT_FALSE(answer.verdict == Verdict::kInconclusive && !answer.total.interval->contains(1.0));
      EXPECT_TRUE(answer.total.interval->contains(answer.total.ratio));
    }
  }
}

}  // namespace
}  // namespace stepscope
