// A log on which the reference fails with an assertion in the challenge with reactive agents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reference/golden_run.h"

namespace stepscope::test {
namespace {

TEST(ReactiveAgentsFailure, IsToldWithStepAndAgentAndFixedAgentsGoOn) {
  bool found = false;
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name != "waymo-280__5.5__simple__closed_loop_nonreactive") continue;
    found = true;
    auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    RunRequest request = loaded.value().request;
    request.challenge = Challenge::kClosedLoopReactiveAgents;
    for (const EngineProfile& profile : {EngineProfile::fast(), EngineProfile::baseline()}) {
      RunControl control;
      auto run = AssembledRun::assemble(request, profile, loaded.value().scenario);
      ASSERT_TRUE(run.ok()) << run.error().text();
      const RunOutcome outcome = run.value()->run(control);
      EXPECT_EQ(outcome.status, RunStatus::kFailed);
      EXPECT_LT(outcome.steps, 10) << "the reference aborts in the first steps";
      EXPECT_EQ(run.value()->tape().size(), static_cast<std::size_t>(outcome.steps));
      EXPECT_THAT(outcome.error.place, testing::HasSubstr("step " + std::to_string(outcome.steps)));
      EXPECT_THAT(outcome.error.place, testing::HasSubstr("reactive agent"));
    }
    request.agents = AgentRules::kFixed;
    RunControl control;
    auto run = AssembledRun::assemble(request, EngineProfile::fast(), loaded.value().scenario);
    ASSERT_TRUE(run.ok()) << run.error().text();
    EXPECT_EQ(run.value()->run(control).status, RunStatus::kReachedEnd);
  }
  if (!found) GTEST_SKIP() << "this log is not part of tests/data";
}

}  // namespace
}  // namespace stepscope::test
