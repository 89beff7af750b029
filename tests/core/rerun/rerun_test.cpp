#include "core/rerun/rerun.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/rerun/rerun_words.h"
#include "tests/reference/golden_run.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

struct Made {
  std::unique_ptr<AssembledRun> run;
  RerunTask task;
};

// A run on the small log and the task to repeat its step k three times.
Made made(const std::string& planner, Challenge challenge, int k, const EngineProfile& profile = {}) {
  Made out;
  for (const test::GoldenRun& golden : test::golden_runs()) {
    if (golden.name != "synthetic-mini-01__8__simple__closed_loop_nonreactive") continue;
    auto loaded = test::load(golden);
    EXPECT_TRUE(loaded.ok());
    out.task.scenario = loaded.value().scenario;
  }
  out.task.request = {
      .planner = planner, .challenge = challenge, .controller = std::nullopt, .agents = AgentRules::kFixed};
  out.task.profile = profile;
  out.task.repetitions = 3;
  auto run = AssembledRun::assemble(out.task.request, profile, out.task.scenario);
  EXPECT_TRUE(run.ok());
  out.run = std::move(run).value();
  RunControl control;
  EXPECT_GT(out.run->run(control).steps, k + 1);
  out.task.recorded = recorded_step(out.run->tape(), static_cast<std::size_t>(k));
  return out;
}

RerunResult repeated(const RerunTask& task) {
  RunControl control;
  auto result = rerun_step(task, control);
  EXPECT_TRUE(result.ok()) << result.error().text();
  return std::move(result).value();
}

struct Case {
  std::string planner;
  Challenge challenge;
  int step;
  WarmMethod method;
  std::string why;
};

TEST(Rerun, EveryPlannerDoesAgainWhatItDid) {
  using enum Challenge;
  const std::vector<Case> cases{
      {"simple", kOpenLoopBoxes, 7, WarmMethod::kInPlace, "keeps nothing"},
      {"simple", kClosedLoopNonreactiveAgents, 0, WarmMethod::kReplayed, "a first step cannot be made in place"},
      {"idm", kClosedLoopNonreactiveAgents, 20, WarmMethod::kInPlace, "keeps its path, and the tracker its buffers"},
      {"pdm-closed", kClosedLoopNonreactiveAgents, 9, WarmMethod::kInPlace, "keeps whom it ignores"},
      {"log-future", kOpenLoopBoxes, 5, WarmMethod::kInPlace, "reads the log"},
      {"idm", kClosedLoopReactiveAgents, 12, WarmMethod::kReplayed, "agents move with every step"},
  };
  for (const Case& c : cases) {
    const Made m = made(c.planner, c.challenge, c.step);
    const RerunResult result = repeated(m.task);
    EXPECT_EQ(result.different, "") << c.planner << ": " << c.why;
    EXPECT_EQ(result.method, c.method) << c.planner << ": " << c.why;
    EXPECT_EQ(result.cold.size(), 3u) << c.planner;
    EXPECT_EQ(result.warm.size(), 3u) << c.planner;
    EXPECT_FALSE(result.stopped);
  }
}

TEST(Rerun, EveryFreshRunTellsTheMachinesPace) {
  for (const auto& [challenge, runs] :
       {std::pair{Challenge::kClosedLoopNonreactiveAgents, 3u},  // one for cold and warm
        std::pair{Challenge::kClosedLoopReactiveAgents, 6u}}) {  // one for each
    Made m = made("simple", challenge, 12);
    m.task.usual_before_ns = 1e6;
    const RerunResult result = repeated(m.task);
    EXPECT_EQ(result.before_again_ns.size(), runs);
    ASSERT_TRUE(pace_of(result).has_value());
    EXPECT_GT(*pace_of(result), 0.0);
  }
  EXPECT_TRUE(repeated(made("simple", Challenge::kOpenLoopBoxes, 3).task).before_again_ns.empty());
}

TEST(Rerun, StatementsAreExecutedAgain) {
  const Made m = made("simple", Challenge::kClosedLoopNonreactiveAgents, 6, EngineProfile::baseline());
  const RerunResult result = repeated(m.task);
  EXPECT_EQ(result.different, "");
  ASSERT_GT(result.recorded.counters.statements, 0);
  for (const auto* sample : {&result.cold, &result.warm})
    for (const StepTiming& step : *sample) EXPECT_EQ(step.counters.statements, result.recorded.counters.statements);
}

TEST(Rerun, AStepComesAboutAgainHoweverThePastIsKeptAndHandedOver) {
  for (const char* planner : {"idm", "pdm-closed"}) {
    for (const Handover handover : {Handover::kCopies, Handover::kViews}) {
      for (const HistoryKeeping history : {HistoryKeeping::kRebuilt, HistoryKeeping::kRing}) {
        for (const QueryBatching queries : {QueryBatching::kPerObject, QueryBatching::kPerScenario}) {
          EngineProfile profile;
          profile.handover = handover;
          profile.history = history;
          profile.queries = queries;
          const Made m = made(planner, Challenge::kClosedLoopNonreactiveAgents, 9, profile);
          const RerunResult result = repeated(m.task);
          EXPECT_EQ(result.different, "") << planner;
          EXPECT_EQ(result.warm.size(), 3u) << planner;
        }
      }
    }
  }
}

TEST(Rerun, AnotherPlanMakesTheTimingVoid) {
  Made m = made("idm", Challenge::kClosedLoopNonreactiveAgents, 6);
  std::vector<TrajectoryState> states(m.task.recorded.plan.states().begin(), m.task.recorded.plan.states().end());
  states[3].rear_axle.x = std::nextafter(states[3].rear_axle.x, 0.0);  // by one bit
  m.task.recorded.plan.clear();
  for (const TrajectoryState& state : states) m.task.recorded.plan.append(state);
  const RerunResult result = repeated(m.task);
  EXPECT_THAT(result.different, HasSubstr("plans something else"));
  EXPECT_TRUE(result.warm.empty());
  EXPECT_EQ(verdict_of(result), RerunVerdict::kVoid);
  EXPECT_THAT(verdict_words(result), HasSubstr("void"));
}

TEST(Rerun, AnotherPlannerDoesNotComeToTheSamePlace) {
  Made m = made("idm", Challenge::kClosedLoopNonreactiveAgents, 30);
  m.task.request.planner = "simple";
  EXPECT_THAT(repeated(m.task).different, HasSubstr("not where it was before"));
}

TEST(Rerun, StopsWhenAskedAndKeepsWhatItHas) {
  const Made m = made("simple", Challenge::kOpenLoopBoxes, 4);
  RunControl control;
  int calls = 0;
  auto result = rerun_step(m.task, control, [&](int done, int total) {
    EXPECT_EQ(done, ++calls);
    EXPECT_EQ(total, 6);
    if (done == 2) control.stop();
  });
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(result.value().stopped);
  EXPECT_EQ(result.value().cold.size(), 1u);
  EXPECT_EQ(result.value().warm.size(), 1u);
  EXPECT_EQ(result.value().different, "");
}

TEST(Rerun, AnUnknownPlannerIsAnError) {
  Made m = made("simple", Challenge::kOpenLoopBoxes, 4);
  m.task.request.planner = "nobody";
  RunControl control;
  EXPECT_FALSE(rerun_step(m.task, control).ok());
}

}  // namespace
}  // namespace stepscope
