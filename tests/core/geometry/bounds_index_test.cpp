#include "core/geometry/bounds_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/base/random.h"

namespace stepscope {
namespace {

Bounds random_bounds(Random& random, double largest) {
  const double x = random.uniform(-1000.0, 1000.0), y = random.uniform(-1000.0, 1000.0);
  return {x, y, x + random.uniform(0.0, largest), y + random.uniform(0.0, largest)};
}

std::vector<std::uint32_t> linear_scan(const std::vector<Bounds>& items, const Bounds& query) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items[i].overlaps(query)) found.push_back(i);
  }
  return found;
}

class BoundsIndexSize : public testing::TestWithParam<int> {};

TEST_P(BoundsIndexSize, FindsWhatALinearScanFinds) {
  Random random(static_cast<std::uint64_t>(GetParam()) + 1);
  std::vector<Bounds> items;
  for (int i = 0; i < GetParam(); ++i) items.push_back(random_bounds(random, 60.0));
  const BoundsIndex index(items);
  std::vector<std::uint32_t> found{7, 7, 7};  // left over from before: must go
  for (int i = 0; i < 200; ++i) {
    const Bounds query = random_bounds(random, 300.0);
    index.query(query, found);
    EXPECT_EQ(found, linear_scan(items, query));
    EXPECT_EQ(index.any(query, [](auto) { return true; }), !found.empty());
    EXPECT_EQ(index.any(query, [&](auto item) { return item == 5; }), std::ranges::find(found, 5u) != found.end());
  }
  index.query({-1e9, -1e9, 1e9, 1e9}, found);
  EXPECT_EQ(found.size(), items.size());
}

INSTANTIATE_TEST_SUITE_P(Sizes, BoundsIndexSize, testing::Values(0, 1, 2, 11, 12, 13, 144, 145, 1000, 1729, 5000));

TEST(BoundsIndex, TouchingCounts) {
  const std::vector<Bounds> items{{0, 0, 1, 1}};
  const BoundsIndex index(items);
  std::vector<std::uint32_t> found;
  index.query({1, 1, 2, 2}, found);
  EXPECT_EQ(found.size(), 1u);
  index.query({1.0000001, 1, 2, 2}, found);
  EXPECT_TRUE(found.empty());
}

TEST(BoundsIndex, IgnoresEmptyAndUndefinedRectangles) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<Bounds> items(30);
  items[5] = {nan, 0, 1, 1};
  items[17] = {0, 0, 1, 1};
  const BoundsIndex index(items);
  std::vector<std::uint32_t> found;
  index.query({-10, -10, 10, 10}, found);
  EXPECT_EQ(found, std::vector<std::uint32_t>{17});
  index.query(Bounds{}, found);
  EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace stepscope
