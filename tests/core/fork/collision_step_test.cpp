#include "core/fork/collision_step.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/fork/forked_run.h"

namespace stepscope::test {
namespace {

using testing::HasSubstr;

// Steps are 0.1 s apart.
ForkParent parent() {
  return {.name = "run 7",
          .uuid = {},
          .request = {},
          .profile = {},
          .origin = {},
          .scenario = mini_scenario(),
          .frames = {},
          .spans = nullptr};
}

Scorecard card(std::vector<int> collisions) {
  Scorecard card;
  Metric& metric = card.metrics.emplace_back(Metric{.name = "no_ego_at_fault_collisions"});
  for (const int step : collisions) metric.violations.push_back({.step = step, .last_step = step, .what = "hits"});
  return card;
}

TEST(CollisionStep, is_the_one_before_the_first_or_so_many_seconds_before) {
  const Scorecard hits = card({23, 40});
  EXPECT_EQ(first_collision(parent(), hits).value(), 23);
  EXPECT_EQ(step_before_collision(parent(), hits, std::nullopt).value(), 22);
  struct Row {
    double seconds;
    int step;
    const char* why;
  };
  const ScenarioPtr held = mini_scenario();
  const Scenario& scenario = *held;
  const double one = seconds_between(scenario.time(22), scenario.time(23));
  for (const Row& row :
       {Row{0.001, 22, "less than a step"}, Row{one, 22, "exactly a step"}, Row{one + 0.001, 21, "a little more"},
        Row{seconds_between(scenario.time(0), scenario.time(23)), 0, "all of it"}})
    EXPECT_EQ(step_before_collision(parent(), hits, row.seconds).value(), row.step) << row.why;
}

TEST(CollisionStep, where_there_is_none_the_reason_is_said) {
  EXPECT_THAT(step_before_collision(parent(), card({}), {}).error().text(),
              HasSubstr("run 7: has no collision that the ego is at fault of"));
  EXPECT_THAT(step_before_collision(parent(), std::nullopt, {}).error().text(), HasSubstr("kept without metrics"));
  Scorecard open;
  open.set = MetricSet::kOpenLoop;
  EXPECT_THAT(step_before_collision(parent(), open, {}).error().text(), HasSubstr("is open loop"));
  Scorecard given_up = card({});
  given_up.metrics.front().error = "a point in several lanes";
  EXPECT_THAT(step_before_collision(parent(), given_up, {}).error().text(), HasSubstr("a point in several lanes"));
  EXPECT_THAT(step_before_collision(parent(), card({0}), {}).error().text(), HasSubstr("at step 0"));
  EXPECT_THAT(step_before_collision(parent(), card({23}), 5.0).error().text(), HasSubstr("there are no 5 s before"));
}

}  // namespace
}  // namespace stepscope::test
