#include "core/comparison/answer.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

// Totals with these ratios B / A.
std::vector<PairTimes> pairs_with(std::initializer_list<double> ratios) {
  std::vector<PairTimes> out;
  for (const double ratio : ratios) out.push_back({.a = 1e9, .b = 1e9 * ratio});
  return out;
}

TEST(Answer, HasFourVerdicts) {
  struct Row {
    std::vector<PairTimes> pairs;
    Verdict verdict;
    const char* why;
  };
  const Row rows[] = {
      {pairs_with({0.90, 0.91, 0.89, 0.92, 0.90, 0.88}), Verdict::kFaster, "six of six below 1"},
      {pairs_with({1.10, 1.11, 1.09, 1.12, 1.10, 1.08}), Verdict::kSlower, "six of six above 1"},
      {pairs_with({0.90, 0.91, 0.89, 0.92, 0.90, 1.01}), Verdict::kInconclusive, "one of six on the other side"},
      {pairs_with({1.001, 0.999, 1.002, 0.998, 1.001, 0.999}), Verdict::kEquivalent, "nothing is off by 1 %"},
      {pairs_with({0.995, 0.996, 0.994, 0.997, 0.995, 0.996}), Verdict::kEquivalent, "certain, but less than matters"},
      {pairs_with({0.985, 0.986, 0.989, 0.995, 0.985, 0.986}), Verdict::kFaster, "certain, perhaps more than matters"},
      {pairs_with({0.90, 0.91, 0.89, 0.92, 0.90}), Verdict::kRefused, "five pairs"},
      {{}, Verdict::kRefused, "no pairs"},
  };
  for (const Row& row : rows) {
    const Answer answer = answer_of(row.pairs);
    EXPECT_EQ(answer.verdict, row.verdict) << row.why;
    EXPECT_EQ(answer.refusal.empty(), row.verdict != Verdict::kRefused) << row.why;
  }
}

TEST(Answer, SwappingTheWaysMirrorsIt) {
  SimulatedSession session{.ratio = 0.97};
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::vector<RunPair> pairs = simulated_pairs(session, seed);
    const Answer forth = answer_of(pairs);
    for (RunPair& pair : pairs) std::swap(pair.a, pair.b);
    const Answer back = answer_of(pairs);
    EXPECT_NEAR(forth.total.ratio * back.total.ratio, 1.0, 1e-12);
    EXPECT_NEAR(forth.total.interval->low * back.total.interval->high, 1.0, 1e-12);
    EXPECT_EQ(forth.total.p, back.total.p);
    EXPECT_EQ(forth.verdict == Verdict::kFaster, back.verdict == Verdict::kSlower);
    EXPECT_EQ(forth.verdict == Verdict::kEquivalent, back.verdict == Verdict::kEquivalent);
  }
}

TEST(Answer, TotalIsLoopAndWaitingWithoutPreparation) {
  std::vector<RunPair> pairs;
  for (int i = 0; i < 6; ++i) {
    RunPair pair{.a = {.steps = std::vector<StepTiming>(3), .before_ns = 1, .loop_ns = 80, .after_ns = 20},
                 .b = {.steps = std::vector<StepTiming>(3), .before_ns = 900 + i, .loop_ns = 20, .after_ns = 30}};
    pairs.push_back(pair);
  }
  const Answer answer = answer_of(pairs);
  EXPECT_NEAR(answer.a_ns, 100.0, 1e-9);
  EXPECT_NEAR(answer.b_ns, 50.0, 1e-9);
  EXPECT_NEAR(answer.total.ratio, 0.5, 1e-12);
}

TEST(Answer, EveryScenarioCountsAlike) {
  // Scenario 0: ratio 0.8 in four pairs; scenario 1: ratio 1.25 in two. √(0.8 · 1.25) = 1.
  std::vector<RunPair> pairs;
  for (int i = 0; i < 6; ++i)
    pairs.push_back({.a = {.steps = std::vector<StepTiming>(2), .loop_ns = 1000},
                     .b = {.steps = std::vector<StepTiming>(2), .loop_ns = i < 4 ? 800 : 1250},
                     .scenario = i < 4 ? 7 : 9});
  EXPECT_NEAR(answer_of(pairs).total.ratio, 1.0, 1e-12);
}

TEST(Answer, RefusesPairsThatCannotBeCompared) {
  std::vector<RunPair> pairs(6, {.a = {.steps = std::vector<StepTiming>(4), .loop_ns = 9},
                                 .b = {.steps = std::vector<StepTiming>(4), .loop_ns = 9}});
  EXPECT_EQ(answer_of(pairs).refusal, "");
  std::vector<RunPair> shorter = pairs;
  shorter[2].b.steps.pop_back();
  EXPECT_EQ(answer_of(shorter).refusal, "pair 3, run B: has 3 steps, others of its scenario 4");
  shorter[2].b.steps.clear();
  EXPECT_EQ(answer_of(shorter).refusal, "pair 3, run B: has no finished step");
  pairs[0].a.loop_ns = 0;
  EXPECT_EQ(answer_of(pairs).refusal, "pair 1, run A: took no time");
}

}  // namespace
}  // namespace stepscope
