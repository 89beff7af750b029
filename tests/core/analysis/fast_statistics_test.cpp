#include <gtest/gtest.h>

#include <random>

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

// Beyond 2047 values quantiles are counted by bucket: small numbers, where each has its own, large ones, and both.
TEST(FastStatistics, CountedValuesAreExactWhereverTheyLie) {
  std::mt19937_64 random(3);
  for (const std::int64_t low : {0LL, 1LL, 7LL, 250LL, 100'000LL, 1LL << 40, -5LL})
    for (const std::int64_t spread : {0LL, 1LL, 3LL, 100LL, 254LL, 255LL, 256LL, 300LL, 70'000LL, 1LL << 33, 1LL << 61})
      for (const std::size_t count : {2047u, 2048u, 2049u, 3001u}) {
        std::vector<std::int64_t> sample(count);
        for (std::int64_t& value : sample)
          value = low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(spread + 1));
        EXPECT_EQ(distribution_of(sample), plain_distribution(sample)) << low << " + " << spread << ", " << count;
      }
}

// The value after a quantile's may lie in a bucket far away.
TEST(FastStatistics, AGapAfterAQuantileIsBridged) {
  for (const std::size_t longer : {20u, 21u, 100u, 101u, 1000u, 1001u, 1999u}) {
    std::vector<std::int64_t> sample(2101, 500);
    for (std::size_t i = 0; i < longer; ++i) sample[i * 1'000 % sample.size()] = 9'000'000'000;
    EXPECT_EQ(distribution_of(sample), plain_distribution(sample)) << longer;
    for (std::int64_t& value : sample) value = value == 500 ? 3 : value;
    EXPECT_EQ(distribution_of(sample), plain_distribution(sample)) << longer;
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
