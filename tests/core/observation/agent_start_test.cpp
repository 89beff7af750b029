#include "core/observation/agent_start.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/planning/made_up_road.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;

// Two lane connectors over the same junction: 11 heads to (−1, 0.01), 3.13 rad, 12 to (−1, −0.5), −2.68 rad.
RoadMapPtr crossing() {
  MadeUpRoad road;
  road.add_block(0, 1);
  auto& content = road.content();
  const Area square({Polygon{{{-30, -30}, {-10, -30}, {-10, -10}, {-30, -10}, {-30, -30}}, {}}});
  const auto connector = [&](FeatureId id, Point2 direction) {
    LaneSegment segment{.id = id, .kind = SegmentKind::kLaneConnector, .area = square};
    std::vector<Point2> points;
    for (int i = -10; i <= 10; ++i) points.push_back(Point2{-20, -20} + i * direction);
    segment.baseline = Polyline(points);
    segment.layer_line = points;
    content.lane_connectors.push_back(segment);
  };
  connector(12, {-1, -0.5});
  connector(11, {-1, 0.01});
  content.intersections.push_back({.id = 9, .area = square});
  return road.build();
}

TEST(AgentStart, ComparesHeadingsWithoutWrappingUnlessFixed) {
  const auto map = crossing();
  const Pose2 vehicle{-20, -20, -3.1};  // 0.05 rad from connector 11 by angle, 6.2 by difference; 0.42 from 12
  const auto reference = start_on_lanes(vehicle, *map, AgentRules::kReference);
  ASSERT_TRUE(reference.has_value());
  EXPECT_EQ(reference->segment->id, 12);
  EXPECT_TRUE(reference->misled_by_wrapping);
  const auto fixed = start_on_lanes(vehicle, *map, AgentRules::kFixed);
  ASSERT_TRUE(fixed.has_value());
  EXPECT_EQ(fixed->segment->id, 11);
  EXPECT_FALSE(fixed->misled_by_wrapping);
  const auto other_way = start_on_lanes({-20, -20, 3.1}, *map, AgentRules::kReference);
  EXPECT_EQ(other_way->segment->id, 11);
  EXPECT_FALSE(other_way->misled_by_wrapping);
}

TEST(AgentStart, PrefersLanesAndNeedsAnIntersectionForConnectors) {
  MadeUpRoad road;
  road.add_block(0, 1);
  road.add_block(1, 1);
  road.connect(0, 0, 0);
  const auto without = road.build();
  EXPECT_EQ(start_on_lanes({10.5, 1, 0}, *without, AgentRules::kReference)->segment->id, MadeUpRoad::lane(0, 0));
  EXPECT_NEAR(start_on_lanes({10.5, 1, 0}, *without, AgentRules::kReference)->progress, 10.5, 1e-12);
  EXPECT_FALSE(start_on_lanes({60, 0, 0}, *without, AgentRules::kReference).has_value()) << "no intersection there";
  EXPECT_FALSE(start_on_lanes({10, 9, 0}, *without, AgentRules::kReference).has_value());
  road.content().intersections.push_back(
      {.id = 9, .area = Area({Polygon{{{50, -9}, {70, -9}, {70, 9}, {50, 9}, {50, -9}}, {}}})});
  const auto with = road.build();
  EXPECT_EQ(start_on_lanes({60, 0, 0}, *with, AgentRules::kReference)->segment->id, MadeUpRoad::connector(0, 0, 0));
}

}  // namespace
}  // namespace stepscope
