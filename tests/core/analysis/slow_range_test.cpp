#include "core/analysis/slow_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepscope {
namespace {

using testing::HasSubstr;

constexpr std::int64_t kUs = 1'000;

std::int64_t& self(StepTiming& step, Stage stage) { return step.self_ns[static_cast<std::size_t>(stage)]; }

// 100 steps of 100 µs, all on the processor, 2 of them the controller's; the cold first one takes 10 ms. 90 to 99
// agents that cost nothing.
ProfiledRun even_run() {
  ProfiledRun run;
  run.steps.resize(100);
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    StepTiming& step = run.steps[i];
    step.counters.agents = 90 + static_cast<std::int64_t>(i * 7 % 10);
    self(step, Stage::kController) = 2 * kUs;
    self(step, Stage::kPlanner) = 98 * kUs;
    step.wall_ns = step.cpu_ns = 100 * kUs;
  }
  run.steps[0].wall_ns = 10'000 * kUs;
  return run;
}

void lengthen(StepTiming& step, Stage stage, std::int64_t ns, std::int64_t cpu_ns) {
  self(step, stage) += ns;
  step.wall_ns += ns;
  step.cpu_ns += cpu_ns;
}

SlowRange explained(const ProfiledRun& run, StepRange range) {
  const auto slow = explain_range(run, cost_model_of(run.own_steps()), range);
  EXPECT_TRUE(slow.has_value());
  return slow.value_or(SlowRange{});
}

TEST(SlowRange, StagesAddUpToTheStepsOnBothSides) {
  ProfiledRun run = even_run();
  for (std::size_t k = 20; k <= 29; ++k) lengthen(run.steps[k], Stage::kController, 40 * kUs, 40 * kUs);
  const SlowRange slow = explained(run, {.first = 20, .last = 29});
  EXPECT_EQ(slow.inside, 10u);
  EXPECT_EQ(slow.outside, 89u);  // without the cold first one
  EXPECT_DOUBLE_EQ(slow.inside_ns, 140e3);
  EXPECT_DOUBLE_EQ(slow.outside_ns, 100e3);
  double inside = 0.0, outside = 0.0;
  for (const SlowRange::StageTime& stage : slow.stages) {
    inside += stage.inside_ns;
    outside += stage.outside_ns;
  }
  EXPECT_DOUBLE_EQ(inside, slow.inside_ns);
  EXPECT_DOUBLE_EQ(outside, slow.outside_ns);
  EXPECT_EQ(slow.stages.front().stage, Stage::kController);
  EXPECT_EQ(slow.cause, RangeCause::kForItsComplexity);
}

TEST(SlowRange, MoreToDoIsTheCauseWhenTheModelExpectsIt) {
  ProfiledRun run = even_run();
  for (std::size_t k = 0; k < run.steps.size(); ++k) {  // 1 µs for each agent, and 40 more of them in ten steps
    StepTiming& step = run.steps[k];
    if (k >= 50 && k < 60) step.counters.agents += 40;
    lengthen(step, Stage::kPlanner, step.counters.agents * kUs, step.counters.agents * kUs);
  }
  const SlowRange slow = explained(run, {.first = 50, .last = 59});
  EXPECT_EQ(slow.cause, RangeCause::kComplexity);
  EXPECT_NEAR(slow.expected_excess_ns, slow.excess_ns(), 100.0);
  ASSERT_EQ(slow.counters.size(), 1u);
  EXPECT_NEAR(slow.counters[0].difference(), 40.0, 0.5);
  EXPECT_THAT(headline(slow), HasSubstr("Steps 50 to 59 take"));
  EXPECT_THAT(headline(slow), HasSubstr("they had more to do"));
}

TEST(SlowRange, OneLongStepAndWaitingAreToldApart) {
  ProfiledRun run = even_run();
  lengthen(run.steps[35], Stage::kPlanner, 900 * kUs, 0);
  const SlowRange one = explained(run, {.first = 30, .last = 38});
  EXPECT_EQ(one.cause, RangeCause::kOneStep);
  EXPECT_EQ(one.longest, 35u);
  EXPECT_DOUBLE_EQ(one.longest_share, 1.0);
  EXPECT_THAT(headline(one), HasSubstr("step 35 makes up most of it"));
  EXPECT_EQ(explained(run, {.first = 35, .last = 35}).cause, RangeCause::kWaiting);  // it is all there is
  EXPECT_THAT(headline(explained(run, {.first = 35, .last = 35})), HasSubstr("Step 35 takes 1.00 ms, 10 times"));

  for (std::size_t k = 30; k <= 38; ++k) lengthen(run.steps[k], Stage::kPlanner, 500 * kUs, 0);
  EXPECT_EQ(explained(run, {.first = 30, .last = 38}).cause, RangeCause::kWaiting);
}

TEST(SlowRange, StepsLikeTheOthersAreSaidToBeNoSlower) {
  const ProfiledRun run = even_run();
  const SlowRange slow = explained(run, {.first = 0, .last = 9});  // the cold one is left out
  EXPECT_EQ(slow.inside, 9u);
  EXPECT_EQ(slow.cause, RangeCause::kOrdinary);
  EXPECT_EQ(
      headline(slow),
      "Steps 0 to 9 take 0.100 ms on average, 1.00 times the others (0.100 ms): no slower than the rest of the run.");
  const CostModel model = cost_model_of(run.own_steps());
  for (const std::string& sentence : findings(slow, model)) EXPECT_EQ(sentence.find("excess"), std::string::npos);
}

TEST(SlowRange, WithoutTwoSidesThereIsNothingToCompare) {
  ProfiledRun run = even_run();
  const CostModel model = cost_model_of(run.own_steps());
  EXPECT_FALSE(explain_range(run, model, {.first = 0, .last = 99}).has_value());
  EXPECT_FALSE(explain_range(run, model, {.first = 0, .last = 0}).has_value());  // the cold step alone
  EXPECT_FALSE(explain_range(run, model, {.first = 200, .last = 300}).has_value());
  run.facts.fork = ForkOrigin{};
  run.facts.fork->step = 40;
  EXPECT_FALSE(explain_range(run, model, {.first = 0, .last = 39}).has_value());  // of the run forked from
  const auto own = explain_range(run, model, {.first = 30, .last = 49});
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(own->inside, 9u);  // 41 to 49
}

}  // namespace
}  // namespace stepscope
