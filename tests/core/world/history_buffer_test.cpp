#include "core/world/history_buffer.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

HistorySample sample_at(std::int64_t us) {
  HistorySample sample;
  sample.ego.time = {us};
  return sample;
}

TEST(HistoryBuffer, KeepsTheNewestInOrder) {
  HistoryBuffer buffer(3);
  for (std::int64_t us = 0; us < 5; ++us) {
    buffer.append(sample_at(us));
    EXPECT_EQ(buffer.newest().ego.time.us, us);
  }
  ASSERT_EQ(buffer.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(buffer[i].ego.time.us, static_cast<std::int64_t>(i) + 2);
}

TEST(HistoryBuffer, StartsAnewAfterClear) {
  HistoryBuffer buffer(2);
  buffer.append(sample_at(1));
  buffer.clear();
  EXPECT_EQ(buffer.size(), 0U);
  buffer.append(sample_at(7));
  EXPECT_EQ(buffer[0].ego.time.us, 7);
}

TEST(HistoryBuffer, HoldsAsManyAsTheReference) { EXPECT_EQ(HistoryBuffer::reference_capacity(0.1), 22U); }

}  // namespace
}  // namespace stepscope
