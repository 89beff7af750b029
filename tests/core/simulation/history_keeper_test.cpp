#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/simulation/rebuilt_history.h"
#include "core/simulation/ring_history.h"

namespace stepscope {
namespace {

HistorySample sample_at(std::int64_t us, std::span<const TrackedObject> objects = {}) {
  HistorySample sample;
  sample.ego.time.us = us;
  sample.objects = objects;
  return sample;
}

std::vector<std::int64_t> times(const HistoryKeeper& history) {
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < history.view().size(); ++i) out.push_back(history.view()[i].ego.time.us);
  return out;
}

using Times = std::vector<std::int64_t>;

// Both ways to keep a past, with room for three samples.
template <typename Keeper>
class HistoryKeeperTest : public testing::Test {
 protected:
  Keeper history{3};
};
using Keepers = testing::Types<RingHistory, RebuiltHistory>;
TYPED_TEST_SUITE(HistoryKeeperTest, Keepers);

TYPED_TEST(HistoryKeeperTest, KeepsTheNewestInOrder) {
  EXPECT_EQ(times(this->history), Times{});
  for (const std::int64_t us : {1, 2, 3, 4, 5}) this->history.append(sample_at(us));
  EXPECT_EQ(times(this->history), (Times{3, 4, 5}));
  EXPECT_EQ(this->history.view().newest().ego.time.us, 5);
  EXPECT_EQ(this->history.view().capacity(), 3U);
}

TYPED_TEST(HistoryKeeperTest, KeepsWhoseObjectsWere) {
  const std::vector<TrackedObject> objects(4);
  this->history.append(sample_at(1, objects));
  this->history.append(sample_at(2));
  EXPECT_EQ(this->history.view()[0].objects.data(), objects.data()) << "objects are handed over, not kept";
  EXPECT_EQ(this->history.view()[0].objects.size(), 4U);
}

TYPED_TEST(HistoryKeeperTest, StartsAnewAfterClear) {
  for (const std::int64_t us : {1, 2, 3, 4}) this->history.append(sample_at(us));
  this->history.clear();
  EXPECT_EQ(times(this->history), Times{});
  this->history.append(sample_at(9));
  EXPECT_EQ(times(this->history), Times{9});
}

TYPED_TEST(HistoryKeeperTest, GoesBackAsOftenAsWanted) {
  for (const std::int64_t us : {1, 2, 3, 4}) this->history.append(sample_at(us));
  this->history.remember();
  for (int i = 0; i < 2; ++i) {
    this->history.append(sample_at(5));
    this->history.append(sample_at(6));
    EXPECT_EQ(times(this->history), (Times{4, 5, 6}));
    this->history.go_back();
    EXPECT_EQ(times(this->history), (Times{2, 3, 4}));
  }
  this->history.append(sample_at(7));
  this->history.remember();
  this->history.clear();
  this->history.go_back();
  EXPECT_EQ(times(this->history), (Times{3, 4, 7}));
}

}  // namespace
}  // namespace stepscope
