// What the interval promises, held against made-up sessions whose truth is known: how often it is wrong. No A/A pairs
// here: verdicts are those of the interval alone.
#include <gtest/gtest.h>

#include <cmath>

#include "core/comparison/answer.h"
#include "core/comparison/precision.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

struct Rates {
  double faster{0.0}, slower{0.0}, equivalent{0.0};
  double covered{0.0};  // intervals that contain the true ratio
  double different() const { return faster + slower; }

  void count(const Answer& answer, double true_ratio, double share) {
    faster += answer.verdict == Verdict::kFaster ? share : 0.0;
    slower += answer.verdict == Verdict::kSlower ? share : 0.0;
    equivalent += answer.verdict == Verdict::kEquivalent ? share : 0.0;
    covered += answer.total.interval->contains(true_ratio) ? share : 0.0;
  }
};

Rates rates_of(SimulatedSession session, int trials) {
  session.only_totals = true;
  Rates out;
  for (int i = 0; i < trials; ++i)
    out.count(answer_of(simulated_pairs(session, 1 + static_cast<std::uint64_t>(i))), session.ratio, 1.0 / trials);
  return out;
}

// Pairs whose log-ratios are normal, without the runs behind them.
Rates normal_rates(int pairs, double ratio, double log_sd, int trials) {
  std::mt19937_64 random(static_cast<std::uint64_t>(pairs));
  std::normal_distribution<double> log_ratio(std::log(ratio), log_sd);
  Rates out;
  for (int i = 0; i < trials; ++i) {
    std::vector<PairTimes> totals(static_cast<std::size_t>(pairs), {.a = 1e9});
    for (PairTimes& pair : totals) pair.b = pair.a * std::exp(log_ratio(random));
    out.count(answer_of(totals), ratio, 1.0 / trials);
  }
  return out;
}

// The false alarms of equal ways: 5 of 100, whatever the machine does to both.
TEST(Rates, EqualWaysAreToldApartInFiveOfAHundred) {
  const Rates rates = rates_of({}, 1500);
  EXPECT_NEAR(rates.different(), 0.05, 0.02) << "2 % from run to run, steps that follow each other, spikes";
  EXPECT_NEAR(rates.faster, rates.slower, 0.02);
  EXPECT_NEAR(rates.covered, 0.95, 0.02);
}

TEST(Rates, AGainOfThreePercentIsFound) {
  // Long runs: 2 % from run to run is nearly all there is.
  const Rates rates = rates_of({.steps = 600, .ratio = 0.97}, 600);
  EXPECT_NEAR(rates.faster, 0.82, 0.06);
  EXPECT_EQ(rates.slower, 0.0);
  EXPECT_EQ(rates.equivalent, 0.0);
  EXPECT_NEAR(rates.covered, 0.95, 0.02);
}

TEST(Rates, PairingRemovesWhatTheMachineDidAtTheTime) {
  // Ten times as much from pair to pair as the ways differ by: lost to whoever does not compare within the pairs.
  const Rates rates = rates_of({.steps = 600, .ratio = 0.97, .noise = {.pair = 0.3}}, 300);
  EXPECT_NEAR(rates.faster, 0.82, 0.08);
  EXPECT_NEAR(rates.covered, 0.95, 0.04);
}

TEST(Rates, ADriftingMachineChangesNothingWhileOrdersAlternate) {
  const SimulatedNoise drifting{.run = 0.005, .drift = 0.03};
  const Rates alternating = rates_of({.noise = drifting}, 1000);
  EXPECT_NEAR(alternating.different(), 0.05, 0.02);
  const Rates blocked = rates_of({.steps = 600, .noise = drifting, .blocked = true}, 100);
  EXPECT_GT(blocked.slower, 0.8) << "the same drift, one way after the other: the simulation does drift";
}

TEST(Rates, GoingSecondChangesNothingWhileOrdersAlternate) {
  const Rates rates = rates_of({.noise = {.run = 0.005, .second = 0.03}}, 500);
  EXPECT_LE(rates.different(), 0.05) << "it widens the interval";
  EXPECT_GE(rates.covered, 0.95);
}

TEST(Rates, WaysThatDifferAreNotCalledEquivalent) {
  EXPECT_LE(rates_of({.ratio = 0.97, .noise = {.run = 0.005}}, 300).equivalent, 0.05);
  // At the very edge of what does not matter the two tests are wrong as often as they may be.
  for (const double edge : {1.01, 1.0 / 1.01}) EXPECT_NEAR(normal_rates(10, edge, 0.003, 2000).equivalent, 0.05, 0.02);
  EXPECT_GT(normal_rates(10, 1.0, 0.003, 500).equivalent, 0.95) << "equal ones are, if runs differ little";
}

TEST(Rates, HoldForFewAndManyPairs) {
  struct Row {
    int pairs;
    double alarms;
    const char* why;
  };
  const Row rows[] = {
      {6, 2.0 / 64, "only six of one sign"},
      {8, 12.0 / 256, "six of 128 subsets at either end"},
      {16, 0.05, "the most that are flipped exactly"},
      {24, 0.05, "flipped at random"},
  };
  for (const Row& row : rows) {
    const Rates rates = normal_rates(row.pairs, 1.0, 0.03, row.pairs < 16 ? 4000 : 300);
    EXPECT_NEAR(rates.different(), row.alarms, 0.03) << row.pairs << " pairs: " << row.why;
    EXPECT_NEAR(rates.covered, 1.0 - row.alarms, 0.03) << row.pairs << " pairs: " << row.why;
  }
}

TEST(Rates, TheDetectableEffectIsFoundInEightyOfAHundred) {
  for (const int pairs : {6, 7, 8, 10, 12}) {
    const double effect = detectable_effect({.log_sd = 0.03}, pairs).value();
    EXPECT_NEAR(normal_rates(pairs, 1.0 - effect, 0.03, 1000).faster, 0.8, 0.05) << pairs << " pairs";
  }
}

TEST(Rates, AsManyPairsAsAdvisedFindTheWishedEffect) {
  for (const double effect : {0.03, 0.04, 0.06}) {
    const int pairs = pairs_needed({.log_sd = 0.03}, effect);
    EXPECT_GE(normal_rates(pairs, 1.0 - effect, 0.03, 800).faster, 0.76) << pairs << " pairs";
  }
  const int equal = pairs_for_equivalence(0.01, 0.01);
  EXPECT_NEAR(normal_rates(equal, 1.0, 0.01, 800).equivalent, 0.8, 0.08) << equal << " pairs";
}

}  // namespace
}  // namespace stepscope
