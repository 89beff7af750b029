// A run that ends early keeps what happened until then, and is scored by it.
#include <gtest/gtest.h>

#include "core/assembly/run_score.h"
#include "core/map/gpkg_reader.h"
#include "tests/support/files.h"

namespace stepscope::test {
namespace {

ScenarioPtr scenario_of(double offset_s, double duration_s) {
  auto content = read_map(mini_root() / "maps", "synthetic-mini");
  if (!content.ok()) return nullptr;
  auto map = RoadMap::build(std::move(content).value());
  if (!map.ok()) return nullptr;
  const ScenarioId id{.db = mini_root() / "splits/synthetic/synthetic-mini-01.db",
                      .token = Token::from_hex("be562b0b1f1b03cf").value()};
  auto scenario =
      Scenario::load(id, "unknown", {.duration_s = duration_s, .offset_s = offset_s, .subsample = 0.5}, map.value());
  return scenario.ok() ? scenario.value() : nullptr;
}

struct Ended {
  std::unique_ptr<AssembledRun> run;
  RunOutcome outcome;
};

Ended run_of(const RunRequest& request, const ScenarioPtr& scenario) {
  auto run = AssembledRun::assemble(request, EngineProfile::fast(), scenario);
  if (!run.ok()) {
    ADD_FAILURE() << run.error().text();
    return {};
  }
  RunControl control;
  const RunOutcome outcome = run.value()->run(control);
  return {std::move(run).value(), outcome};
}

// LogFuturePlanner has nothing to plan in the last half second of the log, which ends 17.2 s after the anchor.
TEST(BrokenRun, KeepsItsStepsAndTheirScore) {
  const ScenarioPtr scenario = scenario_of(7.0, 20.0);
  ASSERT_NE(scenario, nullptr);
  for (const Challenge challenge : {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents}) {
    SCOPED_TRACE(challenge_key(challenge));
    const Ended ended = run_of({.planner = "log-future", .challenge = challenge}, scenario);
    ASSERT_NE(ended.run, nullptr);
    EXPECT_EQ(ended.outcome.status, RunStatus::kFailed);
    const int steps = ended.outcome.steps;
    EXPECT_GT(steps, 80);
    EXPECT_LT(steps, ended.run->step_count());
    EXPECT_NE(ended.outcome.error.text().find("step " + std::to_string(steps)), std::string::npos)
        << ended.outcome.error.text();
    EXPECT_NE(ended.outcome.error.text().find("the log ends"), std::string::npos) << ended.outcome.error.text();

    ASSERT_EQ(ended.run->tape().size(), static_cast<std::size_t>(steps));
    const auto card = score_run(*ended.run);
    ASSERT_TRUE(card.has_value());
    for (const Metric& metric : card->metrics) {
      EXPECT_TRUE(metric.error.empty() || !metric.score) << metric.name;
      if (!metric.score_so_far.empty()) {
        EXPECT_EQ(metric.score_so_far.size(), static_cast<std::size_t>(steps)) << metric.name;
      }
    }
  }
}

TEST(BrokenRun, AtItsFirstStepHasNeitherStepsNorScore) {
  const ScenarioPtr scenario = scenario_of(0.0, 3.0);
  ASSERT_NE(scenario, nullptr);
  const Ended ended = run_of({.planner = "simple",
                              .challenge = Challenge::kClosedLoopNonreactiveAgents,
                              .parameters = {{"acceleration", "1000"}, {"max_velocity", "100000"}}},
                             scenario);
  ASSERT_NE(ended.run, nullptr);
  EXPECT_EQ(ended.outcome.status, RunStatus::kFailed);
  EXPECT_EQ(ended.outcome.steps, 0);
  EXPECT_NE(ended.outcome.error.text().find("more than 100 m/s is not believed"), std::string::npos)
      << ended.outcome.error.text();
  EXPECT_EQ(score_run(*ended.run), std::nullopt);
}

// Plans of 0.09 s: the next iteration is 0.1 s away, LQR reads speeds from 0.1 s, iLQR from 0.2 s.
TEST(BrokenRun, SaysWhichControllerCannotFollowAPlanThatIsTooShort) {
  const ScenarioPtr scenario = scenario_of(0.0, 3.0);
  ASSERT_NE(scenario, nullptr);
  const std::pair<ControllerKind, const char*> rows[] = {{ControllerKind::kPerfectTracking, "perfect tracking"},
                                                         {ControllerKind::kIlqr, "iLQR tracker"},
                                                         {ControllerKind::kLqr, "LQR tracker"}};
  for (const auto& [controller, expected] : rows) {
    SCOPED_TRACE(expected);
    const Ended ended = run_of({.planner = "simple",
                                .challenge = Challenge::kClosedLoopNonreactiveAgents,
                                .controller = controller,
                                .parameters = {{"horizon_seconds", "0.09"}, {"sampling_time", "0.03"}}},
                               scenario);
    ASSERT_NE(ended.run, nullptr);
    EXPECT_EQ(ended.outcome.status, RunStatus::kFailed);
    EXPECT_NE(ended.outcome.error.text().find(expected), std::string::npos) << ended.outcome.error.text();
    EXPECT_NE(ended.outcome.error.text().find("step 0"), std::string::npos) << ended.outcome.error.text();
  }
}

}  // namespace
}  // namespace stepscope::test
