#include "core/pairing/arm_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/pairing/output_comparer.h"
#include "core/record/simulation_log_reader.h"
#include "tests/core/pairing/mini_scenario.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

ArmRun made(const Arm& arm, const ArmRunOptions& options = {}) {
  RunControl control;
  auto run = run_arm(arm, test::mini_scenario(), options, control);
  EXPECT_TRUE(run.ok()) << run.error().text();
  return std::move(run).value();
}

TEST(ArmRun, KeepsTheTimeOfEveryStepAndAScore) {
  const ArmRun run = made({.name = "A", .request = test::closed_loop("idm")});
  EXPECT_EQ(run.outcome.status, RunStatus::kReachedEnd);
  ASSERT_EQ(run.measured.steps.size(), static_cast<std::size_t>(run.run->step_count()));
  std::int64_t steps_ns = 0;
  for (const StepTiming& step : run.measured.steps) steps_ns += step.wall_ns;
  EXPECT_GT(steps_ns, 0);
  EXPECT_GE(run.measured.loop_ns, steps_ns) << "the loop holds the steps and what is between them";
  EXPECT_GT(run.measured.before_ns, 0);
  EXPECT_TRUE(run.score.has_value());
}

TEST(ArmRun, WritesTheLogAndCountsItAfterTheLoop) {
  const test::TemporaryFolder folder;
  const ArmRun run = made({.name = "A", .request = test::closed_loop("simple")}, {.log_folder = folder.path()});
  const auto frames = read_simulation_log(folder.path() / "log.msgpack.xz");
  ASSERT_TRUE(frames.ok()) << frames.error().text();
  const OutputDifference difference =
      output_difference(output_of(run.run->tape()), output_of(std::span(frames.value())));
  EXPECT_EQ(difference.steps_b, run.run->step_count());
  EXPECT_FALSE(difference.beyond[0] || difference.beyond[2]) << "egos and plans come back to the last bit";
}

TEST(ArmRun, ALogThatCannotBeWrittenNamesItsFile) {
  RunControl control;
  const auto run = run_arm({.name = "A", .request = test::closed_loop("simple")}, test::mini_scenario(),
                           {.log_folder = "/nowhere/at/all"}, control);
  ASSERT_FALSE(run.ok());
  EXPECT_THAT(run.error().text(), HasSubstr("/nowhere/at/all"));
}

TEST(ArmRun, StopsBeforeTheNextStep) {
  RunControl control;
  control.stop();
  const auto run = run_arm({.name = "A", .request = test::closed_loop("simple")}, test::mini_scenario(), {}, control);
  ASSERT_TRUE(run.ok());
  EXPECT_EQ(run.value().outcome.status, RunStatus::kStopped);
  EXPECT_TRUE(run.value().measured.steps.empty());
}

TEST(ArmRun, UnknownPlannersAreRefused) {
  RunControl control;
  const auto run = run_arm({.name = "A", .request = test::closed_loop("nobody")}, test::mini_scenario(), {}, control);
  ASSERT_FALSE(run.ok());
  EXPECT_THAT(run.error().text(), HasSubstr("nobody"));
}

// A handicap of 20: a step takes about 21 times as long, almost all of it the planner's own. The processor may be taken
// away from either run, so only the shares within the run are looked at.
TEST(ArmRun, AHandicapIsThePlannersOwnTimeAndChangesNoOutput) {
  const Arm plain{.name = "A", .request = test::closed_loop("idm")};
  Arm slow = plain;
  slow.handicap = 20.0;
  const ArmRun a = made(plain), b = made(slow);
  EXPECT_TRUE(output_difference(output_of(a.run->tape()), output_of(b.run->tape())).equal());
  std::int64_t planner_ns = 0, steps_ns = 0;
  for (const StepTiming& step : b.measured.steps) {
    planner_ns += step.self_ns[static_cast<std::size_t>(Stage::kPlanner)];
    steps_ns += step.wall_ns;
  }
  EXPECT_GT(planner_ns, steps_ns / 2);
}

}  // namespace
}  // namespace stepscope
