#include "core/base/sim_time.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

TEST(SimTime, IsExactWhereSecondsAreNot) {
  // Ten steps of 0.1 s at a present-day epoch: integers come out even.
  SimTime time{1'620'000'000'000'000};
  for (int step = 0; step < 10; ++step) time.us += 100'000;
  EXPECT_EQ(time, SimTime{1'620'000'001'000'000});
}

// The two roundings differ in the last digit for some times; the reference uses one or the other by place.
TEST(SimTime, OffersBothRoundingsOfTheReference) {
  const SimTime time{5};
  EXPECT_EQ(time.seconds(), 5 * 1e-6);
  EXPECT_EQ(time.seconds_by_division(), 5 / 1e6);
  EXPECT_NE(time.seconds(), time.seconds_by_division());
}

TEST(SimTime, Orders) {
  EXPECT_LT(SimTime{-1}, SimTime{0});
  EXPECT_LT(SimTime{1}, SimTime{2});
  EXPECT_GE(SimTime{2}, SimTime{2});
}

TEST(SimTime, DifferenceHasASign) {
  EXPECT_DOUBLE_EQ(seconds_between({1'000'000}, {1'500'000}), 0.5);
  EXPECT_DOUBLE_EQ(seconds_between({1'500'000}, {1'000'000}), -0.5);
}

}  // namespace
}  // namespace stepscope
