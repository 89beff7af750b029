#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/fork/forked_run.h"

namespace stepscope::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const RunRequest kSimple{.planner = "simple", .challenge = Challenge::kClosedLoopNonreactiveAgents};

TEST(ForkRefusal, names_what_cannot_be) {
  const MadeRun whole = make(kSimple), stopped = make(kSimple, {}, 12);
  const int last = whole.parent().whole() - 1;
  struct Row {
    const MadeRun& run;
    ForkWish wish;
    const char* expected;
  };
  RunRequest reactive = kSimple, unknown = kSimple, parameter = kSimple;
  reactive.challenge = Challenge::kClosedLoopReactiveAgents;
  unknown.planner = "best";
  parameter.parameters = {{"courage", "1"}};
  const Row rows[] = {
      {whole, {.step = -1, .request = kSimple, .profile = {}}, "step: -1 is not within 0 …"},
      {whole, {.step = last + 1, .request = kSimple, .profile = {}}, "is not within 0 …"},
      {stopped, {.step = 13, .request = kSimple, .profile = {}}, "13 is not within 0 … 12: 12 of its"},
      {whole,
       {.step = 3, .request = reactive, .profile = {}},
       "closed-loop-reactive-agents instead of closed-loop-non"},
      {whole, {.step = 3, .request = unknown, .profile = {}}, "there is no planner \"best\""},
      {whole, {.step = 3, .request = parameter, .profile = {}}, "courage"},
  };
  for (const Row& row : rows) {
    const auto run = begin_fork(row.run.parent(), row.wish);
    ASSERT_FALSE(run.ok()) << row.expected;
    EXPECT_THAT(run.error().text(), HasSubstr(row.expected));
  }
  EXPECT_TRUE(check_fork(whole.parent(), {.step = last, .request = kSimple, .profile = {}}).ok());
}

// The frames of a run with one of them exchanged for what another version, or other data, would have stored.
template <typename Change>
ForkParent changed(const MadeRun& run, std::size_t step, const Change& change) {
  ForkParent parent = run.parent();
  auto frame = std::make_shared<StepFrame>(*parent.frames[step]);
  change(*frame);
  parent.frames[step] = std::move(frame);
  return parent;
}

TEST(ForkRefusal, steps_that_do_not_come_about_again_name_the_first_one_and_what_is_different) {
  const MadeRun run = make(kSimple);
  const auto refusal = [](const ForkParent& parent, int step) {
    const auto fork = begin_fork(parent, {.step = step, .request = kSimple, .profile = {}});
    return fork.ok() ? std::string() : fork.error().text();
  };
  const ForkParent moved = changed(run, 7, [](StepFrame& frame) { frame.ego.rear_axle.x += 0.25; });
  EXPECT_THAT(refusal(moved, 20),
              AllOf(HasSubstr("step 7"), HasSubstr("the ego is not as it was"), HasSubstr("0.25 m")));
  EXPECT_THAT(refusal(moved, 7), HasSubstr("step 7")) << "where it begins counts, too";
  EXPECT_EQ(refusal(moved, 6), "") << "what comes later does not";

  const ForkParent fewer =
      changed(run, 5, [](StepFrame& frame) { frame.objects = frame.objects.first(frame.objects.size() - 1); });
  EXPECT_THAT(refusal(fewer, 20), AllOf(HasSubstr("step 5"), HasSubstr("objects")));

  const ForkParent later = changed(run, 4, [](StepFrame& frame) { frame.time.us += 1; });
  EXPECT_THAT(refusal(later, 20), AllOf(HasSubstr("step 4"), HasSubstr("time")));

  // Another plan: driven as stored, so that the next step is not where it was.
  const ForkParent planned = changed(run, 9, [](StepFrame& frame) {
    Trajectory plan;
    for (TrajectoryState state : frame.trajectory.states()) {
      state.rear_axle.x += 1.0 * seconds_between(frame.time, state.time);
      plan.append(state);
    }
    frame.trajectory = plan;
  });
  EXPECT_THAT(refusal(planned, 20), HasSubstr("step 10: the ego is not as it was"));
}

TEST(ForkRefusal, a_planner_that_plans_otherwise_when_asked_again_is_told_of) {
  RunRequest open = kSimple;
  open.challenge = Challenge::kOpenLoopBoxes;  // the plan moves nobody
  const MadeRun run = make(open);
  const ForkParent parent = changed(run, 6, [](StepFrame& frame) {
    Trajectory plan;
    for (TrajectoryState state : frame.trajectory.states()) {
      state.vx += 1.0;
      plan.append(state);
    }
    frame.trajectory = plan;
  });
  const MadeRun child = fork(parent, {.step = 20, .request = open, .profile = {}});
  EXPECT_THAT(child.run->notes(), Contains(HasSubstr("planned something else than the run forked from at step 6")));
}

TEST(ForkRefusal, a_stopped_control_ends_the_replay) {
  const MadeRun run = make(kSimple);
  RunControl control;
  control.stop();
  const auto fork = begin_fork(run.parent(), {.step = 20, .request = kSimple, .profile = {}}, &control);
  ASSERT_FALSE(fork.ok());
  EXPECT_THAT(fork.error().text(), HasSubstr("step 0: stopped"));
}

}  // namespace
}  // namespace stepscope::test
