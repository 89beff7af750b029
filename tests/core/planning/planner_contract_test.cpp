#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <stdexcept>

#include "tests/core/planning/one_moment.h"

namespace stepscope {
namespace {

constexpr SimTime kNow{1'600'000'000'000'000};

// A planner that answers with whatever a test wants.
class MadeUpPlanner : public Planner {
 public:
  explicit MadeUpPlanner(std::function<Status(Trajectory&)> answer) : answer_(std::move(answer)) {}
  std::string_view name() const override { return "made-up"; }
  Status initialise(const PlannerContext&) override { return {}; }

 private:
  Status do_plan(const PlannerInput&, Trajectory& out) override { return answer_(out); }
  std::function<Status(Trajectory&)> answer_;
};

// Plans `states` three states 0.5 s apart from now on, after `change` was applied to them.
Status plan_with(const std::function<void(std::vector<TrajectoryState>&)>& change) {
  std::vector<TrajectoryState> states(3);
  for (std::size_t i = 0; i < states.size(); ++i) states[i].time = {kNow.us + static_cast<std::int64_t>(i) * 500'000};
  change(states);
  MadeUpPlanner planner([&](Trajectory& out) {
    for (const TrajectoryState& state : states) out.append(state);
    return Status{};
  });
  EgoState ego;
  ego.time = kNow;
  Trajectory out;
  return planner.plan(test::OneMoment(ego).input(), out);
}

TEST(PlannerContract, AcceptsAProperTrajectory) {
  EXPECT_TRUE(plan_with([](auto&) {}).ok());
  EXPECT_TRUE(plan_with([](auto& states) { states[0].time.us += 1; }).ok());
  EXPECT_TRUE(plan_with([](auto& states) { states[0].time.us -= 1; }).ok());
}

struct Violation {
  std::string field;
  std::function<void(std::vector<TrajectoryState>&)> change;
};

// 100 m/s between states, but over 1 ms at least.
TEST(PlannerContract, AcceptsWhatIsFastButNoJump) {
  EXPECT_TRUE(plan_with([](auto& s) { s[1].rear_axle.x = s[2].rear_axle.x = 49.9; }).ok()) << "in 0.5 s";
  EXPECT_TRUE(plan_with([](auto& s) {
                s[1].time.us = s[0].time.us + 1;
                s[1].rear_axle.y = s[2].rear_axle.y = 0.0999;
              }).ok())
      << "99 900 m/s, but no more than 0.1 m";
  EXPECT_TRUE(plan_with([](auto& s) {
                for (auto& state : s) state.rear_axle.x += 999.0;
              }).ok())
      << "beginning somewhere else";
}

TEST(PlannerContract, NamesPlannerStateAndChannelOfAViolation) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<Violation> violations{
      {"trajectory", [](auto& s) { s.clear(); }},
      {"trajectory", [](auto& s) { s.resize(1); }},
      {"state 0, time", [](auto& s) { s[0].time.us -= 2; }},
      {"state 0, time", [](auto& s) { s[0].time.us += 2; }},
      {"state 1, time", [](auto& s) { s[1].time = s[0].time; }},
      {"state 2, time", [](auto& s) { std::swap(s[1].time, s[2].time); }},
      {"state 0, x", [](auto& s) { s[0].rear_axle.x = kNan; }},
      {"state 1, y", [](auto& s) { s[1].rear_axle.y = kInfinity; }},
      {"state 2, heading", [](auto& s) { s[2].rear_axle.heading = -kInfinity; }},
      {"state 1, vx", [](auto& s) { s[1].vx = kNan; }},
      {"state 1, vy", [](auto& s) { s[1].vy = kNan; }},
      {"state 1, ax", [](auto& s) { s[1].ax = kNan; }},
      {"state 1, ay", [](auto& s) { s[1].ay = kNan; }},
      {"state 1, steering_angle", [](auto& s) { s[1].steering_angle = kNan; }},
      {"state 1, position", [](auto& s) { s[1].rear_axle.x = 50.1; }},
      {"state 2, position", [](auto& s) { s[2].rear_axle.y = -50.1; }},
      {"state 2, position", [](auto& s) { s[2].rear_axle.x = 1e308; }},
      {"state 1, position",
       [](auto& s) {
         s[1].time.us = s[0].time.us + 1;
         s[1].rear_axle.x = 0.101;
       }},
      {"state 0, position",
       [](auto& s) {
         for (auto& state : s) state.rear_axle.x += 1001.0;
       }},
      {"state 0, time", [](auto& s) { s[0].time.us = std::numeric_limits<std::int64_t>::min(); }},
      {"state 0, time", [](auto& s) { s[0].time.us = std::numeric_limits<std::int64_t>::max(); }},
  };
  for (const Violation& violation : violations) {
    const Status status = plan_with(violation.change);
    ASSERT_FALSE(status.ok()) << violation.field;
    EXPECT_EQ(status.error().place, "planner made-up");
    EXPECT_EQ(status.error().field, violation.field) << status.error().text();
    EXPECT_FALSE(status.error().reason.empty());
  }
}

TEST(PlannerContract, PassesOnThePlannersOwnError) {
  MadeUpPlanner planner([](Trajectory&) -> Status { return make_error("cannot see the road"); });
  Trajectory out;
  const Status status = planner.plan(test::OneMoment(EgoState{}).input(), out);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().reason, "cannot see the road");
}

TEST(PlannerContract, WhatAPlannerThrowsIsItsError) {
  const auto error_of = [](std::function<Status(Trajectory&)> answer) {
    MadeUpPlanner planner(std::move(answer));
    Trajectory out;
    const Status status = planner.plan(test::OneMoment(EgoState{}).input(), out);
    return status.ok() ? std::string("none") : status.error().text();
  };
  const std::string standard = error_of([](Trajectory&) -> Status { throw std::out_of_range("no lane 7"); });
  EXPECT_NE(standard.find("planner made-up"), std::string::npos) << standard;
  EXPECT_NE(standard.find("no lane 7"), std::string::npos) << standard;
  const std::string odd = error_of([](Trajectory&) -> Status { throw 7; });
  EXPECT_NE(odd.find("unknown kind"), std::string::npos) << odd;
}

TEST(PlannerContract, ClearsThePlanOfTheStepBefore) {
  MadeUpPlanner planner([](Trajectory& out) {
    EXPECT_EQ(out.size(), 0U);
    out.append({});
    TrajectoryState later;
    later.time = {1};
    out.append(later);
    return Status{};
  });
  Trajectory out;
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(planner.plan(test::OneMoment(EgoState{}).input(), out).ok());
  EXPECT_EQ(out.size(), 2U);
}

}  // namespace
}  // namespace stepscope
