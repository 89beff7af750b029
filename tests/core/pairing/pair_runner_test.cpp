#include "core/pairing/pair_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/pairing/output_words.h"
#include "tests/core/pairing/mini_scenario.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

PairPlan plan_of(Arm a, Arm b, int pairs = 6, int same = 2) {
  a.name = "A";
  b.name = "B";
  return {.a = std::move(a),
          .b = std::move(b),
          .scenario_of = [](std::size_t, const EngineProfile&) -> Result<ScenarioPtr> { return test::mini_scenario(); },
          .pairs = pairs,
          .same_pairs = same};
}

Arm arm(const std::string& planner, const EngineProfile& profile = {}) {
  return {.name = planner, .request = test::closed_loop(planner), .profile = profile};
}

EngineProfile asking_per_step() {
  EngineProfile profile;
  profile.queries = QueryBatching::kPerStep;
  return profile;
}

TEST(PairRunner, MeasuresWholePairsInABalancedOrder) {
  const PairPlan plan = plan_of(arm("simple", asking_per_step()), arm("simple"));
  RunControl control;
  std::vector<PairProgress> told;
  const PairSession session = run_pairs(plan, control, [&](const PairProgress& p) { told.push_back(p); });
  ASSERT_TRUE(session.problems.empty()) << session.problems.front().error.text();
  ASSERT_EQ(session.pairs.size(), 6u);
  ASSERT_EQ(session.same.size(), 2u);
  int a_first = 0;
  for (const RunPair& pair : session.pairs) {
    EXPECT_EQ(pair.order == PairOrder::kAFirst, pair.a.began_ns < pair.b.began_ns);
    a_first += pair.order == PairOrder::kAFirst ? 1 : 0;
    EXPECT_EQ(pair.a.steps.size(), pair.b.steps.size());
    // A asks the log step by step, B does not: whatever the times, the arms are not mixed up.
    EXPECT_GT(pair.a.steps[3].counters.statements, pair.b.steps[3].counters.statements);
  }
  EXPECT_EQ(a_first, 3);
  for (const RunPair& pair : session.same) EXPECT_GT(pair.b.steps[3].counters.statements, 0) << "A twice";
  ASSERT_EQ(session.scenarios.size(), 1u);
  EXPECT_EQ(session.verdict(), OutputVerdict::kEqual) << output_headline(session.scenarios[0].outputs, session.promise);
  EXPECT_EQ(session.scenarios[0].score_a->final_score, session.scenarios[0].score_b->final_score);
  EXPECT_FALSE(session.parted.has_value());
  EXPECT_FALSE(session.unsteady.has_value());
  // Two warm-ups, six pairs, two A/A pairs.
  ASSERT_EQ(told.size(), 18u);
  EXPECT_EQ(told.front().what, "warm-up of A");
  EXPECT_EQ(told.back().runs_done, 17);
  EXPECT_EQ(told.back().runs, 18);
  EXPECT_GT(told.back().left_s, 0.0);
}

// Baseline and fast differ in every switch; their drives only in the last bits that the tracker's solvers round.
TEST(PairRunner, BaselineAndFastDriveAlike) {
  RunControl control;
  const PairSession session = run_pairs(plan_of(arm("idm", EngineProfile::baseline()), arm("idm"), 1, 0), control);
  ASSERT_TRUE(session.problems.empty()) << session.problems.front().error.text();
  EXPECT_NE(session.verdict(), OutputVerdict::kVoid) << output_headline(session.scenarios[0].outputs, session.promise);
}

TEST(PairRunner, OtherPlannersPartAndNobodyMinds) {
  RunControl control;
  const PairSession session = run_pairs(plan_of(arm("simple"), arm("idm"), 1, 0), control);
  EXPECT_EQ(session.verdict(), OutputVerdict::kNotPromised);
  EXPECT_FALSE(session.parted.has_value());
  EXPECT_TRUE(session.scenarios.at(0).outputs.score_a.has_value());
}

TEST(PairRunner, StoppingKeepsWholePairs) {
  RunControl control;
  const auto stop_late = [&](const PairProgress& progress) {
    if (progress.what == "pair 3 of 6" && progress.runs_done % 2 == 1) control.stop();
  };
  const PairSession session = run_pairs(plan_of(arm("simple"), arm("simple"), 6, 0), control, stop_late);
  EXPECT_TRUE(session.stopped);
  EXPECT_EQ(session.pairs.size(), 2u);
}

TEST(PairRunner, AScenarioThatCannotBeReadIsNamedAndTheNextGoesOn) {
  PairPlan plan = plan_of(arm("simple"), arm("simple"), 1, 0);
  plan.scenarios = 2;
  plan.scenario_of = [](std::size_t i, const EngineProfile&) -> Result<ScenarioPtr> {
    if (i == 0) return Error{.file = "gone.db", .place = {}, .field = {}, .reason = "is not there"};
    return test::mini_scenario();
  };
  RunControl control;
  const PairSession session = run_pairs(plan, control);
  ASSERT_EQ(session.problems.size(), 1u);
  EXPECT_EQ(session.problems[0].kind, PairProblem::Kind::kInput);
  EXPECT_THAT(session.problems[0].error.text(), HasSubstr("gone.db"));
  EXPECT_EQ(session.pairs.size(), 1u);
}

TEST(PairRunner, APlannerThatCannotBeMadeIsNamed) {
  RunControl control;
  const PairSession session = run_pairs(plan_of(arm("simple"), arm("nobody"), 1, 0), control);
  ASSERT_EQ(session.problems.size(), 1u);
  EXPECT_THAT(session.problems[0].error.text(), HasSubstr("nobody"));
  EXPECT_TRUE(session.pairs.empty());
}

}  // namespace
}  // namespace stepscope
