// IDMPlanner with the corridor's polygon for every question, as the reference has it, and by distances first.
#include <gtest/gtest.h>

#include "core/planning/idm_planner.h"
#include "tests/reference/golden_run.h"

namespace stepscope::test {
namespace {

TEST(LeadSearchMethods, PlanTheSameAlongEveryLog) {
  int runs = 0;
  std::int64_t slow_polygons = 0, fast_polygons = 0;
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name.find("__idm__closed_loop_nonreactive") == std::string::npos) continue;
    SCOPED_TRACE(golden.name);
    auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    const Scenario& scenario = *loaded.value().scenario;
    IdmPlanner slow({}, LeadSearchMethod::kPolygon), fast({}, LeadSearchMethod::kDistanceFirst);
    for (IdmPlanner* planner : {&slow, &fast})
      ASSERT_TRUE(
          planner
              ->initialise({.route = scenario.route(), .mission_goal = scenario.mission_goal(), .map = scenario.map()})
              .ok());
    HistoryBuffer history(1);
    Trajectory slow_plan, fast_plan;
    for (int k = 0; k < scenario.iterations(); ++k) {
      const RecordedFrame& frame = scenario.iteration(k);
      history.append({.ego = frame.ego, .objects = frame.objects});
      const PlannerInput input{.iteration = k, .time = frame.ego.time, .history = history, .lights = frame.lights};
      ASSERT_TRUE(slow.plan(input, slow_plan).ok());
      ASSERT_TRUE(fast.plan(input, fast_plan).ok());
      ASSERT_EQ(slow_plan, fast_plan) << "iteration " << k;
    }
    slow_polygons += slow.lead_search().polygons_built();
    fast_polygons += fast.lead_search().polygons_built();
    ++runs;
  }
  EXPECT_GE(runs, 1);
  EXPECT_LT(10 * fast_polygons, slow_polygons);
  RecordProperty("polygons_built", std::to_string(fast_polygons) + " instead of " + std::to_string(slow_polygons));
}

}  // namespace
}  // namespace stepscope::test
