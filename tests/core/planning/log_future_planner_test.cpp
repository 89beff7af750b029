#include "core/planning/log_future_planner.h"

#include <gtest/gtest.h>

#include "core/probe/allocations.h"
#include "tests/core/planning/one_moment.h"
#include "tests/support/scripted_log.h"

namespace stepscope {
namespace {

EgoState logged(std::int64_t us) {
  EgoState ego;
  ego.time = {us};
  ego.rear_axle = {static_cast<double>(us) * 1e-5, 1.0, 0.0};
  ego.vx = 10.0;
  return ego;
}

// A log of two iterations with `states` recorded states after them, 0.5 s apart.
test::ScriptedLog log_with_future(int states) {
  test::ScriptedLog log;
  log.egos = {logged(0), logged(100'000)};
  for (int i = 1; i <= states; ++i) log.future.push_back(logged(100'000 + i * 500'000));
  return log;
}

TEST(LogFuturePlanner, PlansWhatWasRecorded) {
  test::ScriptedLog log = log_with_future(30);
  LogFuturePlanner planner(log);
  Trajectory plan;
  ASSERT_TRUE(planner.plan(test::OneMoment(log.egos[1], 1).input(), plan).ok());
  ASSERT_EQ(plan.size(), 17U);
  EXPECT_EQ(plan.states()[0], TrajectoryState::from(log.egos[1]));
  for (std::size_t i = 1; i < plan.size(); ++i) EXPECT_EQ(plan.states()[i], TrajectoryState::from(log.future[i - 1]));
}

TEST(LogFuturePlanner, StartsAtTheLoggedStateWhereverTheEgoIs) {
  test::ScriptedLog log = log_with_future(3);
  EgoState elsewhere = log.egos[1];
  elsewhere.rear_axle.y = -20.0;
  LogFuturePlanner planner(log);
  Trajectory plan;
  ASSERT_TRUE(planner.plan(test::OneMoment(elsewhere, 1).input(), plan).ok());
  EXPECT_EQ(plan.size(), 4U);
  EXPECT_EQ(plan.states()[0].rear_axle, log.egos[1].rear_axle);
}

TEST(LogFuturePlanner, SaysThatTheLogEnds) {
  test::ScriptedLog log = log_with_future(0);
  LogFuturePlanner planner(log);
  Trajectory plan;
  const Status status = planner.plan(test::OneMoment(log.egos[1], 1).input(), plan);
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().text().find("log ends"), std::string::npos) << status.error().text();
  EXPECT_NE(status.error().text().find("iteration 1"), std::string::npos) << status.error().text();
}

TEST(LogFuturePlanner, AllocatesNothingFromTheSecondPlanOn) {
  test::ScriptedLog log = log_with_future(30);
  LogFuturePlanner planner(log);
  const test::OneMoment moment(log.egos[1], 1);
  const PlannerInput input = moment.input();
  Trajectory plan;
  ASSERT_TRUE(planner.plan(input, plan).ok());
  const std::int64_t before = thread_allocations();
  ASSERT_TRUE(planner.plan(input, plan).ok());
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
