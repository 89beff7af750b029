#include "core/planning/route_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <optional>

#include "core/base/random.h"
#include "tests/core/planning/made_up_road.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;
using testing::ElementsAre;

RouteRoadblocks resolved(const RoadMap& map, const std::vector<std::string>& route) {
  auto roadblocks = RouteRoadblocks::resolve(map, route);
  EXPECT_TRUE(roadblocks.ok()) << roadblocks.error().text();
  return std::move(roadblocks).value();
}

std::uint32_t index_of(const RoadMap& map, FeatureId id) {
  return static_cast<std::uint32_t>(map.segment(id) - map.segments().data());
}

std::vector<FeatureId> ids(const RoadMap& map, const std::vector<std::uint32_t>& segments) {
  std::vector<FeatureId> out;
  for (const std::uint32_t i : segments) out.push_back(map.segments()[i].id);
  return out;
}

// What is found on a road from a lane of its first block.
struct Found {
  std::vector<FeatureId> segments;
  bool reaches_goal{false};
};
Found found(const MadeUpRoad& road, const std::vector<std::string>& route, FeatureId start) {
  const auto map = road.build();
  const RoutePlan plan = search_route(resolved(*map, route), index_of(*map, start));
  return {ids(*map, plan.segments), plan.reaches_goal};
}

OrientedBox ego_at(double x, double y) { return {{x, y, 0.0}, 5.0, 2.0}; }

TEST(RouteSearch, FollowsTheOnlyLane) {
  const auto plan = found(test::single_lane_road(3), MadeUpRoad::route(3), MadeUpRoad::lane(0, 0));
  EXPECT_TRUE(plan.reaches_goal);
  EXPECT_THAT(plan.segments, ElementsAre(MadeUpRoad::lane(0, 0), MadeUpRoad::connector(0, 0, 0), MadeUpRoad::lane(1, 0),
                                         MadeUpRoad::connector(1, 0, 0), MadeUpRoad::lane(2, 0)));
}

TEST(RouteSearch, CountsFromTheSecondRoadblockWhenItStartsThere) {
  const auto plan = found(test::single_lane_road(2), MadeUpRoad::route(2), MadeUpRoad::connector(0, 0, 0));
  EXPECT_TRUE(plan.reaches_goal);
  EXPECT_THAT(plan.segments, ElementsAre(MadeUpRoad::connector(0, 0, 0), MadeUpRoad::lane(1, 0)));
}

// Lanes 0 and 1 of the middle block; only lane 1 goes on.
TEST(RouteSearch, TakesTheLaneThatGoesOn) {
  MadeUpRoad road;
  road.add_block(0, 1);
  road.add_block(1, 2);
  road.add_block(2, 1);
  road.connect(0, 0, 0);
  road.connect(0, 0, 1);
  road.connect(1, 1, 0);
  const auto plan = found(road, MadeUpRoad::route(3), MadeUpRoad::lane(0, 0));
  EXPECT_TRUE(plan.reaches_goal);
  EXPECT_EQ(plan.segments[1], MadeUpRoad::connector(0, 0, 1));
}

TEST(RouteSearch, AMergeIsEnteredFromWhatCameLast) {
  MadeUpRoad road;
  road.add_block(0, 1);
  road.add_block(1, 2);
  road.add_block(2, 1);
  road.connect(0, 0, 0);
  road.connect(0, 0, 1);
  road.connect(1, 0, 0);
  road.connect(1, 1, 0);
  const auto plan = found(road, MadeUpRoad::route(3), MadeUpRoad::lane(0, 0));
  EXPECT_TRUE(plan.reaches_goal);
  EXPECT_EQ(plan.segments[2], MadeUpRoad::lane(1, 1));
}

TEST(RouteSearch, EndsAtWhatWasQueuedLastWithoutAGoal) {
  MadeUpRoad road;
  road.add_block(0, 1);
  road.add_block(1, 2);
  road.add_block(2, 1);
  road.connect(0, 0, 0);
  road.connect(0, 0, 1);  // and nothing leads on to block 2
  road.connect(2, 0, 0);
  const auto plan = found(road, MadeUpRoad::route(3), MadeUpRoad::lane(0, 0));
  EXPECT_FALSE(plan.reaches_goal);
  EXPECT_THAT(plan.segments,
              ElementsAre(MadeUpRoad::lane(0, 0), MadeUpRoad::connector(0, 0, 1), MadeUpRoad::lane(1, 1)));
}

TEST(RouteSearch, MayEndOneStepDeeperThanTheGoal) {
  // It starts in the second of three roadblocks, so that the goal is asked for at depth 2; lane 1 lies at depth 3.
  const auto plan = found(test::single_lane_road(2), {"200", "100", "101"}, MadeUpRoad::lane(0, 0));
  EXPECT_FALSE(plan.reaches_goal);
  EXPECT_THAT(plan.segments,
              ElementsAre(MadeUpRoad::lane(0, 0), MadeUpRoad::connector(0, 0, 0), MadeUpRoad::lane(1, 0)));
}

// The reference's search as it is described: one queue, a marker between depths, every way to a segment queued anew.
RoutePlan by_queue(const RouteRoadblocks& route, std::uint32_t start) {
  const auto segments = route.map().segments();
  const std::size_t goal_depth =
      route.roadblocks().size() - (segments[start].roadblock == route.roadblocks()[1]->id ? 1 : 0);
  std::deque<std::optional<std::uint32_t>> queue{start, std::nullopt};
  std::map<std::pair<std::uint32_t, std::size_t>, std::optional<std::uint32_t>> parent{{{start, 1}, std::nullopt}};
  std::uint32_t end = start;
  std::size_t end_depth = 1, depth = 1;
  bool reached = false;
  while (!queue.empty()) {
    const auto current = queue.front();
    queue.pop_front();
    if (depth > goal_depth) break;
    if (!current.has_value()) {
      ++depth;
      queue.push_back(std::nullopt);
      if (!queue.front().has_value()) break;
      continue;
    }
    if (segments[*current].roadblock == route.roadblocks().back()->id && depth == goal_depth) {
      end = *current;
      end_depth = depth;
      reached = true;
      break;
    }
    for (const std::uint32_t child : segments[*current].outgoing) {
      if (!route.is_candidate(child)) continue;
      queue.push_back(child);
      parent[{child, depth + 1}] = *current;
      end = child;
      end_depth = depth + 1;
    }
  }
  RoutePlan plan{{end}, reached};
  while (const auto before = parent.at({plan.segments.front(), end_depth--}))
    plan.segments.insert(plan.segments.begin(), *before);
  return plan;
}

TEST(RouteSearch, EqualsTheSearchWithOneQueueOnRandomRoads) {
  Random random(11);
  int reached = 0, missed = 0;
  for (int round = 0; round < 300; ++round) {
    const auto whole = [&random](int below) { return static_cast<int>(random.uniform(0.0, below)); };
    MadeUpRoad road;
    const int blocks = 2 + whole(4);
    std::vector<int> lanes;
    for (int block = 0; block < blocks; ++block) {
      lanes.push_back(1 + whole(3));
      road.add_block(block, lanes.back());
    }
    for (int block = 0; block + 1 < blocks; ++block) {
      std::vector<std::pair<int, int>> pairs;
      for (int from = 0; from < lanes[static_cast<std::size_t>(block)]; ++from)
        for (int to = 0; to < lanes[static_cast<std::size_t>(block) + 1]; ++to)
          if (random.uniform(0.0, 1.0) < 0.5) pairs.insert(pairs.begin() + whole(int(pairs.size()) + 1), {from, to});
      if (pairs.empty()) pairs.push_back({0, 0});
      for (const auto& [from, to] : pairs) road.connect(block, from, to);
    }
    const auto map = road.build();
    auto route = MadeUpRoad::route(blocks);
    if (round % 4 == 1) route.push_back(route[0]);  // a goal that cannot be reached
    const RouteRoadblocks roadblocks = resolved(*map, route);
    for (const std::uint32_t start : map->roadblock(MadeUpRoad::roadblock(0))->interior) {
      const RoutePlan fast = search_route(roadblocks, start), slow = by_queue(roadblocks, start);
      ASSERT_EQ(ids(*map, fast.segments), ids(*map, slow.segments)) << "round " << round;
      ASSERT_EQ(fast.reaches_goal, slow.reaches_goal);
      ++(fast.reaches_goal ? reached : missed);
    }
  }
  EXPECT_GT(reached, 50);
  EXPECT_GT(missed, 50);
}

TEST(RouteSearch, ManyWaysToOneLaneCostNothing) {
  // Three lanes, all connected with all, 40 blocks: 3^40 ways.
  MadeUpRoad road;
  constexpr int kBlocks = 40;
  for (int block = 0; block < kBlocks; ++block) road.add_block(block, 3);
  for (int block = 0; block + 1 < kBlocks; ++block)
    for (int pair = 0; pair < 9; ++pair) road.connect(block, pair / 3, pair % 3);
  const auto plan = found(road, MadeUpRoad::route(kBlocks), MadeUpRoad::lane(0, 1));
  EXPECT_TRUE(plan.reaches_goal);
  EXPECT_EQ(plan.segments.size(), 2U * kBlocks - 1);
}

TEST(StartingSegment, ContainsTheEgoOrIsTheNearest) {
  MadeUpRoad road;
  road.add_block(0, 2);
  road.add_block(1, 2);
  road.connect(0, 0, 0);
  road.connect(0, 1, 1);
  const auto map = road.build();
  const RouteRoadblocks route = resolved(*map, MadeUpRoad::route(2));
  const auto start = [&](double x, double y) { return map->segments()[starting_segment(route, ego_at(x, y))].id; };
  EXPECT_EQ(start(10, 0.5), MadeUpRoad::lane(0, 0));
  EXPECT_EQ(start(10, 3.5), MadeUpRoad::lane(0, 1));
  EXPECT_EQ(start(60, 4.0), MadeUpRoad::connector(0, 1, 1));
  EXPECT_EQ(start(10, 99.0), MadeUpRoad::lane(0, 1));  // nearest, however far
  EXPECT_EQ(start(10, -1e6), MadeUpRoad::lane(0, 0));
  EXPECT_EQ(start(-4.0, 2.0), MadeUpRoad::lane(0, 0));         // as far from both: the first
  EXPECT_EQ(start(10, 2.0), MadeUpRoad::lane(0, 0));           // on the edge is outside; the box overlaps both
  EXPECT_EQ(start(200, 4.0), MadeUpRoad::connector(0, 1, 1));  // block 1 is the third roadblock
}

TEST(RouteRoadblocks, SaysWhyARouteCannotBeUsed) {
  MadeUpRoad road = test::single_lane_road(3);
  road.content().roadblocks.push_back({.id = 77});
  road.content().roadblocks.push_back({.id = 78});
  const auto map = road.build();
  const auto reason = [&map](const std::vector<std::string>& route) {
    const auto roadblocks = RouteRoadblocks::resolve(*map, route);
    if (roadblocks.ok()) return std::string();
    EXPECT_EQ(roadblocks.error().place, "scene");
    EXPECT_EQ(roadblocks.error().field, "roadblock_ids");
    return roadblocks.error().reason;
  };
  using testing::HasSubstr;
  EXPECT_THAT(reason({}), HasSubstr("has 0 roadblocks"));
  EXPECT_THAT(reason({"100"}), HasSubstr("has 1 roadblocks"));
  EXPECT_THAT(reason({"9", "200", "101"}), HasSubstr("number 1 of 3, \"9\""));
  EXPECT_THAT(reason({"100", "", "101"}), HasSubstr("number 2 of 3, \"\""));
  EXPECT_THAT(reason({"100", "200", "101x"}), HasSubstr("number 3 of 3, \"101x\""));
  EXPECT_THAT(reason({"100", "200", "101x"}), HasSubstr("made-up"));
  EXPECT_THAT(reason({"77", "78", "101"}), HasSubstr("have no lanes"));
  EXPECT_EQ(reason({"77", "100", "101"}), "");
}

TEST(RouteRoadblocks, AHoleInTheMiddleCountsAsARoadblock) {
  // Block 0, junction 0, a roadblock that is not there, block 1: the goal is asked for at depth 4, where nothing is.
  const auto plan = found(test::single_lane_road(2), {"100", "200", "9999", "101"}, MadeUpRoad::lane(0, 0));
  EXPECT_FALSE(plan.reaches_goal);
  EXPECT_EQ(plan.segments.back(), MadeUpRoad::lane(1, 0));
}

}  // namespace
}  // namespace stepscope
