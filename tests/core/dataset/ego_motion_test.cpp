#include "core/dataset/ego_motion.h"

#include <gtest/gtest.h>

#include <numbers>
#include <vector>

namespace stepscope {
namespace {

std::vector<EgoState> at_speeds(const std::vector<double>& speeds) {
  std::vector<EgoState> states;
  for (const double speed : speeds) states.push_back({.vx = speed});
  return states;
}

TEST(EgoMotion, DistanceIsThePathOfTheCentre) {
  std::vector<EgoState> states{{.rear_axle = {0, 0, 0}}, {.rear_axle = {3, 4, 0}}, {.rear_axle = {0, 0, 0}}};
  EXPECT_DOUBLE_EQ(travelled_distance_m(states), 10.0) << "there and back: 5 + 5";
  EXPECT_EQ(travelled_distance_m({}), 0.0);
  states = {{.rear_axle = {0, 0, 0}}, {.rear_axle = {0, 0, std::numbers::pi}}};
  EXPECT_NEAR(travelled_distance_m(states), 2.0 * kPacifica.rear_axle_to_centre(), 1e-12) << "turned on the rear axle";
}

struct EdgeCase {
  const char* what;
  std::vector<double> speeds;
  bool rises, falls;
};

TEST(EgoMotion, SpeedEdgesAtHalfAMetrePerSecond) {
  const EdgeCase cases[] = {
      {"starts", {0.0, 0.2, 0.4, 0.7}, true, false},
      {"stops", {3.0, 1.0, 0.2}, false, true},
      {"starts and stops", {0.0, 2.0, 0.0}, true, true},
      {"always faster", {1.0, 5.0, 0.6}, false, false},
      {"reaches the threshold only: above is meant", {0.0, 0.5}, false, false},
      {"falls to the threshold: that is stopped", {2.0, 0.5}, false, true},
      {"no more than noise", {0.46, 0.55}, false, false},
      {"noise adds up from the lowest speed", {0.45, 0.52, 0.58}, true, false},
      {"one state", {0.0}, false, false},
      {"none", {}, false, false},
  };
  for (const EdgeCase& c : cases) {
    const SpeedEdges edges = speed_edges(at_speeds(c.speeds), 0.5, 0.1);
    EXPECT_EQ(edges.rises, c.rises) << c.what;
    EXPECT_EQ(edges.falls, c.falls) << c.what;
  }
}

}  // namespace
}  // namespace stepscope
