// What the answer promises, held against made-up sessions whose truth is known: how often it is wrong.
#include <gtest/gtest.h>

#include <cmath>

#include "core/comparison/answer.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

struct Rates {
  double faster{0.0}, slower{0.0}, equivalent{0.0}, inconclusive{0.0};
  double covered{0.0};  // intervals that contain the true ratio
  double different() const { return faster + slower; }
};

Rates rates_of(SimulatedSession session, int trials, std::uint64_t first_seed = 1) {
  session.only_totals = true;
  Rates out;
  const double share = 1.0 / trials;
  for (int i = 0; i < trials; ++i) {
    const Answer answer = answer_of(simulated_pairs(session, first_seed + static_cast<std::uint64_t>(i)));
    out.faster += answer.verdict == Verdict::kFaster ? share : 0.0;
    out.slower += answer.verdict == Verdict::kSlower ? share : 0.0;
    out.equivalent += answer.verdict == Verdict::kEquivalent ? share : 0.0;
    out.inconclusive += answer.verdict == Verdict::kInconclusive ? share : 0.0;
    out.covered += answer.total.interval->contains(session.ratio) ? share : 0.0;
  }
  return out;
}

void report(const char* name, const Rates& rates) {
  std::printf("%s: faster %.3f, slower %.3f, equivalent %.3f, inconclusive %.3f, covered %.3f\n", name, rates.faster,
              rates.slower, rates.equivalent, rates.inconclusive, rates.covered);
}

TEST(Rates, EqualWaysAreToldApartInFiveOfAHundred) {
  const Rates rates = rates_of({}, 2000);
  report("equal", rates);
  EXPECT_NEAR(rates.different(), 0.05, 0.02);
  EXPECT_NEAR(rates.covered, 0.95, 0.02);
}

TEST(Rates, AGainOfThreePercentIsFound) {
  // Long runs: 2 % from run to run is nearly all there is.
  const Rates rates = rates_of({.steps = 1000, .ratio = 0.97}, 1000);
  report("3 %", rates);
  EXPECT_NEAR(rates.faster, 0.84, 0.05);
  EXPECT_NEAR(rates.covered, 0.95, 0.02);
  EXPECT_LE(rates.slower, 0.002);
}

TEST(Rates, ADriftingMachineChangesNothingWhileOrdersAlternate) {
  const Rates interleaved = rates_of({.steps = 600, .noise = {.run = 0.005, .drift = 0.03}}, 1000);
  report("drift", interleaved);
  EXPECT_NEAR(interleaved.different(), 0.05, 0.025);
  const Rates blocked = rates_of({.steps = 600, .noise = {.run = 0.005, .drift = 0.03}, .blocked = true}, 100);
  report("blocked", blocked);
  EXPECT_GT(blocked.slower, 0.8) << "the same drift, ways one after the other: the simulation does drift";
}

}  // namespace
}  // namespace stepscope
