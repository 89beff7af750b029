#include "core/observation/reactive_agents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/angle.h"
#include "tests/core/planning/made_up_road.h"
#include "tests/support/scripted_log.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;
using testing::ElementsAre;
using testing::HasSubstr;

TrackedObject object(std::uint64_t track, ObjectType type, Pose2 centre, double speed = 0.0) {
  TrackedObject made;
  made.track = {track};
  made.type = type;
  made.box = {centre, 4.0, 2.0};
  made.vx = speed * std::cos(centre.heading);
  made.vy = speed * std::sin(centre.heading);
  return made;
}
TrackedObject vehicle(std::uint64_t track, Pose2 centre, double speed = 0.0) {
  return object(track, ObjectType::kVehicle, centre, speed);
}

// Three blocks of one lane along +x, vertices every 5 m (junctions: 2 m); the ego aside at (20, 40).
struct World {
  explicit World(std::vector<TrackedObject> objects, MadeUpRoad made = test::single_lane_road(3))
      : road(std::move(made)) {
    log.frames.assign(kIterations, objects);
    EgoState ego;
    ego.rear_axle = {20, 40, 0};
    log.egos.assign(kIterations, ego);
  }
  ReactiveAgents& start(AgentRules rules = AgentRules::kReference, bool plain = false) {
    map = road.build();
    agents.emplace(log, *map, RoomForAgents{.objects = std::vector<std::size_t>(kIterations, 8), .lights = 4},
                   ReactiveAgentsOptions{.rules = rules,
                                         .corridors = plain ? CorridorMethod::kGeos : CorridorMethod::kOutline,
                                         .neighbours = plain ? NeighbourSearch::kAll : NeighbourSearch::kGrid});
    EXPECT_TRUE(agents->reset().ok());
    return *agents;
  }
  Status step(int k) {
    HistoryBuffer history(1);
    history.append({.ego = log.egos[0], .objects = {}});
    return agents->update({k, {k * std::int64_t{100'000}}}, {k + 1, {(k + 1) * std::int64_t{100'000}}}, history);
  }
  std::vector<std::uint64_t> shown() {
    std::vector<std::uint64_t> tracks;
    const auto objects = agents->current();
    for (const TrackedObject& o : objects.value()) tracks.push_back(o.track.value);
    return tracks;
  }
  const ReactiveAgent& agent(std::size_t i) const { return agents->agents()[i]; }

  static constexpr int kIterations = 60;
  MadeUpRoad road;
  test::ScriptedLog log;
  RoadMapPtr map;
  std::optional<ReactiveAgents> agents;
};

double idm(double v, double v0, double gap, double v_lead) {
  const double wanted = 1.0 + 1.5 * v + v * (v - v_lead) / (2.0 * std::sqrt(2.0));
  return std::clamp(1.0 - std::pow(v / v0, 4) - std::pow(wanted / gap, 2), -2.0, 1.0);
}

std::vector<TrackedObject> mixed_crowd() {
  return {vehicle(1, {10.5, 1, 0.1}, 3),                    // moved onto its lane
          vehicle(2, {10.5, 20, 0}, 3),                     // outside lanes
          vehicle(3, {12.0, 0, 0}, 3),                      // meets 1 once 1 is moved
          object(4, ObjectType::kPedestrian, {30, 9, 0}),   //
          object(5, ObjectType::kBicycle, {30, -9, 0}, 2),  // neither reactive nor replayed
          object(6, ObjectType::kTrafficCone, {80, 9, 0}),  //
          object(7, ObjectType::kBarrier, {81, 30, 0})};
}

TEST(ReactiveAgents, TheReferenceDropsWhomItDropsAndSaysSo) {
  World world(mixed_crowd());
  ReactiveAgents& agents = world.start();
  EXPECT_THAT(world.shown(), ElementsAre(1, 4, 7, 6)) << "agents, then replayed ones: barriers before cones";
  const auto objects = agents.current();
  const TrackedObject first = objects.value()[0];
  EXPECT_EQ(first.box.centre, (Pose2{10.5, 0, 0}));
  EXPECT_NEAR(first.vx, 3.0, 1e-12);
  EXPECT_THAT(agents.notes(), ElementsAre("1 bicycle and 1 vehicle outside lanes were dropped, as the reference does",
                                          HasSubstr("1 vehicle that would overlap others")));
}

TEST(ReactiveAgents, FixedReplaysEverybodyElse) {
  World world(mixed_crowd());
  ReactiveAgents& agents = world.start(AgentRules::kFixed);
  EXPECT_THAT(world.shown(), ElementsAre(1, 2, 3, 4, 5, 6, 7)) << "sorted by type";
  EXPECT_THAT(agents.notes()[0], HasSubstr("are replayed from the log"));
}

TEST(ReactiveAgents, LimitsLeakToVehiclesAfterUnlessFixed) {
  MadeUpRoad road;
  road.speed_limit = 5.0;
  road.add_block(0, 1);
  road.speed_limit.reset();
  road.add_block(1, 1);
  road.connect(0, 0, 0);
  World world({vehicle(1, {80, 0, 0}), vehicle(2, {10, 0, 0}), vehicle(3, {100, 0, 0})}, road);
  world.start();
  EXPECT_EQ(world.agent(0).policy.target_velocity, 10.0);
  EXPECT_EQ(world.agent(1).policy.target_velocity, 5.0);
  EXPECT_EQ(world.agent(2).policy.target_velocity, 5.0) << "its lane has no limit";
  EXPECT_EQ(world.agents->faults().leaked_limits, 1);
  world.start(AgentRules::kFixed);
  EXPECT_EQ(world.agent(2).policy.target_velocity, 10.0);
}

TEST(ReactiveAgents, FollowersSeeWhereLeadersHaveGoneAlready) {
  World world({vehicle(1, {29, 0, 0}, 6), vehicle(2, {10, 0, 0}, 5)});
  world.start();
  ASSERT_TRUE(world.step(0).ok());
  // Leader: its lane's last kept vertex is at 45 m, 20 m + 1.5 s · 12 m/s are wanted: the route has grown by the
  // junction, whose last kept vertex is at 68 m. Free road: the gap to there less half a length. 0.1 s · 6 m/s on the
  // way.
  const double leader_v = 6 + 0.1 * idm(6, 12, (68 - 29) - 2.0, 0);
  EXPECT_NEAR(world.agent(0).pose.x, 29.6, 1e-9);
  EXPECT_NEAR(world.agent(0).velocity, leader_v, 1e-9);
  // Follower: its ground is still its box, [8, 12]; the leader's begins at 29.6 − 2.
  EXPECT_NEAR(world.agent(1).velocity, 5 + 0.1 * idm(5, 12, 27.6 - 12, leader_v), 1e-9);
  EXPECT_NEAR(world.agent(1).pose.x, 10.5, 1e-9);
}

TEST(ReactiveAgents, LeadersSeeFollowersOfTheStepBefore) {
  World world({vehicle(2, {10, 0, 0}, 5), vehicle(1, {29, 0, 0}, 6)});
  world.start();
  ASSERT_TRUE(world.step(0).ok());
  EXPECT_NEAR(world.agent(0).velocity, 5 + 0.1 * idm(5, 12, 27 - 12, 6), 1e-9) << "the leader has not moved yet";
}

TEST(ReactiveAgents, TheEgoAndReplayedObjectsAreLeads) {
  World world({vehicle(1, {10, 0, 0}, 5), object(2, ObjectType::kBarrier, {40, 0, 0})});
  world.start();
  ASSERT_TRUE(world.step(0).ok());
  EXPECT_NEAR(world.agent(0).velocity, 5 + 0.1 * idm(5, 12, 38 - 12, 0), 1e-9);
  world.log.egos[0].rear_axle = {20, 0, kPi / 3};
  world.log.egos[0].vx = 4;
  world.start();
  ASSERT_TRUE(world.step(0).ok());
  const double gap = distance(OrientedBox{{10, 0, 0}, 4, 2}, world.log.egos[0].box());
  EXPECT_NEAR(world.agent(0).velocity, 5 + 0.1 * idm(5, 12, gap, 4 * std::cos(kPi / 3)), 1e-9);
}

// As the reference, whose polygons of them have no points.
TEST(ReactiveAgents, ObjectsWithoutLengthOrWidthAreNotInTheWay) {
  World free({vehicle(1, {10, 0, 0}, 5)});
  TrackedObject under_it = object(2, ObjectType::kBarrier, {10, 0, 0});
  TrackedObject ahead = object(3, ObjectType::kTrafficCone, {40, 0, 0});
  under_it.box.length = 0.0;
  ahead.box.width = 0.0;
  World world({vehicle(1, {10, 0, 0}, 5), under_it, ahead});
  free.start();
  ASSERT_EQ(world.start().agents().size(), 1U);
  ASSERT_TRUE(free.step(0).ok() && world.step(0).ok());
  EXPECT_EQ(world.agent(0).velocity, free.agent(0).velocity);
}

World at_a_light(LightColour colour) {
  MadeUpRoad road = test::single_lane_road(3);
  road.content().stop_lines.push_back(
      {.id = 20, .area = Area({Polygon{{{48, -2}, {50, -2}, {50, 2}, {48, 2}, {48, -2}}, {}}})});
  road.content().lane_connectors[0].stop_line_candidates = {20};
  World world({vehicle(1, {20, 0, 0}, 5)}, road);
  world.log.light_list = {{MadeUpRoad::connector(0, 0, 0), colour}};
  return world;
}

TEST(ReactiveAgents, RoutesGrowThroughGreenLightsOnly) {
  for (const auto& [colour, segments] :
       {std::pair{LightColour::kGreen, 2U}, {LightColour::kYellow, 1U}, {LightColour::kRed, 1U}}) {
    World world = at_a_light(colour);
    world.start();
    ASSERT_TRUE(world.step(0).ok());
    // 20 + 1.5 · 12 = 38 m wanted: of the lane 25 m are left (to the last kept vertex at 45).
    EXPECT_EQ(world.agent(0).route.segments().size(), segments);
    if (segments == 1) {
      EXPECT_NEAR(world.agent(0).velocity, 5 + 0.1 * idm(5, 12, 25 - 2, 0), 1e-9);
    }
  }
}

TEST(ReactiveAgents, StopAtTheLineOfAConnectorThatTurnsRed) {
  World world = at_a_light(LightColour::kGreen);
  world.start();
  ASSERT_TRUE(world.step(0).ok());
  world.log.light_list[0].colour = LightColour::kRed;
  const double before = world.agent(0).velocity, front = 20.5 + 2.0 + before * 1.5;  // of its ground
  ASSERT_TRUE(world.step(1).ok());
  EXPECT_NEAR(world.agent(0).velocity, before + 0.1 * idm(before, 12, 48 - front, 0), 1e-9);
}

TEST(ReactiveAgents, AnUnlitConnectorIsClosedByRedAlone) {
  for (const auto& [colour, segments] : {std::pair{LightColour::kUnknown, 2U}, {LightColour::kRed, 1U}}) {
    World world({vehicle(1, {20, 0, 0}, 5)});
    world.log.light_list = {{MadeUpRoad::connector(0, 0, 0), colour}};
    world.start();
    ASSERT_TRUE(world.step(0).ok());
    EXPECT_EQ(world.agent(0).route.segments().size(), segments);
  }
}

TEST(ReactiveAgents, AreRemovedForGoodBeyondAHundredMetres) {
  World world({vehicle(1, {20, 0, 0}, 5), vehicle(2, {119, 0, 0}, 5)});
  world.start();
  EXPECT_EQ(world.shown().size(), 2U);
  ASSERT_TRUE(world.step(0).ok());
  EXPECT_THAT(world.shown(), ElementsAre(1));
  world.log.egos[0].rear_axle.x = 110;
  ASSERT_TRUE(world.step(1).ok());
  EXPECT_THAT(world.shown(), ElementsAre(1));
  EXPECT_EQ(world.agents->faults().out_of_range, 1);
}

TEST(ReactiveAgents, JumpBackAtTheEndOfTheirPathUnlessFixed) {
  for (const AgentRules rules : {AgentRules::kReference, AgentRules::kFixed}) {
    World world({vehicle(1, {47, 0, 0}, 5)});  // past the last kept vertex at 45
    world.start(rules);
    ASSERT_TRUE(world.step(0).ok());
    const bool reference = rules == AgentRules::kReference;
    EXPECT_EQ(world.agents->faults().jumps_back, reference ? 1 : 0);
    EXPECT_NEAR(world.agent(0).pose.x, (reference ? 40 : 45) + 0.5, 1e-9);
  }
}

TEST(ReactiveAgents, AnAgentOffItsPathEndsTheRunUnlessFixed) {
  MadeUpRoad road;
  road.add_block(0, 1);  // a dead end: nothing to grow by
  TrackedObject small = vehicle(0xabc, {49.5, 0, 0}, 5);
  small.box.length = 1.0;
  World world({small}, road);
  world.start();
  const Status failed = world.step(0);  // its box is [49, 50], its path to go [40, 45]
  ASSERT_FALSE(failed.ok());
  EXPECT_THAT(failed.error().text(), HasSubstr("reactive agent 0000000000000abc"));
  world.start(AgentRules::kFixed);
  for (int k = 0; k < 5; ++k) ASSERT_TRUE(world.step(k).ok());
}

TEST(ReactiveAgents, ALaneWithoutAPathEndsTheRunUnlessFixed) {
  MadeUpRoad road;
  road.add_block(0, 1);
  road.content().lanes[0].baseline = Polyline({{0, 0}, {50, 0}});
  World world({vehicle(1, {10, 0, 0}, 5)}, road);
  world.map = road.build();
  ReactiveAgents agents(world.log, *world.map, {.objects = std::vector<std::size_t>(60, 1)});
  const Status failed = agents.reset();
  ASSERT_FALSE(failed.ok());
  EXPECT_THAT(failed.error().text(), HasSubstr("lane 1000"));
  world.start(AgentRules::kFixed);
  EXPECT_THAT(world.shown(), ElementsAre(1));
}

TEST(ReactiveAgents, GridAndOutlinesGiveWhatLookingAtAllThroughGeosGives) {
  std::vector<TrackedObject> crowd;
  MadeUpRoad road;
  for (int block = 0; block < 3; ++block) road.add_block(block, 3);
  for (int block = 0; block < 2; ++block)
    for (const auto& [from, to] : {std::pair{0, 0}, {0, 1}, {1, 2}, {2, 1}}) road.connect(block, from, to);
  for (std::uint64_t i = 0; i < 24; ++i)
    crowd.push_back(vehicle(i + 1, {3.0 + 8.0 * static_cast<double>(i / 3), 4.0 * static_cast<double>(i % 3), 0},
                            2.0 + static_cast<double>(i * 7 % 5)));
  crowd.push_back(object(99, ObjectType::kPedestrian, {62, 4, 0}));
  World quick(crowd, road), plain(crowd, road);
  quick.start();
  plain.start(AgentRules::kReference, true);
  ASSERT_GT(quick.agents->agents().size(), 12U);
  for (int k = 0; k < 50; ++k) {
    ASSERT_TRUE(quick.step(k).ok());
    ASSERT_TRUE(plain.step(k).ok());
    for (std::size_t i = 0; i < quick.agents->agents().size(); ++i) {
      ASSERT_NEAR(quick.agent(i).pose.x, plain.agent(i).pose.x, 1e-9) << "agent " << i << ", step " << k;
      ASSERT_NEAR(quick.agent(i).velocity, plain.agent(i).velocity, 1e-9) << "agent " << i << ", step " << k;
    }
  }
}

}  // namespace
}  // namespace stepscope
