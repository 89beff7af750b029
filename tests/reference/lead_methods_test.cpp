// Planners with the corridor's polygon for every question, as the reference has it, and by distances first: the switch
// "corridors" of the profile.
#include <gtest/gtest.h>

#include "core/assembly/planner_choice.h"
#include "core/planning/idm_planner.h"
#include "core/planning/pdm/pdm_closed_planner.h"
#include "core/scenario/preloaded_log.h"
#include "tests/reference/golden_run.h"

namespace stepscope::test {
namespace {

std::int64_t geos_calls(const Planner& planner) {
  if (const auto* idm = dynamic_cast<const IdmPlanner*>(&planner)) return idm->lead_search().geos_calls();
  return dynamic_cast<const PdmClosedPlanner&>(planner).proposals().geos_calls();
}

EngineProfile with_corridors(const char* value) {
  EngineProfile profile;
  EXPECT_TRUE(set_switch(profile, "corridors", value).ok());
  return profile;
}

class LeadMethods : public testing::TestWithParam<const char*> {};

TEST_P(LeadMethods, PlanTheSameAlongEveryLog) {
  int runs = 0;
  std::int64_t slow_calls = 0, fast_calls = 0;
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name.find("__idm__closed_loop_nonreactive") == std::string::npos) continue;
    SCOPED_TRACE(golden.name);
    auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    const Scenario& scenario = *loaded.value().scenario;
    PreloadedLog log(scenario);
    RunRequest request = loaded.value().request;
    request.planner = GetParam();
    std::unique_ptr<Planner> planners[2];
    for (int i = 0; i < 2; ++i) {
      auto made = make_planner(request, with_corridors(i == 0 ? "geos" : "outline"), log);
      ASSERT_TRUE(made.ok()) << made.error().text();
      planners[i] = std::move(made).value();
      ASSERT_TRUE(
          planners[i]
              ->initialise({.route = scenario.route(), .mission_goal = scenario.mission_goal(), .map = scenario.map()})
              .ok());
    }
    HistoryBuffer history(1);
    Trajectory plans[2];
    for (int k = 0; k < scenario.iterations(); ++k) {
      const RecordedFrame& frame = scenario.iteration(k);
      history.append({.ego = frame.ego, .objects = frame.objects});
      const PlannerInput input{.iteration = k, .time = frame.ego.time, .history = history, .lights = frame.lights};
      for (int i = 0; i < 2; ++i) {
        const Status planned = planners[i]->plan(input, plans[i]);
        ASSERT_TRUE(planned.ok()) << planned.error().text();
      }
      ASSERT_EQ(plans[0], plans[1]) << "iteration " << k;
    }
    slow_calls += geos_calls(*planners[0]);
    fast_calls += geos_calls(*planners[1]);
    ++runs;
  }
  EXPECT_GE(runs, 1);
  EXPECT_LT(5 * fast_calls, slow_calls);
  RecordProperty("geos_calls", std::to_string(fast_calls) + " instead of " + std::to_string(slow_calls));
}

INSTANTIATE_TEST_SUITE_P(Planners, LeadMethods, testing::Values("idm", "pdm-closed"),
                         [](const auto& param) { return param.index == 0 ? "Idm" : "PdmClosed"; });

// The slow way is what the baseline profile runs, and the fast one what the fast profile does.
TEST(LeadMethodOfAProfile, IsThatOfItsCorridors) {
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name != "synthetic-mini-01__8__idm__closed_loop_nonreactive") continue;
    auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    const Scenario& scenario = *loaded.value().scenario;
    PreloadedLog log(scenario);
    HistoryBuffer history(1);
    history.append({.ego = scenario.iteration(0).ego, .objects = scenario.iteration(0).objects});
    const PlannerInput input{.iteration = 0, .time = scenario.time(0), .history = history, .lights = {}};
    for (const char* name : {"fast", "baseline"}) {
      auto planner = make_planner(loaded.value().request, EngineProfile::named(name).value(), log);
      ASSERT_TRUE(planner.ok()) << planner.error().text();
      ASSERT_TRUE(
          planner.value()
              ->initialise({.route = scenario.route(), .mission_goal = scenario.mission_goal(), .map = scenario.map()})
              .ok());
      Trajectory plan;
      ASSERT_TRUE(planner.value()->plan(input, plan).ok());
      const bool asked = geos_calls(*planner.value()) > 0;
      EXPECT_EQ(asked, std::string(name) == "baseline") << name;
    }
    return;
  }
  FAIL() << "the generated log is missing";
}

}  // namespace
}  // namespace stepscope::test
