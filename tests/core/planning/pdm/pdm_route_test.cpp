#include "core/planning/pdm/pdm_route.h"

#include <gtest/gtest.h>

#include "core/planning/pdm/block_search.h"
#include "core/planning/pdm/centreline.h"
#include "tests/core/planning/pdm/pdm_road.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;

std::vector<FeatureId> ids_of(std::span<const Roadblock* const> blocks) {
  std::vector<FeatureId> ids;
  for (const Roadblock* block : blocks) ids.push_back(block->id);
  return ids;
}

std::vector<const Roadblock*> blocks_of(const RoadMap& map, const std::vector<FeatureId>& ids) {
  std::vector<const Roadblock*> blocks;
  for (const FeatureId id : ids) blocks.push_back(map.roadblock(id));
  return blocks;
}

TEST(RouteBlocks, LeavesOutRepetitionsAndWhatTheMapDoesNotHave) {
  const RoadMapPtr map = test::single_lane_map(2);
  const std::vector<std::string> ids{"100", "9999", "100", "not a number", "200", "101"};
  const auto blocks = route_blocks(*map, ids);
  ASSERT_TRUE(blocks.ok());
  EXPECT_EQ(ids_of(blocks.value()), (std::vector<FeatureId>{100, 200, 101}));
}

TEST(RouteBlocks, SaysWhyThereIsNoRoute) {
  const RoadMapPtr map = test::single_lane_map(2);
  const auto empty = route_blocks(*map, {});
  ASSERT_FALSE(empty.ok());
  EXPECT_NE(empty.error().text().find("has no route"), std::string::npos) << empty.error().text();
  const std::vector<std::string> unknown{"77", "78"};
  const auto missing = route_blocks(*map, unknown);
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().text().find("none of the 2 roadblocks"), std::string::npos) << missing.error().text();
  EXPECT_NE(missing.error().text().find("77"), std::string::npos) << missing.error().text();
}

TEST(RepairedRoute, KeepsARouteThatIsWhole) {
  const RoadMapPtr map = test::single_lane_map(3);
  const std::vector<FeatureId> whole{100, 200, 101, 201, 102};
  EXPECT_EQ(ids_of(repaired_route(*map, blocks_of(*map, whole), {5.0, 0.0, 0.0})), whole);
}

TEST(RepairedRoute, LeadsFromWhereTheEgoStandsToARouteThatBeginsAhead) {
  const RoadMapPtr map = test::single_lane_map(4);
  EXPECT_EQ(ids_of(repaired_route(*map, blocks_of(*map, {102, 202, 103}), {5.0, 0.0, 0.0})),
            (std::vector<FeatureId>{100, 200, 101, 201, 102, 202, 103}));
}

TEST(RepairedRoute, StaysAsItIsWhenTheRouteLiesBehind) {
  const RoadMapPtr map = test::single_lane_map(3);
  EXPECT_EQ(ids_of(repaired_route(*map, blocks_of(*map, {100, 200}), {145.0, 0.0, 0.0})),
            (std::vector<FeatureId>{100, 200}));
}

TEST(RepairedRoute, ClosesGaps) {
  const RoadMapPtr map = test::single_lane_map(4);
  EXPECT_EQ(ids_of(repaired_route(*map, blocks_of(*map, {100, 102, 202, 103}), {5.0, 0.0, 0.0})),
            (std::vector<FeatureId>{100, 200, 101, 201, 102, 202, 103}));
}

TEST(RepairedRoute, EndsBeforeItCrossesItselfInAJunction) {
  // A second junction over the first, which leads back from the last block; they share 5 m × 6 m.
  const RoadMapPtr map = test::with_blocks(test::single_lane_road(3), {{.id = 900,
                                                                        .connector = true,
                                                                        .area = test::rectangle(55.0, -3.0, 60.0, 3.0),
                                                                        .incoming = {102},
                                                                        .outgoing = {100}}});
  EXPECT_EQ(ids_of(repaired_route(*map, blocks_of(*map, {100, 200, 101, 201, 102, 900, 100}), {5.0, 0.0, 0.0})),
            (std::vector<FeatureId>{100, 200, 101, 201, 102}));
}

TEST(SearchBlocks, CountsTheRootAsDepthOne) {
  const RoadMapPtr map = test::single_lane_map(3);
  const FeatureId target[] = {101};
  const Roadblock& root = *map->roadblock(100);
  EXPECT_FALSE(search_blocks(*map, root, SearchDirection::kForward, target, 2).has_value());
  const auto path = search_blocks(*map, root, SearchDirection::kForward, target, 3);
  ASSERT_TRUE(path.has_value());
  EXPECT_EQ(ids_of(*path), (std::vector<FeatureId>{100, 200, 101}));
  EXPECT_FALSE(search_blocks(*map, root, SearchDirection::kBackward, target, 30).has_value());
}

// Two junctions lead from block 100 to block 101: the one that reached it last stays its predecessor.
TEST(SearchBlocks, TheLastPredecessorStays) {
  RoadMapContent content;
  content.location = content.file = "made-up";
  content.lanes = test::single_lane_road(1).content().lanes;
  content.roadblocks = {{.id = 100}, {.id = 101}};
  for (const FeatureId id : {200, 201})
    content.roadblock_connectors.push_back({.id = id, .connector = true, .incoming = {100}, .outgoing = {101}});
  const auto map = RoadMap::build(std::move(content));
  ASSERT_TRUE(map.ok());
  const FeatureId target[] = {101};
  const auto path = search_blocks(*map.value(), *map.value()->roadblock(100), SearchDirection::kForward, target, 30);
  ASSERT_TRUE(path.has_value());
  EXPECT_EQ(ids_of(*path), (std::vector<FeatureId>{100, 201, 101}));
}

TEST(LanesAhead, TakesTheShorterWayAlongTheRoute) {
  MadeUpRoad road;
  for (int block = 0; block < 3; ++block) road.add_block(block, 2);
  road.connect(0, 0, 0);
  road.connect(0, 0, 1);
  road.connect(1, 0, 0);
  road.connect(1, 1, 0);
  const RoadMapPtr map = test::with_blocks(road);
  const PdmRoute route(*map, blocks_of(*map, {100, 200, 101, 201, 102}));
  const auto lanes = lanes_ahead(*map, route, *map->segment(MadeUpRoad::lane(0, 0)));
  ASSERT_EQ(lanes.size(), 5U);
  EXPECT_EQ(lanes[2]->id, MadeUpRoad::lane(1, 0)) << "straight on is shorter than over and back";
  const DrivePath path = centreline(lanes);
  EXPECT_NEAR(path.length(), 3 * 50.0 + 2 * 20.0, 1e-9);
}

TEST(LanesAhead, GoesAsDeepAsItCanWhenTheEndIsOutOfReach) {
  MadeUpRoad road;
  for (int block = 0; block < 3; ++block) road.add_block(block, 2);
  road.connect(0, 0, 0);
  road.connect(0, 0, 1);
  road.connect(1, 1, 1);  // from lane 1 only …
  const RoadMapPtr map = test::with_blocks(road);
  // … and the route ends in a block that nothing leads to.
  const PdmRoute short_route(*map, blocks_of(*map, {100, 200, 101}));
  EXPECT_EQ(lanes_ahead(*map, short_route, *map->segment(MadeUpRoad::lane(0, 0))).size(), 3U);
  const PdmRoute with_a_gap(*map, blocks_of(*map, {100, 200, 101, 102}));
  const auto lanes = lanes_ahead(*map, with_a_gap, *map->segment(MadeUpRoad::lane(0, 0)));
  ASSERT_EQ(lanes.size(), 3U);
  EXPECT_EQ(lanes.back()->id, MadeUpRoad::lane(1, 0)) << "as deep as lane 1, and cheaper";
}

}  // namespace
}  // namespace stepscope
