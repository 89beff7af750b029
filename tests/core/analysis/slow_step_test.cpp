#include "core/analysis/slow_step.h"

#include <gtest/gtest.h>

#include "core/analysis/slow_step_words.h"

namespace stepscope {
namespace {

constexpr std::int64_t kUs = 1'000;

std::int64_t& self(StepTiming& step, Stage stage) { return step.self_ns[static_cast<std::size_t>(stage)]; }

// 100 steps of 10 µs + 1 µs per agent, all of it in the planner but 2 µs of the controller; 90 to 99 agents, and ±100
// ns that follow nothing.
std::vector<StepTiming> ordinary_run() {
  std::vector<StepTiming> steps(100);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    StepTiming& step = steps[i];
    step.counters.agents = 90 + static_cast<std::int64_t>(i * 7 % 10);
    step.counters.rows = 12;
    self(step, Stage::kController) = 2 * kUs;
    self(step, Stage::kPlanner) =
        8 * kUs + step.counters.agents * kUs + static_cast<std::int64_t>(i * 13 % 5) * 50 - 100;
    step.wall_ns = self(step, Stage::kController) + self(step, Stage::kPlanner);
    step.cpu_ns = step.wall_ns - 300;
  }
  return steps;
}

void lengthen(StepTiming& step, Stage stage, std::int64_t ns, std::int64_t cpu_ns) {
  self(step, stage) += ns;
  step.wall_ns += ns;
  step.cpu_ns += cpu_ns;
}

SlowStep explained(const std::vector<StepTiming>& steps, std::size_t k) {
  return explain_step(steps, cost_model_of(steps), k);
}

TEST(SlowStep, MoreToDoIsTheCauseWhenTheModelExpectsIt) {
  auto steps = ordinary_run();
  steps[50].counters.agents += 40;
  lengthen(steps[50], Stage::kPlanner, 40 * kUs, 40 * kUs);
  const SlowStep slow = explained(steps, 50);
  EXPECT_EQ(slow.cause, SlowCause::kComplexity);
  EXPECT_EQ(slow.rank, 1u);
  EXPECT_EQ(slow.stages.front().stage, Stage::kPlanner);
  ASSERT_EQ(slow.counters.size(), 1u);  // rows are the same everywhere
  // Step 50 had 90 + 350 % 10 = 90. The numbers 90 … 99 come ten times each, but the first step (90) does not count: of
  // the 99 others the 50th is a 95.
  EXPECT_EQ(slow.counters[0].value, 130);
  EXPECT_EQ(slow.counters[0].rank, 1u);
  EXPECT_EQ(slow.counters[0].median, 95.0);
}

TEST(SlowStep, ProcessorTimeThatNothingExplainsIsSlowForItsComplexity) {
  auto steps = ordinary_run();
  lengthen(steps[50], Stage::kController, 200 * kUs, 200 * kUs);
  const CostModel model = cost_model_of(steps);
  const SlowStep slow = explain_step(steps, model, 50);
  EXPECT_EQ(slow.cause, SlowCause::kForItsComplexity);
  EXPECT_GT(*slow.z, 100.0);
  EXPECT_EQ(slow.stages.front().stage, Stage::kController);
  EXPECT_EQ(slow.stages.front().excess_ns(), 200.0 * kUs);
  EXPECT_EQ(slow.stages.front().rank, 1u);
  const auto list = slow_for_their_complexity(steps, model);
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].step, 50u);
  EXPECT_FALSE(list[0].waiting);
  EXPECT_NEAR(list[0].expected_ns, 100e3, 300.0);
}

TEST(SlowStep, TimeWithoutTheProcessorIsASlowMoment) {
  auto steps = ordinary_run();
  lengthen(steps[50], Stage::kPlanner, 200 * kUs, 10 * kUs);
  const CostModel model = cost_model_of(steps);
  EXPECT_EQ(explain_step(steps, model, 50).cause, SlowCause::kWaiting);
  EXPECT_TRUE(slow_for_their_complexity(steps, model).at(0).waiting);
}

TEST(SlowStep, TheFirstStepIsColdAndOthersAreOrdinary) {
  auto steps = ordinary_run();
  lengthen(steps[0], Stage::kPlanner, 900 * kUs, 900 * kUs);
  EXPECT_EQ(explained(steps, 0).cause, SlowCause::kColdStart);
  EXPECT_EQ(explained(steps, 20).cause, SlowCause::kOrdinary);
  EXPECT_TRUE(slow_for_their_complexity(steps, cost_model_of(steps)).empty());
  lengthen(steps[30], Stage::kPlanner, 100 * kUs, 100 * kUs);
  EXPECT_EQ(slowest_step(steps), 30u);
}

TEST(SlowStep, TheSlowestThatWorkedPassesOverStepsThatWaited) {
  auto steps = ordinary_run();
  lengthen(steps[0], Stage::kPlanner, 900 * kUs, 900 * kUs);   // cold
  lengthen(steps[50], Stage::kPlanner, 200 * kUs, 10 * kUs);   // pre-empted
  lengthen(steps[60], Stage::kPlanner, 150 * kUs, 80 * kUs);   // 70 of 150 µs without the processor: worked
  lengthen(steps[70], Stage::kPlanner, 140 * kUs, 140 * kUs);  // worked
  EXPECT_EQ(slowest_step(steps), 50u);
  EXPECT_EQ(slowest_working_step(steps), 60u);
  EXPECT_TRUE(explained(steps, 50).waited());
  EXPECT_FALSE(explained(steps, 60).waited());
  lengthen(steps[60], Stage::kPlanner, 50 * kUs, 0);
  EXPECT_EQ(slowest_working_step(steps), 70u) << "120 of 200 µs without the processor: waited";
}

TEST(SlowStep, ShortRunsAreExplainedAsFarAsTheyGo) {
  EXPECT_FALSE(slowest_step({}).has_value());
  auto steps = ordinary_run();
  steps.resize(1);
  EXPECT_EQ(slowest_step(steps), 0u);
  EXPECT_EQ(slowest_working_step(steps), 0u);
  EXPECT_EQ(explained(steps, 0).cause, SlowCause::kOrdinary);
  std::vector<StepTiming> nothing(3);
  const SlowStep slow = explained(nothing, 1);
  EXPECT_EQ(slow.cause, SlowCause::kOrdinary);
  EXPECT_FALSE(slow.z.has_value());
  EXPECT_TRUE(slow.counters.empty());
}

TEST(SlowStepWords, SayValueMedianAndRank) {
  const CounterText& agents = kCounters[3];
  ASSERT_EQ(agents.key, "agents");
  EXPECT_EQ(difference_words({.counter = &agents, .value = 126, .median = 95.0, .rank = 3}, 149),
            "+31 agents (126 against 95), 3rd highest of 149 steps");
  EXPECT_EQ(difference_words({.counter = &agents, .value = 90, .median = 94.5, .rank = 90, .equals = 10}, 100),
            "−4.5 agents (90 against 94.5), among the lowest of 100 steps");
  EXPECT_EQ(difference_words({.counter = &agents, .value = 126, .median = 95.0, .rank = 11}, 149),
            "+31 agents (126 against 95), 11th highest of 149 steps");
  EXPECT_EQ(difference_words({.counter = &agents, .value = 90, .median = 95.0, .rank = 144, .equals = 1}, 149),
            "−5 agents (90 against 95), 5th lowest of 149 steps");  // 145 are as many or more, 4 are fewer
}

TEST(SlowStepWords, TellTheStoryOfAStep) {
  auto steps = ordinary_run();
  lengthen(steps[50], Stage::kController, 200 * kUs, 200 * kUs);
  const CostModel model = cost_model_of(steps);
  const SlowStep slow = explain_step(steps, model, 50);
  const std::string head = headline(slow, model);
  EXPECT_NE(head.find("Step 50 took 0.300 ms, 2.9 times the median step"), std::string::npos) << head;
  EXPECT_NE(head.find("slow for what it had to do"), std::string::npos) << head;
  const auto sentences = findings(slow, model);
  ASSERT_EQ(sentences.size(), 4u);
  EXPECT_NE(sentences[0].find("−5 agents (90 against 95)"), std::string::npos) << sentences[0];
  EXPECT_NE(sentences[1].find("propagation: controller"), std::string::npos) << sentences[1];
  EXPECT_NE(sentences[3].find("processor time"), std::string::npos) << sentences[3];
}

}  // namespace
}  // namespace stepscope
