#include "core/planning/pdm/proposal_scorer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "core/planning/pdm/emergency_brake.h"
#include "tests/core/planning/pdm/pdm_road.h"

namespace stepscope {
namespace {

using test::MadeUpRoad;

constexpr std::size_t kSamples = 41;

// Straight on at a constant speed, from the rear axle's pose.
std::vector<SimulatedState> straight(const Pose2& from, double speed) {
  std::vector<SimulatedState> states(kSamples);
  for (std::size_t k = 0; k < kSamples; ++k) {
    states[k].rear_axle = moved_forward(from, speed * 0.1 * static_cast<double>(k));
    states[k].vx = speed;
  }
  return states;
}

// Two lanes side by side, both on the route, 120 m long.
class Street {
 public:
  Street() {
    MadeUpRoad road;
    for (int block = 0; block < 2; ++block) road.add_block(block, 2);
    for (const int lane : {0, 1}) road.connect(0, lane, lane);
    map_ = test::with_blocks(road);
    route_ = PdmRoute(*map_,
                      std::vector<const Roadblock*>{map_->roadblock(100), map_->roadblock(200), map_->roadblock(101)});
    ground_.begin(*map_, route_);
    ground_.update({20.0, 0.0}, 100.0);
    scene_.begin(*map_, route_);
  }
  // Scores the proposals against the objects, with an ego far away that overlaps none of them.
  std::vector<ProposalTerms> score(const std::vector<std::vector<SimulatedState>>& proposals,
                                   const std::vector<TrackedObject>& objects) {
    PdmParameters parameters;
    parameters.map_radius = 500.0;
    parameters.speed_fractions.assign(proposals.size(), 1.0);
    parameters.lateral_offsets = {0.0};
    HistoryBuffer history(1);
    const EgoState elsewhere = test::ego_at(0.0, 200.0);
    history.append({.ego = elsewhere, .objects = objects});
    scene_.update({.iteration = 0, .time = elsewhere.time, .history = history, .lights = {}}, parameters);
    std::vector<SimulatedState> states;
    for (const auto& proposal : proposals) states.insert(states.end(), proposal.begin(), proposal.end());
    ProposalScorer scorer;
    scorer.begin(parameters);
    const auto terms = scorer.score(states, scene_, centreline_, ground_);
    return {terms.begin(), terms.end()};
  }
  ProposalTerms score_one(const std::vector<SimulatedState>& states, const std::vector<TrackedObject>& objects) {
    return score({states}, objects).front();
  }

 private:
  RoadMapPtr map_;
  PdmRoute route_;
  DrivableGround ground_;
  PdmScene scene_;
  DrivePath centreline_{std::vector<Pose2>{{0.0, 0.0, 0.0}, {120.0, 0.0, 0.0}}};
};

TEST(ProposalScorer, AFreeRoadCostsNothing) {
  const ProposalTerms terms = Street().score_one(straight({5.0, 0.0, 0.0}, 8.0), {});
  EXPECT_EQ(terms.score, 1.0);
  EXPECT_NEAR(terms.progress_m, 32.0, 1e-9);  // 4 s at 8 m/s
  EXPECT_FALSE(terms.collision_step.has_value());
}

TEST(ProposalScorer, WhoIsAtFaultInACollision) {
  const double front = kPacifica.front_length;
  struct Row {
    std::vector<SimulatedState> ego;
    TrackedObject object;
    double no_collision;
    std::optional<int> step;
    const char* why;
  };
  TrackedObject cone = test::vehicle_at(30.0, 0.0);
  cone.type = ObjectType::kTrafficCone;
  const Row rows[] = {
      // The bumper meets x = 28 when 5 + front + 0.8·k ≥ 28: k = 23.7 → 24.
      {straight({5.0, 0.0, 0.0}, 8.0), test::vehicle_at(30.0, 0.0), 0.0,
       static_cast<int>(std::ceil((23.0 - front) / 0.8)), "a standing vehicle"},
      {straight({5.0, 0.0, 0.0}, 8.0), cone, 0.5, static_cast<int>(std::ceil((23.0 - front) / 0.8)),
       "a cone is half as bad"},
      {straight({5.0, 0.0, 0.0}, 0.0), test::vehicle_at(-20.0, 0.0, 0.0, 10.0), 1.0, std::nullopt, "the ego stands"},
      {straight({30.0, 0.0, 0.0}, 2.0), test::vehicle_at(10.0, 0.0, 0.0, 15.0), 1.0, std::nullopt,
       "run into from behind"},
      {straight({20.0, 0.0, 0.0}, 4.0), test::vehicle_at(27.0, 8.0, -kPi / 2.0, 4.0), 1.0, std::nullopt,
       "hit in the side, in its lane"},
      {straight({5.0, 0.0, 0.0}, 4.0), test::vehicle_at(58.0, 0.0, kPi, 8.0), 0.0, 39, "head on"},
  };
  for (const Row& row : rows) {
    const ProposalTerms terms = Street().score_one(row.ego, {row.object});
    EXPECT_EQ(terms.no_collision, row.no_collision) << row.why;
    ASSERT_EQ(terms.collision_step.has_value(), row.step.has_value()) << row.why;
    EXPECT_NEAR(terms.collision_step.value_or(0), row.step.value_or(0), 1) << row.why;
  }
}

TEST(ProposalScorer, ASideCollisionIsItsFaultBetweenLanes) {
  // A vehicle comes from the left and meets the ego's side after 2.5 s: in its lane, and on the line between two.
  const TrackedObject crossing = test::vehicle_at(26.0, 17.0, -kPi / 2.0, 4.0);
  EXPECT_EQ(Street().score_one(straight({10.0, 4.0, 0.0}, 6.0), {crossing}).no_collision, 1.0);
  EXPECT_EQ(Street().score_one(straight({10.0, 2.6, 0.0}, 6.0), {crossing}).no_collision, 0.0);
}

TEST(ProposalScorer, ComingTooCloseCostsTheTimeToCollision) {
  // 8 m/s behind 3 m/s: never touches within 4 s, but would within 0.9 s more.
  const double gap = 8.0 * 4.0 - 3.0 * 4.0 + 2.0;
  const TrackedObject slow = test::vehicle_at(5.0 + kPacifica.front_length + 2.0 + gap, 0.0, 0.0, 3.0);
  const ProposalTerms close = Street().score_one(straight({5.0, 0.0, 0.0}, 8.0), {slow});
  EXPECT_EQ(close.no_collision, 1.0);
  EXPECT_EQ(close.time_to_collision, 0.0);
  EXPECT_TRUE(close.time_to_collision_step.has_value());
  TrackedObject far = slow;
  far.box.centre.x += 6.0;
  EXPECT_EQ(Street().score_one(straight({5.0, 0.0, 0.0}, 8.0), {far}).time_to_collision, 1.0);
}

TEST(ProposalScorer, LeavingTheRoadCostsEverything) {
  const ProposalTerms terms = Street().score_one(straight({5.0, 0.0, 0.2}, 8.0), {});
  EXPECT_EQ(terms.on_drivable_area, 0.0);
  EXPECT_EQ(terms.score, 0.0);
}

// Off the route's lanes the metres count that are driven at a stretch: less than 2 m nothing, less than 6 m a half.
TEST(ProposalScorer, MetresOffTheRouteCostTheDirection) {
  for (const auto& [speed, factor] : {std::pair{0.45, 1.0}, {1.2, 0.5}, {2.0, 0.0}}) {
    const ProposalTerms terms = Street().score_one(straight({130.0, 0.0, 0.0}, speed), {});
    EXPECT_EQ(terms.driving_direction, factor) << speed * 4.0 << " m";
  }
}

TEST(ProposalScorer, ProgressIsMeasuredAgainstTheBest) {
  const auto terms = Street().score({straight({5.0, 0.0, 0.0}, 8.0), straight({5.0, 0.0, 0.0}, 4.0)}, {});
  EXPECT_EQ(terms[0].progress, 1.0);
  EXPECT_NEAR(terms[1].progress, 0.5, 1e-9);
  EXPECT_NEAR(terms[1].score, (5.0 * 0.5 + 5.0 + 2.0) / 12.0, 1e-9);
  const auto standing = Street().score({straight({5.0, 0.0, 0.0}, 0.0), straight({5.0, 0.0, 0.0}, 0.02)}, {});
  EXPECT_EQ(standing[0].progress, 1.0) << "nobody gets anywhere";
  EXPECT_EQ(best_of(standing), 0U) << "the first of equals";
}

TEST(ComfortTerm, BoundsEverySignal) {
  struct Row {
    const char* why;
    bool comfortable;
    std::function<void(SimulatedState&, double)> change;
  };
  const Row rows[] = {
      {"constant speed", true, [](auto&, double) {}},
      {"braking at 4 m/s²", true, [](auto& s, double) { s.ax = -4.0; }},
      {"braking at 4.1 m/s²", false, [](auto& s, double) { s.ax = -4.1; }},
      {"accelerating at 2.45 m/s²", false, [](auto& s, double) { s.ax = 2.45; }},
      {"5 m/s² to the side", false, [](auto& s, double) { s.ay = 5.0; }},
      {"jerk of 1 m/s³", true, [](auto& s, double t) { s.ax = -2.0 + t; }},
      {"jerk of 1.7 m/s³, but too hard at its ends", false, [](auto& s, double t) { s.ax = -3.4 + 1.7 * t; }},
      {"turning at 0.9 rad/s", true, [](auto& s, double t) { s.rear_axle.heading = wrap_angle(3.0 + 0.9 * t); }},
      {"turning at 1 rad/s", false, [](auto& s, double t) { s.rear_axle.heading = wrap_angle(3.0 + t); }},
      {"swerving at 2 rad/s²", false, [](auto& s, double t) { s.rear_axle.heading = 0.1 * std::sin(4.5 * t); }},
  };
  ComfortTerm comfort(kSamples);
  for (const Row& row : rows) {
    std::vector<SimulatedState> states = straight({0.0, 0.0, 0.0}, 8.0);
    for (std::size_t k = 0; k < kSamples; ++k) row.change(states[k], 0.1 * static_cast<double>(k));
    EXPECT_EQ(comfort.comfortable(states), row.comfortable) << row.why;
  }
}

TEST(EmergencyBrake, BrakesForASoonCollisionWhenSlow) {
  ProposalTerms terms;
  const PdmParameters parameters;
  EXPECT_FALSE(must_brake(terms, test::ego_at(0.0, 0.0, 0.0, 4.0), parameters));
  terms.collision_step = 20;
  EXPECT_TRUE(must_brake(terms, test::ego_at(0.0, 0.0, 0.0, 5.0), parameters));
  EXPECT_FALSE(must_brake(terms, test::ego_at(0.0, 0.0, 0.0, 5.1), parameters)) << "too fast";
  terms.collision_step = 21;
  EXPECT_FALSE(must_brake(terms, test::ego_at(0.0, 0.0, 0.0, 4.0), parameters)) << "not so soon";
}

TEST(EmergencyBrake, PlansStraightOnAtASpeedThatBrakes) {
  struct Row {
    double vx, ax, planned;
    const char* why;
  };
  const Row rows[] = {
      {5.0, 0.0, 1.1 * (5.0 - 4.05), "moving: as hard as it can"},
      {0.3, 0.0, 1.1 * (0.3 - 3.0), "slow: −10·v"},
      {0.1, 0.0, -0.4, "standing: −4·v"},
      {0.0, -1.0, 1.0, "rolling out"},
      {0.0, -9.0, 2.40, "limited"},
  };
  for (const Row& row : rows) {
    EgoState ego = test::ego_at(10.0, 20.0, kPi / 2.0, row.vx);
    ego.ax = row.ax;
    Trajectory plan;
    plan_brake(ego, plan);
    ASSERT_EQ(plan.size(), 81U);
    EXPECT_EQ(plan.start(), ego.time);
    EXPECT_EQ(plan.end().us, ego.time.us + 8'000'000);
    EXPECT_NEAR(plan.states()[10].rear_axle.x, 10.0, 1e-9) << row.why;
    EXPECT_NEAR(plan.states()[10].rear_axle.y, 20.0 + row.planned, 1e-9) << row.why;
    EXPECT_EQ(plan.states()[10].vx, 0.0);
  }
}

}  // namespace
}  // namespace stepscope
