// The checks of a session, and what is counted step by step.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/comparison/deadline_comparison.h"
#include "core/comparison/outlier_runs.h"
#include "core/comparison/session_checks.h"
#include "core/comparison/step_ribbon.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

TEST(PairOrder, AlternatesInBlocksOfTwoAtRandom) {
  const auto order = pair_order(200, 5);
  ASSERT_EQ(order.size(), 200U);
  int a_first_blocks = 0;
  for (std::size_t i = 0; i < order.size(); i += 2) {
    EXPECT_NE(order[i], order[i + 1]) << "ABBA or BAAB";
    a_first_blocks += order[i] == PairOrder::kAFirst ? 1 : 0;
  }
  EXPECT_NEAR(a_first_blocks, 50, 20);
  EXPECT_EQ(order, pair_order(200, 5));
  EXPECT_NE(order, pair_order(200, 6));
  EXPECT_EQ(pair_order(7, 1).size(), 7U);
  EXPECT_TRUE(pair_order(0, 1).empty());
}

TEST(SessionChecks, FindTheEffectOfTheOrder) {
  int covered = 0, found = 0, alarms = 0;
  const int trials = 300;
  for (std::uint64_t seed = 0; seed < trials; ++seed) {
    SimulatedSession session{.noise = {.run = 0.005, .second = 0.04}, .only_totals = true};
    const OrderEffect effect = order_effect_of(simulated_pairs(session, seed));
    EXPECT_TRUE(effect.balanced());
    covered += effect.interval->contains(std::exp(0.04)) ? 1 : 0;
    found += effect.certain() && effect.second_to_first > 1.0 ? 1 : 0;
    session.noise.second = 0.0;
    alarms += order_effect_of(simulated_pairs(session, seed)).certain() ? 1 : 0;
  }
  EXPECT_NEAR(covered, 0.95 * trials, 0.03 * trials);
  EXPECT_GT(found, 0.95 * trials);
  EXPECT_NEAR(alarms, 0.05 * trials, 0.03 * trials);
}

TEST(SessionChecks, AnOrderThatNeverAlternatesCannotBeJudged) {
  const std::vector<RunPair> pairs = simulated_pairs({.blocked = true, .only_totals = true}, 1);
  const OrderEffect effect = order_effect_of(pairs);
  EXPECT_FALSE(effect.interval);
  EXPECT_FALSE(effect.balanced());
}

TEST(SessionChecks, FindTheDriftOfTheMachine) {
  int covered = 0, found = 0, alarms = 0;
  const int trials = 300;
  for (std::uint64_t seed = 0; seed < trials; ++seed) {
    // Ways that differ, and several scenarios, are levels of their own and no drift.
    SimulatedSession session{
        .pairs = 12, .scenarios = 2, .ratio = 0.5, .noise = {.run = 0.005, .drift = 0.06}, .only_totals = true};
    const Drift drift = drift_of(simulated_pairs(session, seed));
    covered += drift.interval->contains(std::exp(0.06)) ? 1 : 0;
    found += drift.certain() && drift.end_to_begin > 1.0 ? 1 : 0;
    session.noise.drift = 0.0;
    alarms += drift_of(simulated_pairs(session, seed)).certain() ? 1 : 0;
  }
  EXPECT_NEAR(covered, 0.95 * trials, 0.03 * trials);
  EXPECT_GT(found, 0.95 * trials);
  EXPECT_NEAR(alarms, 0.05 * trials, 0.03 * trials);
}

TEST(SessionChecks, WithoutTimesOrPairsThereIsNoDrift) {
  std::vector<RunPair> pairs = simulated_pairs({.only_totals = true}, 1);
  for (RunPair& pair : pairs) pair.a.began_ns = pair.b.began_ns = 5;
  EXPECT_FALSE(drift_of(pairs).interval);
  EXPECT_EQ(drift_of(pairs).end_to_begin, 1.0);
  EXPECT_FALSE(drift_of({}).interval);
  EXPECT_FALSE(order_effect_of({}).interval);
}

TEST(Outliers, AreFlaggedAndTheAnswerWithoutThemStandsBeside) {
  std::vector<RunPair> pairs = simulated_pairs({.ratio = 0.9, .noise = {.run = 0.005}, .only_totals = true}, 3);
  EXPECT_TRUE(outliers_of(pairs).empty());
  pairs[4].b.loop_ns *= 3;
  const auto outliers = outliers_of(pairs);
  ASSERT_EQ(outliers.size(), 1U);
  EXPECT_EQ(outliers[0].pair, 4U);
  EXPECT_FALSE(outliers[0].is_a);
  EXPECT_NEAR(outliers[0].to_median, 3.0, 0.2);
  EXPECT_EQ(answer_of(pairs).total.pairs, 10) << "never dropped";
  EXPECT_EQ(answer_of(pairs).verdict, Verdict::kInconclusive);
  EXPECT_EQ(answer_without(pairs, outliers).total.pairs, 9);
  EXPECT_EQ(answer_without(pairs, outliers).verdict, Verdict::kFaster);
}

TEST(Outliers, AreRareAmongOrdinaryRuns) {
  int flagged = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    flagged += static_cast<int>(outliers_of(simulated_pairs({.only_totals = true}, seed)).size());
  EXPECT_LT(flagged, 0.01 * 300 * 20) << "of 20 runs a session";
}

TEST(Outliers, AnotherScenarioIsNone) {
  std::vector<RunPair> pairs = simulated_pairs({.pairs = 12, .scenarios = 2, .only_totals = true}, 3);
  for (std::size_t i = 1; i < pairs.size(); i += 2) {
    pairs[i].a.loop_ns *= 50;
    pairs[i].b.loop_ns *= 50;
  }
  EXPECT_TRUE(outliers_of(pairs).empty());
}

std::vector<StepTiming> steps_lasting(std::initializer_list<std::int64_t> walls) {
  std::vector<StepTiming> out;
  for (const std::int64_t wall : walls) out.push_back({.wall_ns = wall});
  return out;
}

TEST(PairedMisses, CountTheSameStepsOfBoth) {
  const RunPair pair{.a = {.steps = steps_lasting({99, 11, 5, 11, 10})},
                     .b = {.steps = steps_lasting({99, 12, 12, 5, 10})}};
  const std::vector<RunPair> pairs{pair, pair};
  const std::int64_t budgets[] = {10, 1000};
  const auto misses = paired_misses(pairs, {}, budgets);
  ASSERT_EQ(misses.size(), 2U);
  EXPECT_EQ(misses[0], (PairedMisses{.budget_ns = 10, .both = 2, .only_a = 2, .only_b = 2, .neither = 2}))
      << "the cold step is not among them, exactly the budget is in time";
  EXPECT_EQ(misses[0].misses_a(), 4);
  EXPECT_EQ(misses[1].neither, 8);
  EXPECT_EQ(paired_misses(pairs, {.end = 3}, budgets)[0].only_a, 0);
}

TEST(Ribbon, IsTheMedianAndTheMiddleHalfOverPairs) {
  // Step 1: B / A is 1, 2, 4, 8, 16 in five pairs; step 0: A took no time in one of them.
  std::vector<RunPair> pairs;
  for (const std::int64_t factor : {4, 1, 16, 2, 8})
    pairs.push_back({.a = {.steps = steps_lasting({factor == 16 ? 0 : 10, 10, 10})},
                     .b = {.steps = steps_lasting({10, 10 * factor, 10})},
                     .scenario = 3});
  pairs.push_back({.a = {.steps = steps_lasting({1})}, .b = {.steps = steps_lasting({9})}, .scenario = 4});
  const auto ribbon = ribbon_of(pairs, 3);
  ASSERT_EQ(ribbon.size(), 3U);
  EXPECT_EQ(ribbon[0].pairs, 4);
  EXPECT_EQ(ribbon[1].pairs, 5);
  EXPECT_NEAR(ribbon[1].median, std::log(4.0), 1e-12);
  EXPECT_NEAR(ribbon[1].low, std::log(2.0), 1e-12);
  EXPECT_NEAR(ribbon[1].high, std::log(8.0), 1e-12);
  EXPECT_NEAR(ribbon[1].min, 0.0, 1e-12);
  EXPECT_NEAR(ribbon[1].max, std::log(16.0), 1e-12);
  EXPECT_EQ(ribbon[2].median, 0.0);
  EXPECT_TRUE(ribbon_of(pairs, 5).empty());
}

}  // namespace
}  // namespace stepscope
