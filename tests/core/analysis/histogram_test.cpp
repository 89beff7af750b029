#include "core/analysis/histogram.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace stepscope {
namespace {

using Values = std::vector<std::int64_t>;

std::int64_t sum_of(const Histogram& histogram) { return histogram.shown() + histogram.not_shown; }

TEST(Histogram, WorkedExampleInLinearBins) {
  // 12 … 47 in at most 5 bins: width 10 (2·10^0 and 5·10^0 need too many), edges 10 20 30 40 50. 20 is in the second.
  const Histogram h = histogram_of(Values{12, 19, 20, 35, 47}, BinScale::kLinear, 4);
  EXPECT_EQ(h.edges_ns, (std::vector<double>{10, 20, 30, 40, 50}));
  EXPECT_EQ(h.counts, (Values{2, 1, 1, 1}));
  EXPECT_EQ(h.cumulative, (std::vector<double>{0.4, 0.6, 0.8, 1.0}));
  EXPECT_EQ(h.highest(), 2);
  EXPECT_EQ(h.not_shown, 0);
}

TEST(Histogram, WorkedExampleInLogarithmicBins) {
  // One bin per decade; 0 has no place.
  const Histogram h = histogram_of(Values{0, 1, 9, 10, 99, 1000}, BinScale::kLogarithmic, 2);
  ASSERT_EQ(h.edges_ns.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_DOUBLE_EQ(h.edges_ns[i], std::pow(10.0, i));
  EXPECT_EQ(h.counts, (Values{2, 2, 1}));  // 1000 is the upper edge of the last bin and in it
  EXPECT_EQ(h.not_shown, 1);
  EXPECT_DOUBLE_EQ(h.cumulative[0], 0.4);
}

TEST(Histogram, EveryValueIsInExactlyOneBinWithinItsEdges) {
  std::mt19937_64 random(7);
  for (const BinScale scale : {BinScale::kLinear, BinScale::kLogarithmic})
    for (int round = 0; round < 60; ++round) {
      Values values(1 + random() % 300);
      const std::uint64_t magnitude = 1ull << (1 + random() % 40);
      for (std::int64_t& value : values) value = static_cast<std::int64_t>(random() % magnitude);
      const Histogram h = histogram_of(values, scale, 50);
      EXPECT_EQ(sum_of(h), static_cast<std::int64_t>(values.size()));
      EXPECT_LE(h.counts.size(), 52u);
      EXPECT_TRUE(std::is_sorted(h.edges_ns.begin(), h.edges_ns.end()));
      if (h.counts.empty()) continue;
      EXPECT_EQ(h.cumulative.back(), 1.0);
      for (std::size_t i = 0; i < h.counts.size(); ++i) {
        const bool last = i + 1 == h.counts.size();
        const auto inside = std::count_if(values.begin(), values.end(), [&](std::int64_t v) {
          const auto value = static_cast<double>(v);
          if (scale == BinScale::kLogarithmic && v <= 0) return false;
          return value >= h.edges_ns[i] && (value < h.edges_ns[i + 1] || (last && value == h.edges_ns[i + 1]));
        });
        EXPECT_EQ(h.counts[i], inside) << "bin " << i << " of round " << round;
      }
    }
}

TEST(Histogram, UsesTheBinsItMay) {
  std::mt19937 random(3);
  Values values;
  for (int i = 0; i < 1000; ++i) values.push_back(100'000 + static_cast<std::int64_t>(random() % 900'000));
  EXPECT_GE(histogram_of(values, BinScale::kLinear, 60).counts.size(), 20u);  // 1-2-5 steps: at least 1/2.5 of them
  EXPECT_GE(histogram_of(values, BinScale::kLogarithmic, 60).counts.size(), 20u);
}

TEST(Histogram, OneValueAndNoneAndNothingButZero) {
  for (const BinScale scale : {BinScale::kLinear, BinScale::kLogarithmic}) {
    const Histogram one = histogram_of(Values{250, 250, 250}, scale);
    EXPECT_EQ(one.shown(), 3);
    EXPECT_GT(one.edges_ns.back(), one.edges_ns.front());
    EXPECT_TRUE(histogram_of(Values{}, scale).edges_ns.empty());
    EXPECT_EQ(histogram_of(Values{}, scale).highest(), 0);
  }
  EXPECT_EQ(histogram_of(Values{0, 0}, BinScale::kLinear).shown(), 2);
  const Histogram nothing = histogram_of(Values{0, 0}, BinScale::kLogarithmic);
  EXPECT_TRUE(nothing.counts.empty());
  EXPECT_EQ(nothing.not_shown, 2);
}

TEST(IndicesWithin, BothEndsBelongToTheRange) {
  using Indices = std::vector<std::size_t>;
  const Values values{5, 1, 3, 9, 3};
  EXPECT_EQ(indices_within(values, 3, 5), (Indices{0, 2, 4}));
  EXPECT_EQ(indices_within(values, 3.5, 4.5), Indices{});
}

}  // namespace
}  // namespace stepscope
