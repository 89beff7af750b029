// Metrics of made-up runs along lanes: area, direction, speed, progress, lane changes. The ego's box is 5.176 m × 2.297
// m.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/metrics/centre_route.h"
#include "tests/core/metrics/made_up_drive.h"

namespace stepscope::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::vector<FeatureId>> ids(const RoadMap& map, const CentreRoute& route) {
  std::vector<std::vector<FeatureId>> all(route.size());
  for (std::size_t k = 0; k < route.size(); ++k)
    for (const std::uint32_t segment : route[k]) all[k].push_back(map.segments()[segment].id);
  return all;
}

using Ids = std::vector<FeatureId>;

TEST(CentreRoute, LaterPointsTellOverlappingConnectorsApart) {
  const RoadMapPtr map = built(fork());
  const std::vector<Point2> points = {{95, 0}, {105, 0.5}, {112, 1}, {119, 3}, {125, 4}};
  const auto route = CentreRoute::follow(*map, points);
  ASSERT_TRUE(route.ok());
  EXPECT_THAT(ids(*map, route.value()), ElementsAre(Ids{1}, Ids{22}, Ids{22}, Ids{22}, Ids{3}));
  EXPECT_EQ(route.value().found()[1].size(), 2u);
  // Without the last two points nothing tells them apart.
  EXPECT_EQ(route.value().settled(2), 1u);
  SegmentLists ending;
  route.value().ending_at(2, ending);
  EXPECT_EQ(ending[1].size(), 2u);
  EXPECT_EQ(ending[2].size(), 2u);
  EXPECT_EQ(route.value().settled(3), 4u);
}

TEST(CentreRoute, StaysWithAConnectorNearbyWithinAnIntersection) {
  const RoadMapPtr map = built(fork());
  // (110, −3) is in the intersection, 1 m beside connector 21; then 7 m beside, outside.
  const std::vector<Point2> points = {{95, 0}, {101, -1.9}, {110, -3}, {110, -9}};
  const auto route = CentreRoute::follow(*map, points);
  ASSERT_TRUE(route.ok());
  EXPECT_THAT(ids(*map, route.value()), ElementsAre(Ids{1}, Ids{21}, Ids{21}, Ids{}));
}

TEST(CentreRoute, RefusesAPointInTwoLanes) {
  RoadMapContent content = fork();
  content.lanes[1].area = rectangle(50, -2, 220, 2);
  const RoadMapPtr map = built(std::move(content));
  const std::vector<Point2> points = {{60, 0}};
  const auto route = CentreRoute::follow(*map, points);
  ASSERT_FALSE(route.ok());
  EXPECT_THAT(route.error().text(), AllOf(HasSubstr("fork.gpkg"), HasSubstr("1, 2")));
}

TEST(LaneChange, IsCountedFromLeavingOneLaneToBeingInAnother) {
  Drive drive;  // from lane 2 (y = 0) to lane 3 (y = 4), 1 m to the left per sample
  for (const double y : {0, 0, 1, 2, 3, 4, 4}) drive.add({140.0 + static_cast<double>(drive.egos.size()), y, 0}, 10);
  const Metric metric = drive.judge("ego_lane_change");
  ASSERT_EQ(metric.statistics.size(), 5u);
  EXPECT_EQ(std::get<std::int64_t>(metric.statistics[0].value), 1);
  EXPECT_NEAR(std::get<double>(metric.statistics[1].value), 0.3, 1e-9);  // at y = 1, 2, 3 a side is over the line
  EXPECT_EQ(std::get<double>(metric.statistics[3].value), 0.0);
  EXPECT_FALSE(metric.score);

  Drive back;
  for (const double y : {0, 1, 0}) back.add({140.0 + static_cast<double>(back.egos.size()), y, 0}, 10);
  EXPECT_EQ(std::get<double>(back.judge("ego_lane_change").statistics[3].value), 1.0) << "came out where it was";
}

TEST(DrivableArea, NamesTheCornerThatIsOutsideAndHowFar) {
  Drive drive;  // the road ends at y = −4; right corners are 1.1485 m right of the centre
  for (const double y : {0.0, -3.0, -3.1, -4.0, 0.0}) drive.add({50, y, 0}, 5);
  const Metric metric = drive.judge("drivable_area_compliance");
  EXPECT_EQ(metric.score, 0.0);
  EXPECT_THAT(metric.score_so_far, ElementsAre(1.0, 1.0, 1.0, 0.0, 0.0));
  ASSERT_EQ(metric.violations.size(), 1u);
  const MetricViolation& violation = metric.violations[0];
  EXPECT_EQ(violation.step, 3);
  EXPECT_EQ(violation.what, "rear right corner 1.1 m outside the drivable area");
  EXPECT_NEAR(violation.value, 1.1485, 1e-9);
  EXPECT_EQ(violation.threshold, 0.3);
  EXPECT_EQ(violation.culprit, Culprit(MapCulprit{MapLayer::kDrivableArea, 51}));
  EXPECT_EQ(violation.score_without, 1.0);
  const Metric corners = drive.judge("corners_in_drivable_area");
  EXPECT_THAT(corners.series->values, ElementsAre(1.0, 0.0, 0.0, 0.0, 1.0)) << "0.15 and 0.25 m are tolerated, not in";
}

TEST(DrivableArea, LeavingTwiceIsTwoReasons) {
  Drive drive;
  for (const double y : {-4.0, 0.0, -4.0}) drive.add({50, y, 0}, 5);
  const Metric metric = drive.judge("drivable_area_compliance");
  ASSERT_EQ(metric.violations.size(), 2u);
  for (const MetricViolation& violation : metric.violations) EXPECT_EQ(violation.score_without, 0.0);
}

// Backwards at 3.1 m/s: 0.31 m per sample, 11 steps in the window of a second: 3.41 m.
TEST(DrivingDirection, MeasuresReversingWithinOneSecond) {
  Drive drive;
  drive.go(10, 10);
  drive.go(-3.1, 20);
  const Metric metric = drive.judge("driving_direction_compliance");
  EXPECT_EQ(metric.score, 0.5);
  ASSERT_EQ(metric.violations.size(), 1u);
  const MetricViolation& violation = metric.violations[0];
  // Sample 9 is the last of those 1 m forwards: windows add up to 2 − 9·0.31 m at sample 18, to 1 − 10·0.31 m at 19.
  EXPECT_EQ(violation.step, 19);
  EXPECT_EQ(violation.last_step, 29);
  EXPECT_NEAR(violation.value, 3.41, 1e-9);
  EXPECT_EQ(violation.threshold, 2.0);
  EXPECT_EQ(violation.culprit, Culprit(MapCulprit{MapLayer::kLane, 1}));
  EXPECT_EQ(violation.score_without, 1.0);

  Drive faster;
  faster.add({90, 0, 0}, -7);
  faster.go(-7, 12);
  EXPECT_EQ(faster.judge("driving_direction_compliance").score, 0.0) << "7.7 m";
}

TEST(DrivingDirection, TwoSpellsOfReversing) {
  Drive drive;
  drive.add({90, 0, 0}, -3);
  drive.go(-3, 12);
  drive.go(10, 12);
  drive.go(-7, 12);
  const Metric metric = drive.judge("driving_direction_compliance");
  EXPECT_EQ(metric.score, 0.0);
  ASSERT_EQ(metric.violations.size(), 2u);
  EXPECT_EQ(metric.violations[0].score_without, 0.0);
  EXPECT_EQ(metric.violations[1].score_without, 0.5) << "what remains is 3.3 m";
}

// 20 samples, 1.9 s: each sample stands for 0.1 s.
TEST(SpeedLimit, LosesByHowFarAndHowLong) {
  Drive drive;
  drive.go(10, 10);
  drive.go(11, 5);
  drive.go(9, 2);
  drive.go(12, 3);
  const Metric metric = drive.judge("speed_limit_compliance");
  EXPECT_NEAR(*metric.score, 1.0 - (5 * 1.0 + 3 * 2.0) * 0.1 / (2.23 * 1.9), 1e-12);
  ASSERT_EQ(metric.violations.size(), 2u);
  EXPECT_EQ(metric.violations[0].step, 10);
  EXPECT_EQ(metric.violations[0].last_step, 14);
  EXPECT_EQ(metric.violations[0].what, "ego drives 11.0 m/s where 10.0 m/s are allowed");
  EXPECT_NEAR(metric.violations[0].score_without, 1.0 - 6.0 * 0.1 / (2.23 * 1.9), 1e-12);
  EXPECT_NEAR(metric.violations[1].score_without, 1.0 - 5.0 * 0.1 / (2.23 * 1.9), 1e-12);
  EXPECT_EQ(metric.violations[1].culprit, Culprit(MapCulprit{MapLayer::kLane, 1}));
  EXPECT_EQ(metric.violations[1].value, 12.0);
  EXPECT_EQ(metric.violations[1].threshold, 10.0);
}

TEST(SpeedLimit, OfConnectorsIsTheHighestAround) {
  const auto over = [](RoadMapContent content) {
    Drive drive;
    drive.map = built(std::move(content));
    drive.add({101, -1.9, 0}, 9.5);  // connector 21 from lane 1 (10 m/s) to lane 2 (8 m/s)
    drive.add({140, 0, 0}, 9.5);     // lane 2
    return drive.judge("speed_limit_compliance").series->values;
  };
  EXPECT_THAT(over(fork()), ElementsAre(0.0, 1.5));
  RoadMapContent unknown = fork();
  unknown.lanes[1].speed_limit_mps = std::nullopt;
  EXPECT_THAT(over(std::move(unknown)), ElementsAre(0.0, 0.0)) << "no limit, nothing to break";
  RoadMapContent zero = fork();
  zero.lanes[0].speed_limit_mps = 0.0;
  EXPECT_THAT(over(std::move(zero)), ElementsAre(0.0, 1.5)) << "0 is no limit either";
}

TEST(Progress, IsTheShareOfTheExpertsWayAndNamesWhereItWasLost) {
  Drive drive;
  drive.go(10, 5);  // to x = 14
  drive.go(0, 30);
  drive.expert_goes(10);  // 35 m
  const Metric progress = drive.judge("ego_progress_along_expert_route");
  EXPECT_NEAR(*progress.score, 4.0 / 35.0, 1e-12);
  ASSERT_EQ(progress.violations.size(), 1u);
  EXPECT_EQ(progress.violations[0].step, 5) << "first sample behind the expert";
  EXPECT_EQ(progress.violations[0].what, "ego gets 4.0 m along the expert's route, the expert 35.0 m");
  EXPECT_EQ(progress.violations[0].culprit, Culprit(MapCulprit{MapLayer::kRoadblock, 30}));

  const Metric making = drive.judge("ego_is_making_progress");
  EXPECT_EQ(making.score, 0.0);
  ASSERT_EQ(making.violations.size(), 1u);
  EXPECT_EQ(making.violations[0].step, 5) << "stops there";
  EXPECT_NEAR(making.violations[0].value, 4.0 / 35.0, 1e-12);
  EXPECT_EQ(making.violations[0].threshold, 0.2);
  EXPECT_EQ(making.violations[0].score_without, 1.0);
}

TEST(Progress, SkipsBlocksAndIgnoresWhatIsOffTheRoute) {
  Drive drive;
  drive.add({90, 0, 0}, 10);
  drive.add({130, 0, 0}, 10);  // across the connector in one step: 10 m + 20 m + 10 m
  drive.add({130, 50, 0}, 10);
  drive.add({131, 0, 0}, 10);
  for (const double x : {90, 105, 130, 131, 132})
    drive.expert.push_back(Drive::state(drive.expert.size(), {x, 0, 0}, 10));
  const Metric metric = drive.judge("ego_progress_along_expert_route");
  EXPECT_THAT(metric.series->values, testing::Pointwise(testing::DoubleNear(1e-9), {0.0, 40.0, 0.0, 1.0}));
}

TEST(Progress, AConnectorIsNotMistakenForARoadblockOfTheSameId) {
  RoadMapContent content = fork();
  content.roadblocks.push_back({.id = 40, .area = rectangle(0, 100, 10, 110)});
  Drive drive;
  drive.map = built(std::move(content));
  for (const double x : {90, 105, 115, 118}) drive.add({x, 0, 0}, 10);
  const Metric metric = drive.judge("ego_progress_along_expert_route");
  EXPECT_THAT(metric.series->values, testing::Pointwise(testing::DoubleNear(1e-9), {0.0, 15.0, 10.0, 3.0}));
}

TEST(Progress, BackwardsIsWorthNothing) {
  Drive drive;
  drive.add({50, 0, 0}, -5);
  drive.go(-5, 10);
  for (std::size_t k = 0; k < 12; ++k)
    drive.expert.push_back(Drive::state(k, {50.0 + static_cast<double>(k), 0, 0}, 10));
  const Metric metric = drive.judge("ego_progress_along_expert_route");
  EXPECT_EQ(metric.score, 0.0);
  EXPECT_THAT(metric.violations.at(0).what, HasSubstr("5.0 m further back"));
  EXPECT_EQ(drive.judge("ego_is_making_progress").violations.at(0).step, 0) << "never got on";
}

TEST(Progress, IsFullWhereTheExpertHasNoLane) {
  Drive drive;
  drive.add({50, 500, 0}, 5);
  drive.go(5, 5, 500);
  EXPECT_EQ(drive.judge("ego_progress_along_expert_route").score, 1.0);
  EXPECT_EQ(drive.judge("ego_is_making_progress").score, 1.0);
}

// ---- What may go wrong ----------------------------------------------------------------------------------------------

TEST(ClosedLoopMetrics, ShortRunsAreDefinedOrSayWhyNot) {
  for (const int steps : {1, 2, 3, 5}) {
    Drive drive;
    drive.go(15, steps);  // too fast throughout
    const std::vector<Metric> metrics = drive.judge();
    EXPECT_EQ(metrics.size(), 16u);
    for (const Metric& metric : metrics) {
      SCOPED_TRACE(metric.name + " of " + std::to_string(steps));
      EXPECT_TRUE(metric.error.empty() || !metric.score);
      if (metric.score) {
        EXPECT_TRUE(std::isfinite(*metric.score));
        EXPECT_EQ(metric.score_so_far.size(), static_cast<std::size_t>(steps));
      }
    }
    EXPECT_EQ(drive.judge("speed_limit_compliance").score, 0.0);  // 5 m/s over 2.23 m/s
  }
}

TEST(ClosedLoopMetrics, AStateThatIsNoNumberIsNamed) {
  Drive drive;
  drive.go(5, 6);
  drive.egos[3].rear_axle.heading = std::numeric_limits<double>::quiet_NaN();
  for (const Metric& metric : drive.judge()) {
    EXPECT_FALSE(metric.score);
    EXPECT_THAT(metric.error, HasSubstr("step 3"));
  }
}

TEST(ClosedLoopMetrics, FarFromEveryLane) {
  Drive drive;
  drive.add({5000, 5000, 0}, 5, {object(1, ObjectType::kVehicle, {5004, 5000, 0}, 4, 2)});
  drive.go(5, 5, 5000);
  const Metric area = drive.judge("drivable_area_compliance");
  EXPECT_EQ(area.score, 0.0);
  EXPECT_NEAR(area.violations.at(0).value, std::hypot(4780, 4992), 10.0);
  EXPECT_EQ(drive.judge("speed_limit_compliance").score, 1.0);
  EXPECT_EQ(drive.judge("driving_direction_compliance").score, 1.0);
  EXPECT_EQ(drive.judge("no_ego_at_fault_collisions").score, 0.0);
}

TEST(ClosedLoopMetrics, AMapWithoutDrivableAreasAndBlocks) {
  RoadMapContent content = fork();
  content.road_segments.clear();
  content.intersections.clear();
  content.roadblocks.clear();
  Drive drive;
  drive.map = built(std::move(content));
  drive.go(5, 5);
  EXPECT_EQ(drive.judge("drivable_area_compliance").score, 1.0) << "lanes may be driven on";
  const Metric progress = drive.judge("ego_progress_along_expert_route");
  EXPECT_FALSE(progress.score);
  EXPECT_THAT(progress.error, AllOf(HasSubstr("lane_groups_polygons"), HasSubstr("30")));
  EXPECT_EQ(drive.judge("ego_is_making_progress").error, progress.error);
  drive.add({50, 50, 0}, 5);
  EXPECT_EQ(drive.judge("drivable_area_compliance").score, 0.0);
}

TEST(ClosedLoopMetrics, OverlappingLanesFailTheMetricsThatNeedThem) {
  RoadMapContent content = fork();
  content.lanes[1].area = rectangle(12, -2, 220, 2);
  Drive drive;
  drive.map = built(std::move(content));
  drive.add({60, 0, 0}, 5);
  drive.go(5, 5);
  for (const char* name : {"ego_lane_change", "no_ego_at_fault_collisions", "time_to_collision_within_bound",
                           "drivable_area_compliance", "speed_limit_compliance", "driving_direction_compliance",
                           "ego_progress_along_expert_route", "ego_is_making_progress"}) {
    const Metric metric = drive.judge(name);
    EXPECT_FALSE(metric.score) << name;
    EXPECT_THAT(metric.error, HasSubstr("2 objects at")) << name;
  }
  EXPECT_EQ(drive.judge("ego_is_comfortable").score, 1.0);
}

}  // namespace
}  // namespace stepscope::test
