// What the verdict promises where A/A pairs were measured, held against made-up sessions whose truth is known.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "core/comparison/noise_floor.h"
#include "core/comparison/precision.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

struct Session {
  int pairs{10};
  int same_pairs{6};
  double ratio{1.0};
  double log_sd{0.03};       // of A/B pairs
  double same_log_sd{0.03};  // of A/A pairs
};

std::vector<PairTimes> pairs_of(int count, const std::function<double()>& log_ratio) {
  std::vector<PairTimes> out(static_cast<std::size_t>(count), {.a = 1e9});
  for (PairTimes& pair : out) pair.b = pair.a * std::exp(log_ratio());
  return out;
}

struct Measured {
  Answer answer, same;
};

Measured measured(const std::vector<PairTimes>& pairs, const std::vector<PairTimes>& same_pairs) {
  Answer same = answer_of(same_pairs);
  same = held_against(same, own_floor(same.total));
  const Answer answer = answer_of(pairs);
  return {.answer = held_against(answer, noise_floor(same.total, same.differs(), answer.total)), .same = same};
}

Measured measured(const Session& session, std::mt19937_64& random) {
  std::normal_distribution<double> same(0.0, session.same_log_sd), different(std::log(session.ratio), session.log_sd);
  const std::vector<PairTimes> same_pairs = pairs_of(session.same_pairs, [&] { return same(random); });
  return measured(pairs_of(session.pairs, [&] { return different(random); }), same_pairs);
}

struct Shares {
  double left_out{0.0}, faster{0.0}, slower{0.0}, alarmed{0.0};
  double told_apart() const { return faster + slower; }

  void count(const Measured& session, double share) {
    left_out += session.answer.total.interval->contains(1.0) ? 0.0 : share;
    faster += session.answer.verdict == Verdict::kFaster ? share : 0.0;
    slower += session.answer.verdict == Verdict::kSlower ? share : 0.0;
    alarmed += session.same.differs() ? share : 0.0;
  }
};

Shares shares_of(const Session& session, int trials) {
  std::mt19937_64 random(static_cast<std::uint64_t>(session.pairs));
  Shares out;
  for (int i = 0; i < trials; ++i) out.count(measured(session, random), 1.0 / trials);
  return out;
}

TEST(VerdictRates, EqualWaysAreCalledFasterOrSlowerInOneSessionOfTwoThousand) {
  for (const int pairs : {6, 10, 15}) {
    const Shares shares = shares_of({.pairs = pairs, .same_pairs = same_pairs_for(pairs)}, 4000);
    EXPECT_NEAR(shares.left_out, 0.05, 0.02) << pairs << " pairs: the interval alone";
    EXPECT_LE(shares.told_apart(), 0.0015) << pairs << " pairs";
    EXPECT_LE(shares.alarmed, 0.0015) << pairs << " pairs: nor is the measurement called not level";
  }
}

TEST(VerdictRates, RunsOfStepsThatFollowEachOtherAreNoExcuse) {
  // Whole simulated sessions: 2 % from run to run, spikes, and a machine that drifts by 3 %.
  const SimulatedSession session{.steps = 50, .noise = {.drift = 0.03}, .only_totals = true};
  SimulatedSession same = session;
  same.pairs = same_pairs_for(session.pairs);
  int told_apart = 0, left_out = 0;
  const int trials = 1500;
  for (std::uint64_t seed = 0; seed < trials; ++seed) {
    const Answer answer = answer_of(simulated_pairs(session, seed));
    const NoiseFloor floor = noise_floor_of(simulated_pairs(same, 10'000 + seed), answer, {});
    told_apart += held_against(answer, floor.total).differs() ? 1 : 0;
    left_out += answer.total.interval->contains(1.0) ? 0 : 1;
  }
  EXPECT_NEAR(left_out, 0.05 * trials, 0.02 * trials);
  EXPECT_LE(told_apart, 0.002 * trials);
}

TEST(VerdictRates, HeavyTailsChangeNothing) {
  // Log-ratios of Student's distribution with 3 degrees of freedom, and runs of which one in ten is disturbed.
  std::mt19937_64 random(3);
  std::student_t_distribution<double> heavy(3.0);
  std::normal_distribution<double> normal(0.0, 0.02);
  std::exponential_distribution<double> disturbance(10.0);
  std::uniform_real_distribution<double> uniform;
  const auto run = [&] { return normal(random) + (uniform(random) < 0.1 ? disturbance(random) : 0.0); };
  const auto disturbed = [&] { return run() - run(); };
  const auto tailed = [&] { return 0.02 * heavy(random); };
  for (const std::function<double()>& log_ratio :
       {std::function<double()>(tailed), std::function<double()>(disturbed)}) {
    Shares shares;
    for (int i = 0; i < 3000; ++i) shares.count(measured(pairs_of(10, log_ratio), pairs_of(6, log_ratio)), 1.0 / 3000);
    EXPECT_NEAR(shares.left_out, 0.05, 0.02);
    EXPECT_LE(shares.told_apart(), 0.002);
  }
}

TEST(VerdictRates, WaysThatScatterDifferentlyAreNotToldApartMoreOftenThanTheIntervalSays) {
  // Equal on average, but B scatters three times as much as A, or a third: not equal ways, so the floor holds less.
  EXPECT_LE(shares_of({.same_log_sd = 0.01}, 3000).told_apart(), 0.02);
  EXPECT_LE(shares_of({.same_log_sd = 0.09}, 3000).told_apart(), 0.002);
}

TEST(VerdictRates, AGainOfThreePercentIsFoundWithTwentyOnePairs) {
  // 2 % from run to run.
  const double log_sd = 0.02 * std::sqrt(2.0);
  struct Row {
    int pairs;
    double interval, verdict;
  };
  const Row rows[] = {{6, 0.41, 0.06}, {10, 0.85, 0.22}, {21, 1.0, 0.83}, {24, 1.0, 0.90}};
  for (const Row& row : rows) {
    const Session session{.pairs = row.pairs,
                          .same_pairs = same_pairs_for(row.pairs),
                          .ratio = 0.97,
                          .log_sd = log_sd,
                          .same_log_sd = log_sd};
    const Shares shares = shares_of(session, row.pairs > 16 ? 600 : 1500);
    EXPECT_NEAR(shares.left_out, row.interval, 0.05) << row.pairs;
    EXPECT_NEAR(shares.faster, row.verdict, 0.05) << row.pairs;
    EXPECT_EQ(shares.slower, 0.0) << row.pairs;
  }
  EXPECT_EQ(pairs_needed({.log_sd = log_sd, .equal_sd = log_sd}, 0.03), 21);
}

TEST(VerdictRates, AsManyPairsAsAdvisedFindTheWishedEffect) {
  struct Row {
    double effect, same_log_sd;
    const char* why;
  };
  const Row rows[] = {
      {0.03, 0.03, "equal spreads"},           {0.05, 0.03, "equal spreads"},          {0.06, 0.03, "equal spreads"},
      {0.04, 0.015, "A scatters less than B"}, {0.04, 0.06, "A scatters more than B"},
  };
  for (const Row& row : rows) {
    // The spread of all pairs, as sessions of any length find it: half as many A/A pairs.
    const double equal_sd = std::sqrt((2.0 * 0.03 * 0.03 + row.same_log_sd * row.same_log_sd) / 3.0);
    const int pairs = pairs_needed({.log_sd = 0.03, .equal_sd = equal_sd}, row.effect);
    const Session session{.pairs = pairs,
                          .same_pairs = same_pairs_for(pairs),
                          .ratio = 1.0 - row.effect,
                          .log_sd = 0.03,
                          .same_log_sd = row.same_log_sd};
    const double found = shares_of(session, 1000).faster;
    EXPECT_GE(found, kPower - 0.02) << row.why << ", " << row.effect << ": " << pairs;
    EXPECT_LE(found, kPower + 0.1) << row.why << ", " << row.effect << ": " << pairs;
  }
}

TEST(VerdictRates, TheDetectableEffectIsFoundInEightyOfAHundred) {
  for (const int pairs : {6, 8, 10, 15}) {
    const double effect = detectable_effect({.log_sd = 0.03, .equal_sd = 0.03}, pairs).value();
    const Session session{.pairs = pairs, .same_pairs = same_pairs_for(pairs), .ratio = 1.0 - effect};
    EXPECT_NEAR(shares_of(session, 1500).faster, kPower + 0.02, 0.04) << pairs << " pairs";
  }
}

TEST(VerdictRates, WhatAFirstSessionAsksForIsFoundByTheNext) {
  // The advice of a user's first session, whose spread is only known from its pairs, followed in a second one.
  for (const double effect : {0.03, 0.06}) {
    std::mt19937_64 random(7);
    const int trials = 500;
    int found = 0;
    for (int i = 0; i < trials; ++i) {
      const Measured first = measured({.ratio = 1.0 - effect}, random);
      const int pairs = pairs_needed(expected_spread(first.answer.total, &first.same.total), effect);
      const Session next{.pairs = pairs, .same_pairs = same_pairs_for(pairs), .ratio = 1.0 - effect};
      found += measured(next, random).answer.verdict == Verdict::kFaster ? 1 : 0;
    }
    EXPECT_GE(found, (kPower - 0.03) * trials) << effect;
    EXPECT_LE(found, (kPower + 0.12) * trials) << effect;
  }
}

}  // namespace
}  // namespace stepscope
