#include "core/planning/pdm/pdm_closed_planner.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "core/planning/planner_list.h"
#include "core/probe/allocations.h"
#include "tests/core/planning/pdm/pdm_road.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;

// A planner on a made-up road, asked step by step.
class Drive {
 public:
  explicit Drive(RoadMapPtr map, std::vector<std::string> route, PdmParameters parameters = {})
      : map_(std::move(map)), route_(std::move(route)), planner(std::move(parameters)) {}

  Status initialise() { return planner.initialise({.route = route_, .mission_goal = {}, .map = *map_}); }
  Status plan(const EgoState& ego, const std::vector<TrackedObject>& objects = {},
              const std::vector<TrafficLightStatus>& lights = {}) {
    HistoryBuffer history(1);
    history.append({.ego = ego, .objects = objects});
    return planner.plan({.iteration = 0, .time = ego.time, .history = history, .lights = lights}, plan_);
  }
  const Trajectory& result() const { return plan_; }

 private:
  RoadMapPtr map_;
  std::vector<std::string> route_;

 public:
  PdmClosedPlanner planner;

 private:
  Trajectory plan_;
};

Drive straight_road(std::optional<double> speed_limit = 12.0) {
  return Drive(test::single_lane_map(4, speed_limit), MadeUpRoad::route(4));
}

TEST(PdmClosedPlanner, DrivesOnAtTheSpeedLimit) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0, 0.0, 10.0)).ok());
  EXPECT_EQ(drive.planner.proposals().size(), 15U);
  EXPECT_EQ(drive.planner.chosen(), 4U) << "the centreline at the full limit";
  EXPECT_FALSE(drive.planner.braked());
  EXPECT_EQ(drive.planner.lane()->id, MadeUpRoad::lane(0, 0));
  EXPECT_NEAR(drive.planner.proposals().target_speeds()[4], 12.0, 1e-12);
  ASSERT_EQ(drive.result().size(), 81U);
  EXPECT_EQ(drive.result().end().us - drive.result().start().us, 8'000'000);
  EXPECT_GT(drive.result().states().back().rear_axle.x, 5.0 + 8.0 * 10.0);
  EXPECT_NEAR(drive.result().states().back().rear_axle.y, 0.0, 1e-9);
}

// In the very first step the record of a leader is empty, which looks like one at hand.
TEST(PdmClosedPlanner, EveryProposalBeginsByBraking) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0, 0.0, 10.0)).ok());
  for (std::size_t p = 0; p < drive.planner.proposals().size(); ++p)
    EXPECT_NEAR(drive.planner.proposals().states(p)[1].velocity, 10.0 - 0.3, 1e-12) << "proposal " << p;
}

TEST(PdmClosedPlanner, PutsPathsBesideTheCentreline) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.2, 0.0, 5.0)).ok());
  const double expected[] = {0.0, -1.0, 1.0};
  for (std::size_t path = 0; path < 3; ++path)
    EXPECT_NEAR(drive.planner.proposals().states(path * 5)[0].pose.y, expected[path], 1e-12);
  EXPECT_NEAR(drive.planner.simulated(7)[0].rear_axle.y, 0.2, 1e-12) << "the simulation begins where the ego is";
}

TEST(PdmClosedPlanner, StopsBehindAStandingVehicle) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0, 0.0, 6.0), {test::vehicle_at(35.0, 0.0)}).ok());
  const double bumper = drive.result().states().back().rear_axle.x + kPacifica.front_length;
  EXPECT_LT(bumper, 33.0);
  EXPECT_GT(bumper, 25.0);
  EXPECT_EQ(drive.planner.terms()[drive.planner.chosen()].no_collision, 1.0);
}

TEST(PdmClosedPlanner, StopsAtARedLight) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  const std::vector<TrafficLightStatus> red{{MadeUpRoad::connector(0, 0, 0), LightColour::kRed}};
  ASSERT_TRUE(drive.plan(test::ego_at(15.0, 0.0, 0.0, 6.0), {}, red).ok());
  EXPECT_LT(drive.result().states().back().rear_axle.x + kPacifica.front_length, 50.0);
}

TEST(PdmClosedPlanner, BrakesForAVehicleThatItCannotMissAnyMore) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0, 0.0, 4.5), {test::vehicle_at(11.6, 0.0)}).ok());
  EXPECT_TRUE(drive.planner.braked());
  EXPECT_NEAR(drive.result().states()[10].rear_axle.x, 5.0 + 1.1 * (4.5 - 4.05), 1e-9);
}

TEST(PdmClosedPlanner, AStandingEgoStaysCalm) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0)).ok());
  for (const ProposalTerms& terms : drive.planner.terms()) EXPECT_TRUE(std::isfinite(terms.score));
  EXPECT_GT(drive.planner.terms()[drive.planner.chosen()].score, 0.5);
}

// The path ends with the route: its end stands in the way.
TEST(PdmClosedPlanner, StopsBeforeTheEndOfAShortRoute) {
  Drive drive(test::single_lane_map(1), MadeUpRoad::route(1));
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(25.0, 0.0, 0.0, 6.0)).ok());
  EXPECT_LT(drive.result().states().back().rear_axle.x, 50.0);
  ASSERT_TRUE(drive.plan(test::ego_at(60.0, 0.0, 0.0, 1.0)).ok()) << "and does not mind being past it";
}

TEST(PdmClosedPlanner, TakesTheFallbackSpeedWhereALaneHasNoLimit) {
  for (const std::optional<double> limit : {std::optional<double>(), std::optional<double>(0.0)}) {
    Drive drive = straight_road(limit);
    ASSERT_TRUE(drive.initialise().ok());
    ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0, 0.0, 10.0)).ok());
    EXPECT_EQ(drive.planner.proposals().target_speeds()[4], 15.0);
  }
}

TEST(PdmClosedPlanner, FarFromEveryRoadItStillAnswers) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 300.0, 0.0, 5.0)).ok());
  for (const ProposalTerms& terms : drive.planner.terms()) EXPECT_EQ(terms.score, 0.0) << "all are off the road";
  EXPECT_EQ(drive.planner.chosen(), 0U);
}

TEST(PdmClosedPlanner, SaysWhatItLacks) {
  Drive no_route(test::single_lane_map(1), {});
  const Status empty = no_route.initialise();
  ASSERT_FALSE(empty.ok());
  EXPECT_EQ(empty.error().field, "route");
  Drive elsewhere(test::single_lane_map(1), {"424242"});
  EXPECT_FALSE(elsewhere.initialise().ok());

  MadeUpRoad road;
  road.add_block(0, 1);
  road.content().roadblocks.push_back({.id = 500});  // without lanes
  Drive hollow(test::with_blocks(road, {}), {"500"});
  ASSERT_TRUE(hollow.initialise().ok());
  const Status planned = hollow.plan(test::ego_at(5.0, 300.0));
  ASSERT_FALSE(planned.ok());
  EXPECT_NE(planned.error().text().find("lane"), std::string::npos) << planned.error().text();
}

TEST(PdmClosedPlanner, OneObjectCanBeginAgain) {
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0, 0.0, 10.0), {test::vehicle_at(6.0, 0.0)}).ok());
  EXPECT_EQ(drive.planner.scene().ignored(), 1U);
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(75.0, 0.0, 0.0, 10.0)).ok());
  EXPECT_EQ(drive.planner.scene().ignored(), 0U);
  EXPECT_EQ(drive.planner.lane()->id, MadeUpRoad::lane(1, 0));
}

TEST(PdmClosedPlanner, AllocatesNothingOnceItHasSeenItsSurroundings) {
  ASSERT_TRUE(allocations_counted());
  Drive drive = straight_road();
  ASSERT_TRUE(drive.initialise().ok());
  const EgoState ego = test::ego_at(5.0, 0.0, 0.0, 6.0);
  const std::vector<TrackedObject> objects{test::vehicle_at(40.0, 0.0, 0.0, 3.0), test::vehicle_at(30.0, 8.0)};
  HistoryBuffer history(1);
  history.append({.ego = ego, .objects = objects});
  const PlannerInput input{.iteration = 0, .time = ego.time, .history = history, .lights = {}};
  Trajectory plan;
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(drive.planner.plan(input, plan).ok());
  const std::int64_t before = thread_allocations();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(drive.planner.plan(input, plan).ok());
  EXPECT_EQ(thread_allocations(), before);
}

TEST(PdmParameters, NameTheOneThatCannotBeUsed) {
  const auto field_of = [](const std::function<void(PdmParameters&)>& change) {
    PdmParameters parameters;
    change(parameters);
    const Status status = parameters.check();
    return status.ok() ? std::string() : status.error().field;
  };
  EXPECT_EQ(field_of([](auto&) {}), "");
  EXPECT_EQ(field_of([](auto& p) { p.speed_fractions.clear(); }), "speed_fractions");
  EXPECT_EQ(field_of([](auto& p) { p.speed_fractions = {0.0}; }), "speed_fractions");
  EXPECT_EQ(field_of([](auto& p) { p.lateral_offsets.assign(33, 0.0); }), "lateral_offsets");
  EXPECT_EQ(field_of([](auto& p) { p.lateral_offsets = {std::nan("")}; }), "lateral_offsets");
  EXPECT_EQ(field_of([](auto& p) { p.proposal_horizon = 0.9; }), "proposal_horizon");
  EXPECT_EQ(field_of([](auto& p) { p.proposal_horizon = 8.1; }), "proposal_horizon");
  EXPECT_EQ(field_of([](auto& p) { p.fallback_speed = 0.0; }), "fallback_speed");
  EXPECT_EQ(field_of([](auto& p) { p.map_radius = std::nan(""); }), "map_radius");
  EXPECT_EQ(field_of([](auto& p) { p.min_gap_to_lead_agent = 0.0; }), "min_gap_to_lead_agent");
  EXPECT_EQ(field_of([](auto& p) { p.headway_time = -1.0; }), "headway_time");
  EXPECT_EQ(field_of([](auto& p) { p.accel_max = 0.0; }), "accel_max");
  EXPECT_EQ(field_of([](auto& p) { p.decel_max = -3.0; }), "decel_max");
  EXPECT_EQ(field_of([](auto& p) { p.progress_weight = p.ttc_weight = p.comfort_weight = 0.0; }), "progress_weight");
  EXPECT_EQ(field_of([](auto& p) { p.ttc_weight = -1.0; }), "ttc_weight");
  EXPECT_EQ(field_of([](auto& p) { p.brake_horizon = 9.0; }), "brake_horizon");
}

TEST(PdmParameters, OtherListsAndHorizonsMakeOtherProposals) {
  const auto made =
      find_planner("pdm-closed")
          ->make({{"speed_fractions", "0.5, 1"}, {"lateral_offsets", "0"}, {"proposal_horizon", "2"}}, {});
  ASSERT_TRUE(made.ok()) << made.error().text();
  const auto* planner = dynamic_cast<const PdmClosedPlanner*>(made.value().get());
  ASSERT_NE(planner, nullptr);
  Drive drive(test::single_lane_map(4), MadeUpRoad::route(4), planner->parameters());
  ASSERT_TRUE(drive.initialise().ok());
  ASSERT_TRUE(drive.plan(test::ego_at(5.0, 0.0, 0.0, 5.0)).ok());
  EXPECT_EQ(drive.planner.terms().size(), 2U);
  EXPECT_EQ(drive.planner.simulated(1).size(), 21U);
  EXPECT_EQ(drive.result().size(), 81U);

  const auto refused = find_planner("pdm-closed")->make({{"speed_fractions", "0.5,,1"}}, {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().field, "speed_fractions");
  EXPECT_NE(refused.error().text().find("0.5,,1"), std::string::npos) << refused.error().text();
}

}  // namespace
}  // namespace stepscope
