#include <gtest/gtest.h>

#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

TEST(Vehicle, CentreEqualsTheReference) {
  test::Worst worst;
  const auto cases = test::golden("geometry.json.gz")["cases"]["footprint"];
  ASSERT_EQ(cases.size(), 60U);
  for (const auto& c : cases) {
    EgoState ego;
    ego.rear_axle = {c["rear_axle"][0], c["rear_axle"][1], c["rear_axle"][2]};
    worst.add_position(ego.centre().position(), {c["center"][0], c["center"][1]}, "centre");
  }
  EXPECT_LE(worst.error, 1.0) << worst.where;
}

TEST(Vehicle, DimensionsEqualTheReference) {
  const auto vehicle = test::golden("geometry.json.gz")["header"]["vehicle"];
  EXPECT_DOUBLE_EQ(kPacifica.width, vehicle["width"].get<double>());
  EXPECT_DOUBLE_EQ(kPacifica.length(), vehicle["length"].get<double>());
  EXPECT_DOUBLE_EQ(kPacifica.wheel_base, vehicle["wheel_base"].get<double>());
  EXPECT_DOUBLE_EQ(kPacifica.rear_axle_to_centre(), vehicle["rear_axle_to_center"].get<double>());
  EXPECT_DOUBLE_EQ(kPacifica.height, vehicle["height"].get<double>());
}

}  // namespace
}  // namespace stepscope
