#pragma once

#include <gtest/gtest.h>

#include "tests/reference/golden_run.h"

namespace stepscope::test {

// A scenario of the small log.
inline ScenarioPtr mini_scenario() {
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name != "synthetic-mini-01__8__simple__closed_loop_nonreactive") continue;
    auto loaded = load(golden);
    EXPECT_TRUE(loaded.ok());
    return loaded.value().scenario;
  }
  ADD_FAILURE() << "no such golden run";
  return nullptr;
}

inline RunRequest closed_loop(const std::string& planner) {
  return {.planner = planner,
          .challenge = Challenge::kClosedLoopNonreactiveAgents,
          .controller = std::nullopt,
          .agents = AgentRules::kFixed};
}

}  // namespace stepscope::test
