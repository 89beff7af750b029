#include "core/dataset/near_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NearNames, EditDistance) {
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);  // k→s, e→i, +g
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("abc", "abc"), 0u);
}

TEST(NearNames, SlipsOfThePenAndParts) {
  const std::vector<std::string> names{"stationary", "stationary_in_traffic", "starting_left_turn", "on_carpark"};
  EXPECT_THAT(near_names("stationery", names), ElementsAre("stationary"));
  EXPECT_THAT(near_names("carpark", names), ElementsAre("on_carpark"));
  EXPECT_THAT(near_names("station", names, 1), ElementsAre("stationary"));
  EXPECT_THAT(near_names("unprotected_cross_turn", names), IsEmpty());
}

}  // namespace
}  // namespace stepscope
