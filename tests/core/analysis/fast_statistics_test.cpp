#include <gtest/gtest.h>

#include "core/analysis/timing_columns.h"
#include "plain_statistics.h"
#include "tests/support/random_steps.h"

namespace stepscope {
namespace {

// Selecting instead of sorting must not change a bit of any figure.
TEST(FastStatistics, EqualThePlainOnesBitForBit) {
  for (const std::size_t count : {1u, 2u, 3u, 7u, 8u, 100u, 101u, 5000u})
    for (const unsigned seed : {1u, 2u}) {
      const std::vector<StepTiming> steps = random_steps(count, 150e3, seed);
      const RunStatistics fast = statistics_of(steps, 0.1);
      const RunStatistics plain = plain_statistics(steps);
      EXPECT_EQ(fast.step, plain.step) << count;
      EXPECT_EQ(fast.step_without_first, plain.step_without_first) << count;
      EXPECT_EQ(fast.group_ns, plain.group_ns) << count;
      EXPECT_EQ(fast.stages, plain.stages) << count;
    }
}

TEST(FastStatistics, ManyEqualValuesAndSortedOnesAreNoSpecialCase) {
  for (const std::int64_t modulus : {1, 2, 3, 1000}) {
    std::vector<std::int64_t> sample;
    for (std::int64_t i = 0; i < 1000; ++i) sample.push_back(i % modulus);
    EXPECT_EQ(distribution_of(sample), plain_distribution(sample)) << modulus;
    std::reverse(sample.begin(), sample.end());
    EXPECT_EQ(distribution_of(sample), plain_distribution(sample)) << modulus;
  }
}

TEST(FastStatistics, AStageOfOneStepIsFoundWhereverItRan) {
  for (const std::size_t k : {0u, 40u, 99u}) {
    std::vector<StepTiming> steps = random_steps(100, 150e3);
    steps[k].self_ns[static_cast<std::size_t>(Stage::kMapIo)] = 5;
    EXPECT_EQ(statistics_of(steps, 0.1).stages, plain_statistics(steps).stages) << k;
  }
}

TEST(TimesOf, AStageAndAWholeStep) {
  std::vector<StepTiming> steps(1);
  steps[0].wall_ns = 10;
  steps[0].total_ns[static_cast<std::size_t>(Stage::kPlanner)] = 7;
  steps[0].self_ns[static_cast<std::size_t>(Stage::kPlanner)] = 4;
  steps[0].self_ns[static_cast<std::size_t>(Stage::kStep)] = 3;
  using Times = std::vector<std::int64_t>;
  EXPECT_EQ(times_of(steps, {}), Times{10});
  EXPECT_EQ(times_of(steps, {Stage::kPlanner, TimeKind::kTotal}), Times{7});
  EXPECT_EQ(times_of(steps, {Stage::kPlanner, TimeKind::kSelf}), Times{4});
  EXPECT_EQ(times_of(steps, {Stage::kStep, TimeKind::kSelf}), Times{3});  // unaccounted
}

}  // namespace
}  // namespace stepscope
