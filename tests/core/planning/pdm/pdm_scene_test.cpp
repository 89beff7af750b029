#include "core/planning/pdm/pdm_scene.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/planning/pdm/drivable_ground.h"
#include "tests/core/planning/pdm/pdm_road.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;

// A scene over a straight single-lane road whose first junction is on the route.
class SceneAt {
 public:
  SceneAt()
      : route_(*map_, std::vector<const Roadblock*>{map_->roadblock(100), map_->roadblock(200), map_->roadblock(101)}) {
    scene_.begin(*map_, route_);
  }
  const PdmScene& see(const EgoState& ego, const std::vector<TrackedObject>& objects,
                      const std::vector<TrafficLightStatus>& lights = {}) {
    HistoryBuffer history(1);
    history.append({.ego = ego, .objects = objects});
    scene_.update({.iteration = 0, .time = ego.time, .history = history, .lights = lights}, PdmParameters{});
    return scene_;
  }

 private:
  RoadMapPtr map_ = test::single_lane_map(2);
  PdmRoute route_;
  PdmScene scene_;
};

TEST(PdmScene, SeesWhatIsWithinItsRadius) {
  SceneAt scene;
  const double centre = kPacifica.rear_axle_to_centre();
  EXPECT_EQ(scene.see(test::ego_at(0.0, 0.0), {test::vehicle_at(centre + 50.0, 0.0)}).obstacles().size(), 1U);
  EXPECT_EQ(scene.see(test::ego_at(0.0, 0.0), {test::vehicle_at(centre + 50.01, 0.0)}).obstacles().size(), 0U);
}

TEST(PdmScene, KeepsTheNearestOfEachKind) {
  SceneAt scene;
  std::vector<TrackedObject> objects;
  for (int i = 0; i < 60; ++i) {
    for (const ObjectType type : {ObjectType::kVehicle, ObjectType::kPedestrian, ObjectType::kBicycle,
                                  ObjectType::kTrafficCone, ObjectType::kBarrier}) {
      TrackedObject object = test::vehicle_at(8.0 + 0.5 * i, 10.0);
      object.track = Token{static_cast<std::uint64_t>(objects.size())};
      object.type = type;
      objects.push_back(object);
    }
  }
  const auto obstacles = scene.see(test::ego_at(0.0, 0.0), objects).obstacles();
  // 50 of the 120 static ones, 50 vehicles, 25 pedestrians, 10 bicycles.
  EXPECT_EQ(obstacles.size(), 50U + 50U + 25U + 10U);
  double farthest_agent = 0.0, farthest_static = 0.0;
  for (const PdmObstacle& o : obstacles) {
    double& farthest = o.agent ? farthest_agent : farthest_static;
    farthest = std::max(farthest, o.centre.x);
  }
  EXPECT_EQ(farthest_agent, 8.0 + 0.5 * 49);   // vehicles 0 … 49
  EXPECT_EQ(farthest_static, 8.0 + 0.5 * 24);  // cones and barriers 0 … 24
}

TEST(PdmScene, ForecastsAlongTheAxisOfTheBox) {
  SceneAt scene;
  TrackedObject drifting = test::vehicle_at(20.0, 0.0, 0.0, 0.0);
  drifting.vx = 3.0;
  drifting.vy = 4.0;  // 5 m/s, 53° from its axis
  TrackedObject reversing = test::vehicle_at(20.0, 10.0, 0.0, 0.0);
  reversing.vx = -2.0;
  const auto obstacles = scene.see(test::ego_at(0.0, 0.0), {drifting, reversing}).obstacles();
  ASSERT_EQ(obstacles.size(), 2U);
  EXPECT_NEAR(obstacles[0].centre_at(2.0).x, 30.0, 1e-12);
  EXPECT_NEAR(obstacles[0].centre_at(2.0).y, 0.0, 1e-12);
  EXPECT_NEAR(obstacles[1].centre_at(2.0).x, 16.0, 1e-12);
  EXPECT_EQ(obstacles[1].heading, 0.0) << "the box keeps its heading";
}

TEST(PdmScene, AnswersWithTheSampleBefore) {
  EXPECT_EQ(PdmScene::sample_time(0), 0.0);
  EXPECT_EQ(PdmScene::sample_time(1), 0.0);
  EXPECT_EQ(PdmScene::sample_time(2), 0.2);
  EXPECT_EQ(PdmScene::sample_time(80), 8.0);
}

TEST(PdmScene, ForgetsForGoodWhatTheEgoOverlapped) {
  SceneAt scene;
  const TrackedObject hit = test::vehicle_at(3.0, 0.0);
  EXPECT_EQ(scene.see(test::ego_at(0.0, 0.0), {hit}).obstacles().size(), 0U);
  TrackedObject later = hit;
  later.box.centre.x = 30.0;
  EXPECT_EQ(scene.see(test::ego_at(0.0, 0.0), {later}).obstacles().size(), 0U);
  EXPECT_EQ(scene.see(test::ego_at(0.0, 0.0), {later}).ignored(), 1U);
}

TEST(PdmScene, StopsForARedLightUntilItIsWhollyPastTheLine) {
  const FeatureId connector = MadeUpRoad::connector(0, 0, 0);  // x = 50 … 70
  const std::vector<TrafficLightStatus> red{{.lane_connector = connector, .colour = LightColour::kRed}};
  SceneAt scene;
  ASSERT_EQ(scene.see(test::ego_at(30.0, 0.0), {}, red).obstacles().size(), 1U);
  const PdmObstacle light = scene.see(test::ego_at(30.0, 0.0), {}, red).obstacles()[0];
  EXPECT_FALSE(light.agent);
  EXPECT_EQ(light.speed, 0.0);
  EXPECT_NEAR(light.centre.x, 60.0, 1e-12);
  EXPECT_EQ(scene.see(test::ego_at(48.0, 0.0), {}, red).obstacles().size(), 1U) << "half across";
  EXPECT_EQ(scene.see(test::ego_at(55.0, 0.0), {}, red).obstacles().size(), 0U) << "inside";
  EXPECT_EQ(scene.see(test::ego_at(30.0, 0.0), {}, red).obstacles().size(), 0U) << "and from then on";
}

TEST(PdmScene, OtherLightsAreNoObstacles) {
  SceneAt scene;
  const FeatureId connector = MadeUpRoad::connector(0, 0, 0);
  for (const LightColour colour : {LightColour::kGreen, LightColour::kYellow, LightColour::kUnknown})
    EXPECT_TRUE(scene.see(test::ego_at(30.0, 0.0), {}, {{connector, colour}}).obstacles().empty());
  EXPECT_TRUE(scene.see(test::ego_at(30.0, 0.0), {}, {{987654, LightColour::kRed}}).obstacles().empty())
      << "of a connector that the map does not have";
}

TEST(DrivableGround, TellsLanesApart) {
  MadeUpRoad road;
  road.add_block(0, 2);  // lane 0: y = −2 … 2, lane 1: y = 2 … 6
  road.add_block(1, 2);
  road.connect(0, 0, 0);
  road.content().carpark_areas.push_back({.id = 7, .area = test::rectangle(0.0, -9.0, 50.0, -2.0)});
  const RoadMapPtr map = test::with_blocks(road);
  const PdmRoute route(*map, std::vector<const Roadblock*>{map->roadblock(100)});
  DrivableGround ground;
  ground.begin(*map, route);
  ground.update({20.0, 0.0}, 50.0);
  struct Row {
    double x, y, heading;
    GroundFlags flags;
    const char* why;
  };
  const Row rows[] = {
      {20.0, 0.0, 0.0, {}, "in its lane"},
      {20.0, 2.3, 0.0, {.multiple_lanes = true}, "between two lanes"},
      {20.0, 5.5, 0.0, {.multiple_lanes = false, .off_road = true}, "over the edge of the road"},
      {20.0, -5.0, 0.0, {.off_direction = true}, "on the car park"},
      {80.0, 0.0, 0.0, {.off_direction = true}, "on a lane beyond the route"},
      {60.0, 12.0, 0.0, {.off_road = true, .off_direction = true}, "nowhere"},
      {46.0, 0.0, 0.0, {.multiple_lanes = true}, "from a lane into a junction"},
  };
  for (const Row& row : rows) EXPECT_EQ(ground.flags(footprint_at({row.x, row.y, row.heading})), row.flags) << row.why;
}

TEST(DrivableGround, KnowsOnlyBlocksThatReachIntoItsSquare) {
  const RoadMapPtr map = test::single_lane_map(3);
  const PdmRoute route(*map, std::vector<const Roadblock*>{map->roadblock(102)});
  DrivableGround ground;
  ground.begin(*map, route);
  const EgoFootprint far = footprint_at({150.0, 0.0, 0.0});  // block 102 begins at x = 140
  ground.update({89.0, 0.0}, 50.0);
  EXPECT_TRUE(ground.flags(far).off_road);
  ground.update({91.0, 0.0}, 50.0);
  EXPECT_FALSE(ground.flags(far).off_road) << "the whole block counts as soon as a part is seen";
}

}  // namespace
}  // namespace stepscope
