#include "core/geometry/bounds_grid.h"

#include <gtest/gtest.h>

#include "core/base/random.h"

namespace stepscope {
namespace {

Bounds random_bounds(Random& random, double range, double size) {
  const double x = random.uniform(-range, range), y = random.uniform(-range, range);
  return {x, y, x + random.uniform(0, size), y + random.uniform(0, size)};
}

TEST(BoundsGrid, FindsWhatLookingAtAllFinds) {
  Random random(9);
  BoundsGrid grid(7.0);
  std::vector<Bounds> all(300);
  std::vector<std::uint32_t> found, expected;
  std::size_t hits = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto item = static_cast<std::uint32_t>(random.below(300));
    all[item] = random.below(5) == 0 ? Bounds{} : random_bounds(random, 200, 40);
    if (all[item].empty()) {
      grid.remove(item);
    } else {
      grid.set(item, all[item]);
    }
    const Bounds query = random_bounds(random, 200, 80);
    grid.query(query, found);
    expected.clear();
    for (std::uint32_t i = 0; i < all.size(); ++i)
      if (!all[i].empty() && all[i].overlaps(query)) expected.push_back(i);
    ASSERT_EQ(found, expected) << "round " << round;
    hits += found.size();
  }
  EXPECT_GT(hits, 3000U);
}

TEST(BoundsGrid, AnswersAVastQueryAndForgetsWhatWasCleared) {
  BoundsGrid grid(1.0);
  grid.set(3, {0, 0, 1, 1});
  grid.set(1, {1e6, 1e6, 1e6 + 1, 1e6 + 1});
  std::vector<std::uint32_t> found;
  grid.query({-1e7, -1e7, 1e7, 1e7}, found);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{1, 3}));
  grid.query({}, found);
  EXPECT_TRUE(found.empty());
  grid.clear();
  grid.query({-1e7, -1e7, 1e7, 1e7}, found);
  EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace stepscope
