#include "core/map/road_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/probe/span.h"

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Area box(double x, double y, double width, double height) {
  return Area({Polygon{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}}, {}}});
}

LaneSegment lane(FeatureId id, double x, double y, FeatureId roadblock) {
  return {.id = id,
          .kind = SegmentKind::kLane,
          .roadblock = roadblock,
          .area = box(x, y - 2, 50, 4),
          .baseline = Polyline({{x, y}, {x + 50, y}}),
          .baseline_id = id + 1000};
}

LaneSegment connector(FeatureId id, FeatureId from, FeatureId to, std::vector<Point2> line) {
  LaneSegment c{.id = id,
                .kind = SegmentKind::kLaneConnector,
                .roadblock = 30,
                .area = box(50, -2, 20, 4),
                .baseline = Polyline(line),
                .baseline_id = id + 1000,
                .layer_line = line};
  c.exit_lane = from;
  c.entry_lane = to;
  return c;
}

// Lane 1 — connectors 11 and 12 — lanes 2 and 3, along x; two stop lines before the junction, one far off.
RoadMapContent junction() {
  RoadMapContent content;
  content.file = "made-up.gpkg";
  content.lanes = {lane(1, 0, 0, 20), lane(2, 70, 0, 21), lane(3, 70, 4, 21)};
  content.lane_connectors = {connector(12, 1, 3, {{50, 0}, {60, 1}, {70, 4}}), connector(11, 1, 2, {{50, 0}, {70, 0}})};
  content.roadblocks = {{.id = 21, .area = box(70, -2, 50, 8)}, {.id = 20, .area = box(0, -2, 50, 4)}};
  content.roadblock_connectors = {{.id = 30, .connector = true, .area = box(50, -2, 20, 8)}};
  content.roadblock_connectors[0].incoming = {20};
  content.roadblock_connectors[0].outgoing = {21};
  content.stop_lines = {{.id = 40, .area = box(500, 0, 1, 1), .type = StopLineType::kTrafficLight},
                        {.id = 41, .area = box(49, -2, 2, 4), .type = StopLineType::kTrafficLight},
                        {.id = 42, .area = box(46, 3, 1, 1), .type = StopLineType::kTurnStop}};
  content.intersections = {{.id = 50, .area = box(50, -5, 20, 12)}};
  content.carpark_areas = {{.id = 51, .area = box(0, 50, 10, 10)}};
  content.road_segments = {{.id = 52, .area = box(0, -5, 50, 12)}};
  return content;
}

RoadMapPtr build(RoadMapContent content) {
  auto map = RoadMap::build(std::move(content));
  EXPECT_TRUE(map.ok());
  return map.value();
}

std::vector<FeatureId> ids(const RoadMap& map, const std::vector<std::uint32_t>& indices) {
  std::vector<FeatureId> out;
  for (const auto i : indices) out.push_back(map.segments()[i].id);
  return out;
}

TEST(RoadMap, LaneGraphInTableOrder) {
  const auto map = build(junction());
  EXPECT_THAT(ids(*map, map->segment(1)->outgoing), ElementsAre(12, 11));
  EXPECT_THAT(ids(*map, map->segment(1)->incoming), IsEmpty());
  EXPECT_THAT(ids(*map, map->segment(11)->incoming), ElementsAre(1));
  EXPECT_THAT(ids(*map, map->segment(11)->outgoing), ElementsAre(2));
  EXPECT_THAT(ids(*map, map->segment(3)->incoming), ElementsAre(12));
  EXPECT_EQ(map->segment(99), nullptr);
  EXPECT_THAT(map->warnings(), IsEmpty());
}

TEST(RoadMap, Roadblocks) {
  const auto map = build(junction());
  EXPECT_THAT(ids(*map, map->roadblock(21)->interior), ElementsAre(2, 3));
  EXPECT_THAT(ids(*map, map->roadblock(30)->interior), ElementsAre(12, 11));
  EXPECT_THAT(map->roadblock(20)->outgoing, ElementsAre(30));
  EXPECT_THAT(map->roadblock(21)->incoming, ElementsAre(30));
  EXPECT_THAT(map->roadblock(30)->incoming, ElementsAre(20));
  EXPECT_TRUE(map->roadblock(30)->connector);
  EXPECT_EQ(map->roadblock(99), nullptr);
}

TEST(RoadMap, StopLinesThatMeetTheBaselineElseTheNearest) {
  auto content = junction();
  content.lane_connectors[0].stop_line_candidates = {40, 41, 42};
  content.lane_connectors[1].stop_line_candidates = {40, 42};
  const auto map = build(std::move(content));
  const auto stop_ids = [&](FeatureId id) {
    std::vector<FeatureId> out;
    for (const auto i : map->segment(id)->stop_lines) out.push_back(map->stop_lines()[i].id);
    return out;
  };
  EXPECT_THAT(stop_ids(12), ElementsAre(41));  // crosses it
  EXPECT_THAT(stop_ids(11), ElementsAre(42));  // none crosses; 42 is nearest to where it begins
  EXPECT_THAT(stop_ids(1), IsEmpty());
  EXPECT_TRUE(map->segment(11)->has_traffic_lights());
  EXPECT_FALSE(map->segment(1)->has_traffic_lights());
}

TEST(RoadMap, PointQueries) {
  const auto map = build(junction());
  EXPECT_THAT(map->objects_at({60, 1}, MapLayer::kLaneConnector), ElementsAre(12, 11));
  EXPECT_THAT(map->objects_at({10, 1}, MapLayer::kLane), ElementsAre(1));
  EXPECT_THAT(map->objects_at({10, 2}, MapLayer::kLane), IsEmpty());  // on the edge
  EXPECT_EQ(map->object_at({10, 1}, MapLayer::kLane).value(), 1);
  EXPECT_EQ(map->object_at({10, 30}, MapLayer::kLane).value(), std::nullopt);
  const auto several = map->object_at({60, 1}, MapLayer::kLaneConnector);
  ASSERT_FALSE(several.ok());
  EXPECT_THAT(several.error().text(),
              testing::AllOf(testing::HasSubstr("made-up.gpkg"), testing::HasSubstr("LANE_CONNECTOR"),
                             testing::HasSubstr("12, 11")));
  EXPECT_FALSE(map->is_in_layer({60, 0}, MapLayer::kLaneConnector));  // on the line, not in it
  EXPECT_TRUE(map->is_in_layer({46.5, 3.5}, MapLayer::kTurnStop));
  EXPECT_FALSE(map->is_in_layer({50, 0.5}, MapLayer::kTurnStop));  // another type of stop line
  EXPECT_TRUE(map->is_in_layer({5, 55}, MapLayer::kDrivableArea));
}

TEST(RoadMap, SegmentsAtAPointAreIndices) {
  const auto map = build(junction());
  std::vector<std::uint32_t> found{7};  // left over: must go
  map->segments_at({60, 1}, SegmentKind::kLaneConnector, found);
  EXPECT_THAT(ids(*map, found), ElementsAre(12, 11));
  map->segments_at({60, 1}, SegmentKind::kLane, found);
  EXPECT_THAT(found, IsEmpty());
  map->segments_at({10, 1}, SegmentKind::kLane, found);
  EXPECT_THAT(ids(*map, found), ElementsAre(1));
  map->segments_at({10, 2}, SegmentKind::kLane, found);  // on the edge
  EXPECT_THAT(found, IsEmpty());
  map->segments_at({std::nan(""), 1}, SegmentKind::kLane, found);
  EXPECT_THAT(found, IsEmpty());
}

// As the reference, which asks the table of their polygons.
TEST(RoadMap, ConnectorsAtAPointComeInTheOrderOfTheirPolygons) {
  RoadMapContent content = junction();
  content.lane_connectors[0].area_row = 1;
  content.lane_connectors[1].area_row = 0;
  const auto map = build(std::move(content));
  EXPECT_THAT(map->objects_at({60, 1}, MapLayer::kLaneConnector), ElementsAre(11, 12));
  std::vector<std::uint32_t> found;
  map->segments_at({60, 1}, SegmentKind::kLaneConnector, found);
  EXPECT_THAT(ids(*map, found), ElementsAre(11, 12));
  EXPECT_THAT(map->proximal({60, 1}, 1, MapLayer::kLaneConnector), ElementsAre(12, 11));  // by their lines
}

TEST(RoadMap, ABlockAndAConnectorOfOneIdAreTwo) {
  RoadMapContent content = junction();
  content.roadblocks.push_back({.id = 30, .area = box(500, 0, 1, 1)});
  const auto map = build(std::move(content));
  EXPECT_EQ(map->roadblock(30), &map->roadblocks()[2]);
  EXPECT_EQ(map->roadblock_of(*map->segment(11)), &map->roadblock_connectors()[0]);
  EXPECT_EQ(map->roadblock_of(*map->segment(2)), &map->roadblocks()[0]);
  LaneSegment homeless = *map->segment(1);
  homeless.roadblock = 99;
  EXPECT_EQ(map->roadblock_of(homeless), nullptr);
}

TEST(RoadMap, NearALayerWithinADistance) {
  const auto map = build(junction());  // the car park ends at x = 10
  EXPECT_TRUE(map->is_near_layer({5, 55}, 0.3, MapLayer::kDrivableArea));
  EXPECT_TRUE(map->is_near_layer({10.29, 55}, 0.3, MapLayer::kDrivableArea));
  EXPECT_FALSE(map->is_near_layer({10.31, 55}, 0.3, MapLayer::kDrivableArea));
  EXPECT_FALSE(map->is_near_layer({10.25, 60.25}, 0.3, MapLayer::kDrivableArea));  // 0.35 m from the corner
  EXPECT_FALSE(map->is_near_layer({std::nan(""), 55}, 0.3, MapLayer::kDrivableArea));
}

TEST(RoadMap, ProximalUsesASquareAndTheLinesOfConnectors) {
  const auto map = build(junction());
  EXPECT_THAT(map->proximal({-9, -11}, 10, MapLayer::kLane), ElementsAre(1));  // 12.7 m away by the diagonal
  EXPECT_THAT(map->proximal({-11, 0}, 10.9, MapLayer::kLane), IsEmpty());
  EXPECT_THAT(map->proximal({60, -1.5}, 1, MapLayer::kLaneConnector), IsEmpty());  // in both polygons, near no line
  EXPECT_THAT(map->proximal({60, -1.5}, 1.5, MapLayer::kLaneConnector), ElementsAre(11));
  EXPECT_THAT(map->proximal({60, 0}, 500, MapLayer::kBaselinePaths), ElementsAre(1001, 1002, 1003, 1012, 1011));
  EXPECT_THAT(map->proximal({60, 0}, 500, MapLayer::kYield), IsEmpty());
}

TEST(RoadMap, NearestAtAnyDistance) {
  const auto map = build(junction());
  const auto nearest = map->nearest({-30000, 40000}, MapLayer::kCarparkArea);
  ASSERT_TRUE(nearest.has_value());
  EXPECT_EQ(nearest->id, 51);
  EXPECT_NEAR(nearest->distance_m, std::hypot(30000.0, 40000.0 - 60.0), 1e-9);
  EXPECT_EQ(map->nearest({60, 2}, MapLayer::kLane)->id, 1);  // 10 m from 1, 2 and 3: the first in the table
  EXPECT_EQ(map->nearest({10, 0}, MapLayer::kLane)->distance_m, 0.0);
  EXPECT_EQ(map->nearest({10, 0}, MapLayer::kCrosswalk), std::nullopt);  // no such objects
  EXPECT_EQ(map->nearest({std::nan(""), 0}, MapLayer::kLane), std::nullopt);
}

TEST(RoadMap, DrivableAreasInOrder) {
  const auto map = build(junction());
  std::vector<FeatureId> order;
  for (const MapArea* area : map->drivable_areas()) order.push_back(area->id);
  EXPECT_THAT(order, ElementsAre(52, 50, 51));
  EXPECT_TRUE(map->bounds().contains({119, 5}));
  EXPECT_GT(map->memory_bytes(), 0u);
}

TEST(RoadMap, DanglingReferencesAreDroppedAndNamed) {
  auto content = junction();
  content.lane_connectors[0].exit_lane = 77;
  content.lane_connectors[1].stop_line_candidates = {78};
  content.roadblock_connectors[0].outgoing = {79};
  content.lanes[2].roadblock = 80;
  content.lane_connectors.push_back(connector(1, 1, 2, {{50, 0}, {70, 0}}));  // the id of a lane
  const auto map = build(std::move(content));
  EXPECT_THAT(ids(*map, map->segment(1)->outgoing), ElementsAre(11, 1));
  EXPECT_TRUE(map->segment(11)->has_traffic_lights());
  EXPECT_THAT(map->segment(11)->stop_lines, IsEmpty());
  EXPECT_THAT(map->roadblock(30)->outgoing, IsEmpty());
  EXPECT_THAT(ids(*map, map->roadblock(21)->interior), ElementsAre(2));
  const auto names = [](const char* row, const char* what) {
    return testing::AllOf(testing::HasSubstr(row), testing::HasSubstr(what));
  };
  EXPECT_THAT(map->warnings(),
              testing::UnorderedElementsAre(names("fid 12,", "lanes_polygons has no usable row 77"),
                                            names("fid 11,", "stop_polygons has no usable row 78"),
                                            names("fid 30,", "lane_groups_polygons has no usable row 79"),
                                            names("fid 3,", "lane_groups_polygons has no usable row 80"),
                                            names("fid 1,", "same id")));
}

TEST(RoadMap, WithoutLanesThereIsNoMap) {
  RoadMapContent content = junction();
  content.lanes.clear();
  EXPECT_FALSE(RoadMap::build(std::move(content)).ok());
}

// What `ask` adds to the map objects of a step.
template <typename Ask>
std::int64_t looked_at(Ask&& ask) {
  const ManualClock clock;
  StepProbe probe(clock);
  probe.begin_step();
  ask();
  return probe.end_step().counters.map_objects;
}

TEST(RoadMap, CountsTheObjectsThatAStepLooksAt) {
  const RoadMapPtr map = build(junction());
  // Lanes: 1 at (0 … 50, −2 … 2), 2 and 3 behind the junction. Only what lies around the point is looked at.
  EXPECT_EQ(looked_at([&] { map->objects_at({10, 0}, MapLayer::kLane); }), 1);
  EXPECT_EQ(looked_at([&] { map->objects_at({60, 0}, MapLayer::kLaneConnector); }), 2) << "both share an outline";
  EXPECT_EQ(looked_at([&] { map->objects_at({1000, 0}, MapLayer::kLane); }), 0);
  EXPECT_EQ(looked_at([&] { map->is_in_layer({60, 0}, MapLayer::kIntersection); }), 1);
  EXPECT_EQ(looked_at([&] { map->is_near_layer({72, 0}, 1.0, MapLayer::kIntersection); }), 0);
  EXPECT_EQ(looked_at([&] { map->is_near_layer({72, 0}, 4.0, MapLayer::kIntersection); }), 1);
  EXPECT_EQ(looked_at([&] { map->proximal({60, 0}, 100.0, MapLayer::kLane); }), 3);
  EXPECT_EQ(looked_at([&] { map->nearest({10, 0}, MapLayer::kLane); }), 1);
  EXPECT_EQ(looked_at([&] {
              map->nearest({10, 0}, MapLayer::kLane);
              map->nearest({10, 0}, MapLayer::kLane);
            }),
            2);
  map->nearest({10, 0}, MapLayer::kLane);  // outside a step: nothing to add to, nothing happens
}

}  // namespace
}  // namespace stepscope
