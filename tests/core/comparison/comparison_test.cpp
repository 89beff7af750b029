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
  EXPECT_EQ(result.answer, held_against(answer_of(pairs), result.floor->total));
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

TEST(Comparison, TheAnswersAreHeldAgainstTheFloor) {
  auto pairs = simulated_pairs({.ratio = 0.97, .noise = {.spike_share = 0.0, .run = 0.005}}, 11);
  const auto level = simulated_pairs({.pairs = 6, .noise = {.spike_share = 0.0, .run = 0.005}}, 12),
             uneven = simulated_pairs({.pairs = 6, .noise = {.run = 0.1}}, 13);
  const RunComparison found = compare_runs(pairs, level).value();
  EXPECT_EQ(found.answer.verdict, Verdict::kFaster);
  EXPECT_EQ(found.answer.floor, found.floor->total);
  EXPECT_EQ(held_against(answer_of(pairs), found.floor->total), found.answer);
  const RunComparison hidden = compare_runs(pairs, uneven).value();
  EXPECT_EQ(hidden.answer.verdict, Verdict::kInconclusive);
  EXPECT_TRUE(hidden.answer.within_floor());
  EXPECT_EQ(hidden.answer.total, found.answer.total) << "the interval stays what it was";
  pairs[3].b.loop_ns *= 2;
  const RunComparison disturbed = compare_runs(pairs, level).value();
  ASSERT_TRUE(disturbed.without_outliers);
  EXPECT_TRUE(disturbed.without_outliers->floor);
  EXPECT_EQ(disturbed.without_outliers->verdict, Verdict::kFaster);
}

TEST(Comparison, PairsAreAskedForWithWhatBelongsToThem) {
  const auto pairs = simulated_pairs({}, 3), same = simulated_pairs({.pairs = 6}, 4);
  const RunComparison alone = compare_runs(pairs).value(), with_floor = compare_runs(pairs, same).value();
  EXPECT_EQ(alone.same_pairs_for_wish(), 0);
  EXPECT_FALSE(alone.spread.equal_sd);
  EXPECT_GT(with_floor.pairs_for_wish, alone.pairs_for_wish);
  EXPECT_EQ(with_floor.same_pairs_for_wish(), same_pairs_for(with_floor.pairs_for_wish));
  EXPECT_GT(*with_floor.detectable, *alone.detectable);
  EXPECT_LE(*detectable_effect(with_floor.spread, with_floor.pairs_for_wish), with_floor.wished_effect);
  EXPECT_GT(*detectable_effect(with_floor.spread, with_floor.pairs_for_wish - 1), with_floor.wished_effect);
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
