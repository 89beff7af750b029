#include "core/ablation/ablation_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/ablation/ablation_tally.h"
#include "tests/core/ablation/scripted_groups.h"
#include "tests/core/pairing/mini_scenario.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

class Notes final : public AblationObserver {
 public:
  void on_progress(const AblationProgress& p) override { progress.push_back(p); }
  Status on_group(const MeasuredGroup& group) override {
    groups.push_back(group);
    if (stop_after > 0 && groups.size() == stop_after) control->stop();
    return groups.size() == fail_after ? Status(make_error("the disk is full")) : Status();
  }
  std::vector<AblationProgress> progress;
  std::vector<MeasuredGroup> groups;
  std::size_t stop_after{0}, fail_after{0};
  RunControl* control{nullptr};
};

class AblationRuns : public testing::Test {
 protected:
  AblationPlan plan_ = test::ablation_plan({"4"});
  ScenarioPtr scenario_ = test::mini_scenario();
  test::TemporaryFolder folder_;
  RunControl control_;
  Notes notes_;

  AblationWork work() {
    notes_.control = &control_;
    return {.plan = plan_,
            .scenario_of = [this](std::size_t, const EngineProfile&) -> Result<ScenarioPtr> { return scenario_; },
            .log_folder = folder_.path()};
  }
  // As run_arm, but the arm of a name does something else.
  static ArmRunner with_request(const std::string& name, const RunRequest& request) {
    return [name, request](const Arm& arm, const ScenarioPtr& scenario, const ArmRunOptions& options,
                           RunControl& control) {
      Arm changed = arm;
      if (arm.name == name) changed.request = request;
      return run_arm(changed, scenario, options, control);
    };
  }
};

TEST_F(AblationRuns, MeasureEveryGroupAndFindEqualOutputs) {
  const AblationOutcome outcome = run_ablation(work(), control_, &notes_);
  EXPECT_FALSE(outcome.stopped);
  ASSERT_FALSE(outcome.ended) << outcome.ended->text();
  ASSERT_EQ(outcome.groups.size(), plan_.groups.size());
  EXPECT_EQ(outcome.groups, notes_.groups);
  for (std::size_t i = 0; i < outcome.groups.size(); ++i) {
    const MeasuredGroup& group = outcome.groups[i];
    EXPECT_EQ(group.reference.steps, scenario_->iterations() - 1);
    EXPECT_EQ(group.before.has_value(), plan_.groups[i].before.has_value());
    if (group.before) {
      EXPECT_EQ(group.before->output.state, OutputState::kEqual) << group.before->output.words;
      EXPECT_LT(group.before->times.began_ns, group.reference.began_ns);
    }
    if (group.after) {
      EXPECT_GT(group.after->times.began_ns, group.reference.began_ns);
    }
  }
  const AblationResult result = tally(plan_, outcome.groups);
  EXPECT_TRUE(result.complete());
  EXPECT_EQ(result.rows[0].alone.effect->answer.total.pairs, 6);
  EXPECT_EQ(notes_.progress.front().now, "warm-up of baseline");
  EXPECT_TRUE(notes_.progress.back().complete());
  EXPECT_EQ(notes_.progress.back().rounds_done, 6);
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "log.msgpack.xz"));
}

TEST_F(AblationRuns, AnArmThatDoesSomethingElseIsVoidFromTheStepWhereItParts) {
  RunRequest hasty = plan_.options.request;
  hasty.parameters = {{"acceleration", "1.5"}};
  AblationWork changed = work();
  changed.run = with_request("baseline + 4", hasty);
  const AblationOutcome outcome = run_ablation(std::move(changed), control_, &notes_);
  ASSERT_FALSE(outcome.ended) << outcome.ended->text();
  const AblationResult result = tally(plan_, outcome.groups);
  const MeasuredEffect& alone = *result.rows[0].alone.effect;
  EXPECT_TRUE(alone.is_void());
  EXPECT_EQ(alone.output.first_step, 0) << "its very first plan is another";
  EXPECT_THAT(effect_word(alone), HasSubstr("void: outputs differ from step 0 on"));
  EXPECT_FALSE(result.rows[0].removed.effect->is_void());
  EXPECT_FALSE(result.joint.effect->is_void());
}

TEST_F(AblationRuns, StoppedAndGoneOnWithTheyMakeEveryGroupOnce) {
  notes_.stop_after = 2;
  const AblationOutcome first = run_ablation(work(), control_, &notes_);
  EXPECT_TRUE(first.stopped);
  ASSERT_EQ(first.groups.size(), 2U);
  RunControl again;
  Notes rest;
  AblationWork more = work();
  more.done = first.groups;
  const AblationOutcome second = run_ablation(std::move(more), again, &rest);
  EXPECT_FALSE(second.stopped);
  EXPECT_EQ(second.groups.size(), plan_.groups.size());
  EXPECT_EQ(rest.groups.size(), plan_.groups.size() - 2);
  EXPECT_EQ(second.groups[0], first.groups[0]);
  EXPECT_GT(second.groups[2].reference.began_ns, first.groups[1].reference.began_ns) << "one clock for both sessions";
}

TEST_F(AblationRuns, AFailingArmEndsOnlyItsOwnComparisons) {
  RunRequest unknown = plan_.options.request;
  unknown.parameters = {{"max_velocity", "fast"}};
  AblationWork changed = work();
  changed.run = with_request("fast - 4", unknown);
  const AblationOutcome outcome = run_ablation(std::move(changed), control_, &notes_);
  EXPECT_FALSE(outcome.ended);
  ASSERT_EQ(outcome.failures.size(), 1U);
  EXPECT_THAT(outcome.failures.begin()->second.error.text(), HasSubstr("arm \"fast - 4\""));
  const AblationResult result = tally(plan_, outcome.groups);
  EXPECT_FALSE(result.rows[0].removed.effect);
  EXPECT_EQ(result.rows[0].alone.effect->answer.total.pairs, 6);
}

TEST_F(AblationRuns, NothingIsLeftToCompareWithWhereAReferenceFails) {
  RunRequest unknown = plan_.options.request;
  unknown.parameters = {{"max_velocity", "fast"}};
  AblationWork changed = work();
  changed.run = with_request("baseline", unknown);
  const AblationOutcome outcome = run_ablation(std::move(changed), control_, &notes_);
  ASSERT_TRUE(outcome.ended);
  EXPECT_THAT(outcome.ended->text(), HasSubstr("arm \"baseline\""));
  EXPECT_TRUE(outcome.groups.empty());
}

TEST_F(AblationRuns, EndWhereWhatIsDoneCannotBeKept) {
  notes_.fail_after = 1;
  const AblationOutcome outcome = run_ablation(work(), control_, &notes_);
  ASSERT_TRUE(outcome.ended);
  EXPECT_EQ(outcome.ended->text(), "the disk is full");
  EXPECT_EQ(outcome.groups.size(), 1U);
}

}  // namespace
}  // namespace stepscope
