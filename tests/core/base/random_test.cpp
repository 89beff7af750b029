#include "core/base/random.h"

#include <gtest/gtest.h>

#include <array>

namespace stepscope {
namespace {

// First outputs of SplitMix64 with seed 1234567, as its authors' program prints them.
TEST(Random, IsSplitMix64) {
  Random random(1234567);
  for (const std::uint64_t expected : {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                       4593380528125082431ULL, 16408922859458223821ULL})
    EXPECT_EQ(random.next(), expected);
}

TEST(Random, SameSeedSameSequence) {
  Random a(7), b(7), c(8);
  bool c_differs = false;
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t value = a.next();
    EXPECT_EQ(value, b.next());
    c_differs = c_differs || value != c.next();
  }
  EXPECT_TRUE(c_differs);
}

TEST(Random, UniformFillsItsRangeAndStaysInIt) {
  Random random(3);
  double low = 1e9, high = -1e9, sum = 0.0;
  constexpr int kCount = 10'000;
  for (int i = 0; i < kCount; ++i) {
    const double value = random.uniform(-2.0, 6.0);
    low = std::min(low, value);
    high = std::max(high, value);
    sum += value;
  }
  EXPECT_GE(low, -2.0);
  EXPECT_LT(high, 6.0);
  EXPECT_NEAR(low, -2.0, 0.01);
  EXPECT_NEAR(high, 6.0, 0.01);
  EXPECT_NEAR(sum / kCount, 2.0, 0.1);  // standard error 8/√12/100 = 0.023
}

TEST(Random, BelowReachesEveryValue) {
  Random random(5);
  std::array<int, 6> counts{};
  for (int i = 0; i < 6000; ++i) {
    const int value = random.below(6);
    ASSERT_TRUE(value >= 0 && value < 6);
    ++counts[static_cast<std::size_t>(value)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 1000, 150);  // standard deviation 29
  EXPECT_EQ(random.below(1), 0);
}

}  // namespace
}  // namespace stepscope
