#include "core/analysis/yardstick.h"

#include <gtest/gtest.h>

#include "core/analysis/slow_step.h"
#include "plain_slow_step.h"
#include "tests/support/random_steps.h"

namespace stepscope {
namespace {

TEST(FigureScale, MediansLeaveTheFirstValueOutAndRanksDoNot) {
  const FigureScale scale({100, 3, 1, 2, 2});  // after the first: 1 2 2 3
  EXPECT_EQ(scale.median(), 2.0);
  EXPECT_EQ(scale.above(2), 2u) << "3 and 100";
  EXPECT_EQ(scale.equal_to(2), 2u);
  EXPECT_EQ(scale.above(100), 0u);
  EXPECT_EQ(scale.equal_to(100), 1u);
  EXPECT_TRUE(scale.varies());
  EXPECT_EQ(FigureScale({9, 1, 2}).median(), 1.5);
}

TEST(FigureScale, WhatIsTheSameEverywhereIsKnownOnce) {
  const FigureScale scale({7, 7, 7});
  EXPECT_FALSE(scale.varies());
  EXPECT_EQ(scale.same(), 7);
  EXPECT_EQ(scale.median(), 7.0);
  EXPECT_EQ(scale.above(6), 3u);
  EXPECT_EQ(scale.equal_to(7), 3u);
  EXPECT_EQ(FigureScale({5}).median(), 5.0) << "one step alone is its own median";
  EXPECT_EQ(FigureScale().median(), 0.0);
  EXPECT_EQ(FigureScale().above(0), 0u);
}

TEST(FigureScale, OnlyTheFirstDiffers) {
  const FigureScale scale({0, 4, 4});
  EXPECT_TRUE(scale.varies());
  EXPECT_EQ(scale.median(), 4.0);
  EXPECT_EQ(scale.above(0), 2u);
  EXPECT_EQ(scale.equal_to(0), 1u);
}

TEST(Yardstick, GivesEveryStepWhatLookingAtAllStepsGives) {
  for (const std::size_t count : {1u, 2u, 3u, 40u, 101u}) {
    std::vector<StepTiming> steps = random_steps(count, 150e3);
    for (std::size_t k = 0; k < count; ++k) {
      steps[k].counters.agents = static_cast<std::int64_t>(k * 7 % 10);
      steps[k].counters.rows = 12;
      steps[k].cpu_ns -= static_cast<std::int64_t>(k * 13 % 5) * 100;
    }
    const CostModel model = cost_model_of(steps);
    const Yardstick yardstick(steps);
    for (std::size_t k = 0; k < count; ++k) {
      SlowStep fast = explain_step(steps, model, yardstick, k);
      const SlowStep plain = plain_slow_step(steps, k);
      EXPECT_EQ(fast.median_wall_ns, plain.median_wall_ns);
      EXPECT_EQ(fast.median_off_cpu_ns, plain.median_off_cpu_ns);
      EXPECT_EQ(fast.rank, plain.rank);
      std::ranges::sort(fast.counters, {}, &CounterDifference::counter);
      std::ranges::sort(fast.stages, {}, &StageDifference::stage);
      ASSERT_EQ(fast.counters.size(), plain.counters.size());
      ASSERT_EQ(fast.stages.size(), plain.stages.size());
      for (std::size_t i = 0; i < fast.counters.size(); ++i) {
        EXPECT_EQ(fast.counters[i].counter, plain.counters[i].counter);
        EXPECT_EQ(fast.counters[i].value, plain.counters[i].value);
        EXPECT_EQ(fast.counters[i].median, plain.counters[i].median);
        EXPECT_EQ(fast.counters[i].rank, plain.counters[i].rank);
        EXPECT_EQ(fast.counters[i].equals, plain.counters[i].equals);
      }
      for (std::size_t i = 0; i < fast.stages.size(); ++i) {
        EXPECT_EQ(fast.stages[i].self_ns, plain.stages[i].self_ns);
        EXPECT_EQ(fast.stages[i].median_ns, plain.stages[i].median_ns);
        EXPECT_EQ(fast.stages[i].rank, plain.stages[i].rank);
      }
    }
  }
}

}  // namespace
}  // namespace stepscope
