#include "core/planning/idm_planner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/probe/allocations.h"
#include "tests/core/planning/made_up_road.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;

// An ego whose box has its centre at (x, y) and looks along +x.
EgoState ego_at(double x, double y, double vx) {
  EgoState ego;
  ego.time = {1'600'000'000'000'000};
  ego.rear_axle = {x - kPacifica.rear_axle_to_centre(), y, 0.0};
  ego.vx = vx;
  return ego;
}

TrackedObject object(ObjectType type, double x, double y, double heading = 0.0, double speed = 0.0) {
  TrackedObject o;
  o.type = type;
  o.box = {{x, y, heading}, 4.0, 2.0};
  o.vx = speed * std::cos(heading);
  o.vy = speed * std::sin(heading);
  return o;
}

// A planner on a road, and what it plans in a situation.
class Drive {
 public:
  explicit Drive(const MadeUpRoad& road, int blocks, const IdmPlannerParameters& parameters = {})
      : map_(road.build()), planner_(parameters), history_(1) {
    const auto route = MadeUpRoad::route(blocks);
    const Status status = planner_.initialise({.route = route, .mission_goal = {}, .map = *map_});
    EXPECT_TRUE(status.ok()) << status.error().text();
  }
  std::vector<TrackedObject> objects;
  std::vector<TrafficLightStatus> lights;

  Status plan(const EgoState& ego) {
    history_.append({.ego = ego, .objects = objects});
    return planner_.plan({.iteration = 0, .time = ego.time, .history = history_, .lights = lights}, plan_);
  }
  // States of the plan; it must succeed.
  std::span<const TrajectoryState> states(const EgoState& ego) {
    const Status status = plan(ego);
    EXPECT_TRUE(status.ok()) << status.error().text();
    return plan_.states();
  }
  // Where the front bumper is in the last state.
  double last_front(const EgoState& ego) { return states(ego).back().rear_axle.x + kPacifica.front_length; }
  const IdmPlanner& planner() const { return planner_; }

 private:
  RoadMapPtr map_;
  IdmPlanner planner_;
  HistoryBuffer history_;
  Trajectory plan_;
};

TEST(IdmPlanner, AcceleratesTowardsTheSpeedLimit) {
  Drive drive(test::single_lane_road(5, 12.0), 5);
  const EgoState ego = ego_at(10.0, 0.3, 5.0);
  const auto states = drive.states(ego);
  ASSERT_EQ(states.size(), 17U);
  EXPECT_EQ(drive.planner().target_velocity(), 12.0);
  // On the path, not beside it, and the box's centre is where the ego's is along it.
  EXPECT_NEAR(states[0].rear_axle.x, ego.rear_axle.x, 1e-12);
  EXPECT_EQ(states[0].rear_axle.y, 0.0);
  EXPECT_EQ(states[0].vx, 5.0);
  for (std::size_t i = 1; i < states.size(); ++i) {
    EXPECT_EQ(states[i].time.us, ego.time.us + static_cast<std::int64_t>(i) * 500'000);
    EXPECT_GT(states[i].vx, states[i - 1].vx);
    EXPECT_LE(states[i].vx, std::min(12.0, states[i - 1].vx + 0.5));
    EXPECT_NEAR(states[i].rear_axle.x - states[i - 1].rear_axle.x, 0.5 * states[i - 1].vx, 1e-9);
  }
}

TEST(IdmPlanner, TakesTheParameterWithoutALimitAndNeverBrakesAtTheStart) {
  for (const std::optional<double> limit : {std::optional<double>(), std::optional<double>(0.0)}) {
    Drive unlimited(test::single_lane_road(2, limit), 2, {{.target_velocity = 8.0}});
    unlimited.states(ego_at(5.0, 0.0, 3.0));
    EXPECT_EQ(unlimited.planner().target_velocity(), 8.0);
  }
  Drive fast(test::single_lane_road(2, 12.0), 2);
  fast.states(ego_at(5.0, 0.0, 15.0));
  EXPECT_EQ(fast.planner().target_velocity(), 15.0);
  fast.states(ego_at(5.0, 0.0, 3.0));  // chosen once
  EXPECT_EQ(fast.planner().target_velocity(), 15.0);
}

TEST(IdmPlanner, StopsBehindWhatStands) {
  for (const ObjectType type : {ObjectType::kVehicle, ObjectType::kPedestrian, ObjectType::kTrafficCone}) {
    Drive drive(test::single_lane_road(3), 3, {.planned_trajectory_samples = 60});
    drive.objects = {object(type, 45.0, 0.0)};
    const double front = drive.last_front(ego_at(10.0, 0.0, 5.0));
    EXPECT_LT(front, 43.0) << category_name(type);
    EXPECT_GT(front, 40.0) << category_name(type);
  }
}

TEST(IdmPlanner, LooksNoFurtherThanItsRadius) {
  const EgoState ego = ego_at(10.0, 0.0, 5.0);
  Drive drive(test::single_lane_road(3), 3);
  drive.objects = {object(ObjectType::kVehicle, 50.0, 0.0)};
  const double unseen = drive.last_front(ego);
  drive.objects = {object(ObjectType::kVehicle, 49.9, 0.0)};
  EXPECT_LT(drive.last_front(ego), unseen - 10.0);
}

TEST(IdmPlanner, OnlySpeedAlongItsHeadingCounts) {
  const EgoState ego = ego_at(10.0, 0.0, 8.0);
  const auto front_behind = [&ego](const TrackedObject& lead) {
    Drive drive(test::single_lane_road(3), 3);
    drive.objects = {lead};
    return drive.last_front(ego);
  };
  constexpr double kQuarter = 1.5707963267948966;
  const double standing = front_behind(object(ObjectType::kVehicle, 40.0, 0.0, kQuarter, 0.0));
  EXPECT_NEAR(front_behind(object(ObjectType::kVehicle, 40.0, 0.0, kQuarter, 9.0)), standing, 1e-6);
  const double driving = front_behind(object(ObjectType::kVehicle, 40.0, 0.0, 0.0, 9.0));
  EXPECT_GT(driving, front_behind(object(ObjectType::kVehicle, 40.0, 0.0, 0.0, 0.0)) + 1.0);
  TrackedObject thrown = object(ObjectType::kGenericObject, 40.0, 0.0, 0.0, 9.0);  // static things have no speed
  EXPECT_LT(front_behind(thrown), driving);
}

TEST(IdmPlanner, StopsAtRedLightsOfItsRoute) {
  const EgoState ego = ego_at(10.0, 0.0, 5.0);
  const FeatureId first = MadeUpRoad::connector(0, 0, 0);
  const auto front = [&ego](std::vector<TrafficLightStatus> lights) {
    Drive drive(test::single_lane_road(4), 4, {.planned_trajectory_samples = 40});
    drive.lights = std::move(lights);
    return drive.last_front(ego);
  };
  const double free = front({});
  EXPECT_GT(free, 100.0);
  EXPECT_LT(front({{first, LightColour::kRed}}), MadeUpRoad::kBlock);  // where the connector begins
  for (const LightColour colour : {LightColour::kGreen, LightColour::kYellow, LightColour::kUnknown})
    EXPECT_EQ(front({{first, colour}}), free);
  EXPECT_EQ(front({{4711, LightColour::kRed}}), free);  // not on the route
}

TEST(IdmPlanner, StopsBeforeTheEndOfThePath) {
  Drive drive(test::single_lane_road(2), 2, {.planned_trajectory_samples = 80});
  // Two blocks and a junction are 120 m, the last vertex, 5 m before the end, is not part of the path.
  const auto states = drive.states(ego_at(60.0, 0.0, 10.0));
  EXPECT_LT(states.back().vx, 0.5);
  EXPECT_LT(states.back().rear_axle.x + kPacifica.front_length, 115.0);
  EXPECT_GT(states.back().rear_axle.x + kPacifica.front_length, 110.0);
}

TEST(IdmPlanner, PlansOnItsPathWhereverTheEgoIs) {
  Drive drive(test::single_lane_road(2), 2);
  const auto aside = drive.states(ego_at(20.0, -300.0, 4.0));
  EXPECT_NEAR(aside[0].rear_axle.x, 20.0 - kPacifica.rear_axle_to_centre(), 1e-9);
  EXPECT_EQ(aside[0].rear_axle.y, 0.0);
  const auto past = drive.states(ego_at(600.0, 0.0, 4.0));  // the last pose of the path
  EXPECT_NEAR(past[0].rear_axle.x, 115.0 - kPacifica.rear_axle_to_centre(), 1e-9);
  EXPECT_EQ(past.back().rear_axle, past[0].rear_axle);
  const auto behind = drive.states(ego_at(-50.0, 0.0, -2.0));  // rolling backwards
  EXPECT_EQ(behind[0].vx, -2.0);
  EXPECT_GE(behind[1].vx, 0.0);
}

TEST(IdmPlanner, SaysWhatIsWrongWithItsRoute) {
  const auto map = test::single_lane_road(2).build();
  IdmPlanner planner;
  EXPECT_FALSE(planner.initialise({.route = {}, .mission_goal = {}, .map = *map}).ok());
  const std::vector<std::string> unknown{"100", "nowhere"};
  const Status status = planner.initialise({.route = unknown, .mission_goal = {}, .map = *map});
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().text(), testing::HasSubstr("nowhere"));
}

TEST(IdmPlanner, SaysThatARouteHasTooFewVertices) {
  MadeUpRoad road;
  road.add_block(0, 1);
  road.add_block(1, 1);  // not connected, so that the plan is one lane
  road.connect(1, 0, 0);
  road.content().lanes[0].baseline = Polyline({{0, 0}, {50, 0}});
  road.content().roadblock_connectors.push_back({.id = 200, .connector = true});
  Drive drive(road, 2);
  const Status status = drive.plan(ego_at(10.0, 0.0, 5.0));
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().text(), testing::HasSubstr("too few vertices"));
  EXPECT_THAT(status.error().text(), testing::HasSubstr("1000"));
}

TEST(IdmPlanner, SaysWhichParameterCannotBeUsed) {
  const double nan = std::nan("");
  const auto field_of = [](const IdmPlannerParameters& parameters) {
    const Status status = parameters.check();
    return status.ok() ? std::string() : status.error().field;
  };
  EXPECT_EQ(field_of({}), "");
  EXPECT_EQ(field_of({{.target_velocity = 0.0}}), "target_velocity");
  EXPECT_EQ(field_of({{.min_gap_to_lead_agent = 0.0}}), "min_gap_to_lead_agent");
  EXPECT_EQ(field_of({{.headway_time = -1.0}}), "headway_time");
  EXPECT_EQ(field_of({{.accel_max = nan}}), "accel_max");
  EXPECT_EQ(field_of({{.decel_max = -3.0}}), "decel_max");
  EXPECT_EQ(field_of({.planned_trajectory_samples = 0}), "planned_trajectory_samples");
  EXPECT_EQ(field_of({.planned_trajectory_sample_interval = 0.0}), "planned_trajectory_sample_interval");
  EXPECT_EQ(field_of({.occupancy_map_radius = nan}), "occupancy_map_radius");
}

TEST(IdmPlanner, StartsAnewWhenItIsInitialisedAgain) {
  const auto slow = test::single_lane_road(2, 5.0).build(), fast = test::single_lane_road(2, 20.0).build();
  const auto route = MadeUpRoad::route(2);
  IdmPlanner planner;
  HistoryBuffer history(1);
  history.append({.ego = ego_at(10, 0, 1), .objects = {}});
  Trajectory plan;
  for (const auto& map : {slow, fast}) {
    ASSERT_TRUE(planner.initialise({.route = route, .mission_goal = {}, .map = *map}).ok());
    EXPECT_TRUE(planner.route_plan().segments.empty());
    ASSERT_TRUE(planner.plan({.time = history.newest().ego.time, .history = history, .lights = {}}, plan).ok());
    EXPECT_EQ(planner.target_velocity(), map == slow ? 5.0 : 20.0);
  }
}

TEST(IdmPlanner, AllocatesNothingFromTheSecondPlanOn) {
  ASSERT_TRUE(allocations_counted());
  Drive drive(test::single_lane_road(4), 4);
  for (int i = 0; i < 30; ++i) drive.objects.push_back(object(ObjectType::kVehicle, 15.0 + 2 * i, 2.2 + 0.02 * i));
  drive.lights = {{MadeUpRoad::connector(0, 0, 0), LightColour::kRed}};
  ASSERT_TRUE(drive.plan(ego_at(10.0, 0.0, 5.0)).ok());
  const std::int64_t before = thread_allocations();
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(drive.plan(ego_at(10.0 + i, 0.1, 5.0)).ok());
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
