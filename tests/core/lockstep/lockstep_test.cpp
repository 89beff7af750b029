#include "core/lockstep/lockstep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <stdexcept>
#include <thread>

#include "core/lockstep/drive_difference.h"
#include "tests/core/store/recorded_run.h"

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using enum Challenge;

struct Arm {
  std::string planner;
  Challenge challenge{kClosedLoopReactiveAgents};
  EngineProfile profile{};
};

std::unique_ptr<AssembledRun> made(const Arm& arm, const ScenarioPtr& scenario = test::mini_scenario()) {
  return test::assembled(
      {.planner = arm.planner, .challenge = arm.challenge, .controller = std::nullopt, .agents = AgentRules::kFixed},
      arm.profile, scenario);
}

class CallingSink final : public StepSink {
 public:
  explicit CallingSink(std::function<void(const StepFrame&)> call) : call_(std::move(call)) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord>) override { call_(*frame); }

 private:
  std::function<void(const StepFrame&)> call_;
};

template <typename T>
bool same_bits(const T& a, const T& b) {
  return std::memcmp(&a, &b, sizeof(T)) == 0;
}

// Everything of a frame but what it cost.
void expect_same_bits(const StepFrame& a, const StepFrame& b, const std::string& why) {
  EXPECT_EQ(a.step, b.step) << why;
  EXPECT_EQ(a.time, b.time) << why;
  EXPECT_TRUE(same_bits(a.ego, b.ego)) << why;
  EXPECT_TRUE(std::ranges::equal(a.objects, b.objects)) << why;
  EXPECT_TRUE(std::ranges::equal(a.lights, b.lights)) << why;
  ASSERT_EQ(a.trajectory.size(), b.trajectory.size()) << why;
  for (std::size_t i = 0; i < a.trajectory.size(); ++i)
    EXPECT_TRUE(same_bits(a.trajectory.states()[i], b.trajectory.states()[i])) << why << ", state " << i;
}

TEST(Lockstep, EveryRunIsToTheBitWhatItIsAlone) {
  struct Row {
    std::vector<Arm> arms;
    const char* why;
  };
  const Row rows[] = {
      {{{"idm"}, {"pdm-closed"}}, "two planners, each with agents that react to it"},
      {{{"simple", kOpenLoopBoxes}, {"simple", kClosedLoopNonreactiveAgents}}, "two challenges"},
      {{{"idm", kClosedLoopReactiveAgents, EngineProfile::baseline()},
        {"idm", kClosedLoopReactiveAgents, EngineProfile::fast()}},
       "two profiles, one of which asks the database at every step"},
      {{{"idm"}, {"simple"}, {"log-future"}, {"pdm-closed"}}, "four"},
      {{{"pdm-closed"}, {"pdm-closed"}, {"pdm-closed"}}, "three of a kind"},
  };
  for (const Row& row : rows) {
    std::vector<std::unique_ptr<AssembledRun>> runs;
    std::vector<LockstepRun> turns;
    for (const Arm& arm : row.arms) runs.push_back(made(arm));
    for (const auto& run : runs) turns.push_back({.run = *run});
    RunControl control;
    const auto outcomes = run_in_lockstep(turns, control);
    ASSERT_TRUE(outcomes.ok()) << row.why;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::string why = std::string(row.why) + ", " + row.arms[i].planner;
      RunControl own;
      const auto alone = made(row.arms[i]);
      const RunOutcome outcome = alone->run(own);
      EXPECT_EQ(outcomes.value()[i].status, RunStatus::kReachedEnd) << why;
      EXPECT_EQ(outcomes.value()[i].steps, outcome.steps) << why;
      ASSERT_EQ(runs[i]->tape().size(), alone->tape().size()) << why;
      for (std::size_t k = 0; k < alone->tape().size(); ++k)
        expect_same_bits(*runs[i]->tape().frame(k), *alone->tape().frame(k), why + ", step " + std::to_string(k));
    }
  }
}

TEST(Lockstep, ProfilesThatComputeTheSameDoNotDifferAnywhere) {
  const auto fast = made({"idm", kClosedLoopNonreactiveAgents});
  EngineProfile per_step = EngineProfile::fast();  // its objects lie elsewhere in memory
  per_step.queries = QueryBatching::kPerStep;
  const auto queried = made({"idm", kClosedLoopNonreactiveAgents, per_step});
  const LockstepRun turns[] = {{.run = *fast}, {.run = *queried}};
  RunControl control;
  ASSERT_TRUE(run_in_lockstep(turns, control).ok());
  for (std::size_t k = 0; k < fast->tape().size(); ++k)
    EXPECT_EQ(difference_of(*fast->tape().frame(k), *queried->tape().frame(k)),
              DriveDifference{.step = static_cast<int>(k)});
}

TEST(Lockstep, TheOrderTurnsRoundFromStepToStep) {
  EXPECT_THAT(order_at(0, 2), ElementsAre(0, 1));
  EXPECT_THAT(order_at(1, 2), ElementsAre(1, 0));
  EXPECT_THAT(order_at(7, 4), ElementsAre(3, 2, 1, 0));

  const auto a = made({"simple"}), b = made({"simple"});
  std::string order;
  CallingSink sink_a([&](const StepFrame& frame) { order += "a" + std::to_string(frame.step); });
  CallingSink sink_b([&](const StepFrame& frame) { order += "b" + std::to_string(frame.step); });
  const LockstepRun turns[] = {{.run = *a, .sink = &sink_a}, {.run = *b, .sink = &sink_b}};
  RunControl control;
  ASSERT_TRUE(run_in_lockstep(turns, control).ok());
  EXPECT_EQ(order.substr(0, 16), "a0b0b1a1a2b2b3a3");
}

TEST(Lockstep, OneThatFailsDoesNotStopTheOther) {
  const auto a = made({"simple"}), b = made({"idm"});
  CallingSink fails([](const StepFrame& frame) {
    if (frame.step == 5) throw std::runtime_error("boom");
  });
  const LockstepRun turns[] = {{.run = *a, .sink = &fails}, {.run = *b}};
  RunControl control;
  const auto outcomes = run_in_lockstep(turns, control);
  ASSERT_TRUE(outcomes.ok());
  EXPECT_EQ(outcomes.value()[0].status, RunStatus::kFailed);
  EXPECT_THAT(outcomes.value()[0].error.text(), HasSubstr("step 5"));
  EXPECT_EQ(outcomes.value()[1].status, RunStatus::kReachedEnd);
  EXPECT_EQ(outcomes.value()[1].steps, b->step_count());
}

TEST(Lockstep, PauseStepAndStopAreThoseOfBoth) {
  const auto a = made({"simple"}), b = made({"idm"});
  std::atomic<int> steps_a{0}, steps_b{0};
  CallingSink sink_a([&](const StepFrame&) { ++steps_a; });
  CallingSink sink_b([&](const StepFrame&) { ++steps_b; });
  const LockstepRun turns[] = {{.run = *a, .sink = &sink_a}, {.run = *b, .sink = &sink_b}};
  RunControl control;
  control.pause();
  std::vector<RunOutcome> outcomes;
  std::jthread worker([&] { outcomes = run_in_lockstep(turns, control).value(); });
  control.step(3);
  while (steps_a < 3 || steps_b < 3) std::this_thread::yield();
  control.stop();
  worker.join();
  ASSERT_EQ(outcomes.size(), 2U);
  for (const RunOutcome& outcome : outcomes) {
    EXPECT_EQ(outcome.status, RunStatus::kStopped);
    EXPECT_EQ(outcome.steps, 3);
  }
}

TEST(Lockstep, EachIsRecordedInTheStoreAsARunOfItsOwn) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "runs.db";
  const auto a = made({"idm"}), b = made({"simple"});
  StoreRecorder recorder_a(*a, {.store = file, .source = RunSource::kLive});
  StoreRecorder recorder_b(*b, {.store = file, .source = RunSource::kLive});
  const LockstepRun turns[] = {{.run = *a, .sink = &recorder_a}, {.run = *b, .sink = &recorder_b}};
  RunControl control;
  const auto outcomes = run_in_lockstep(turns, control);
  ASSERT_TRUE(outcomes.ok());
  recorder_a.finish(outcomes.value()[0], nullptr);
  recorder_b.finish(outcomes.value()[1], nullptr);
  EXPECT_THAT(recorder_a.problems(), testing::IsEmpty());
  EXPECT_THAT(recorder_b.problems(), testing::IsEmpty());
  ASSERT_TRUE(recorder_a.id() && recorder_b.id());
  const auto store = RunStore::open(file);
  ASSERT_TRUE(store.ok());
  const auto frames = store.value().frames(*recorder_a.id(), a->scenario());
  ASSERT_TRUE(frames.ok()) << frames.error().text();
  ASSERT_EQ(frames.value().size(), a->tape().size());
  for (std::size_t k = 0; k < frames.value().size(); ++k)
    expect_same_bits(*frames.value()[k], *a->tape().frame(k), "step " + std::to_string(k));
}

TEST(Lockstep, WhatCannotBeBesideEachOtherIsRefused) {
  const auto whole = made({"simple"});
  const auto shorter = made({"simple"}, test::mini_scenario(test::mini_root(), 5.0));
  RunControl control;
  {
    const LockstepRun turns[] = {{.run = *whole}, {.run = *shorter}};
    const auto refused = run_in_lockstep(turns, control);
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().text(), HasSubstr("different lengths: 81 and 50 iterations"));
  }
  {
    const LockstepRun alone[] = {{.run = *whole}};
    const auto refused = run_in_lockstep(alone, control);
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().text(), HasSubstr("1 runs"));
  }
  {
    const std::vector<LockstepRun> five(5, LockstepRun{.run = *whole});
    EXPECT_FALSE(run_in_lockstep(five, control).ok());
  }
  EXPECT_EQ(whole->tape().size(), 0U) << "nothing has begun";
}

}  // namespace
}  // namespace stepscope
