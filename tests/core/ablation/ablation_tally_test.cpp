#include "core/ablation/ablation_tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/ablation/scripted_groups.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

using test::ablation_plan;
using test::scripted_groups;
using test::sharing_rule;

TEST(AblationTally, RowsSayWhatASwitchSavesAloneRemovedAndTogether) {
  const AblationPlan plan = ablation_plan({"4", "6"});
  const AblationResult result = tally(plan, scripted_groups(plan, sharing_rule));
  ASSERT_EQ(result.rows.size(), 2U);
  const AblationRow& pooled = result.rows[0];
  EXPECT_NEAR(pooled.alone.effect->without_ns, 10e6, 1e5);
  EXPECT_NEAR(pooled.alone.effect->saving.ns, 4e6, 1e5);
  EXPECT_NEAR(pooled.alone.effect->answer.total.ratio, 0.6, 0.01);
  EXPECT_EQ(pooled.alone.effect->answer.verdict, Verdict::kFaster);
  ASSERT_TRUE(pooled.alone.effect->saving.interval);
  EXPECT_LT(pooled.alone.effect->saving.interval->low, pooled.alone.effect->saving.interval->high);
  EXPECT_TRUE(pooled.alone.effect->saving.interval->contains(pooled.alone.effect->saving.ns));
  // Fast takes 5; without pooling 7, without batching 6.
  EXPECT_NEAR(pooled.removed.effect->saving.ns, 2e6, 1e5);
  EXPECT_EQ(pooled.removed.effect->answer.verdict, Verdict::kFaster) << "having it helps, wherever it is switched";
  EXPECT_NEAR(result.rows[1].removed.effect->saving.ns, 1e6, 1e5);
  EXPECT_NEAR(result.rows[1].cumulative.effect->saving.ns, 5e6, 1e5);
  EXPECT_NEAR(result.joint.effect->saving.ns, 5e6, 1e5);
  EXPECT_EQ(result.same_baseline.effect->answer.verdict, Verdict::kEquivalent);
  EXPECT_TRUE(result.complete());
}

TEST(AblationTally, WhatTheReferenceDiffersFromItselfByIsNoEffect) {
  // 3 % less with pooled connections, alone as in fast; but baseline comes out 5 % apart from itself, and fast does
  // not.
  const AblationPlan plan = ablation_plan({"4"});
  const auto rule = [](const EngineProfile& p) { return p.connections == ConnectionPolicy::kPooled ? 9.7 : 10.0; };
  std::vector<MeasuredGroup> groups = scripted_groups(plan, rule);
  const AblationResult level = tally(plan, groups);
  EXPECT_EQ(effect_word(*level.rows[0].alone.effect), "faster");
  const auto longer = [](MeasuredPartner& partner) { partner.times.loop_ns += partner.times.loop_ns / 20; };
  for (MeasuredGroup& group : groups) {
    if (plan.groups[group.group].before == plan.same_baseline) longer(*group.before);
    if (plan.groups[group.group].after == plan.same_baseline) longer(*group.after);
  }
  const AblationResult result = tally(plan, groups);
  const MeasuredEffect& alone = *result.rows[0].alone.effect;
  EXPECT_EQ(alone.answer.verdict, Verdict::kInconclusive);
  EXPECT_EQ(effect_word(alone), "inconclusive: within the noise floor");
  EXPECT_GT(*alone.answer.floor, 0.05);
  EXPECT_EQ(alone.answer.total, level.rows[0].alone.effect->answer.total) << "the interval stays what it was";
  EXPECT_EQ(effect_word(*result.joint.effect), "inconclusive: within the noise floor");
  EXPECT_EQ(effect_word(*result.rows[0].removed.effect), "faster") << "held against fast";
  EXPECT_EQ(effect_word(*result.same_baseline.effect), "slower") << "that is worth a warning";
}

TEST(AblationTally, SingleEffectsAddUpToMoreThanTheyGiveTogether) {
  const AblationPlan plan = ablation_plan({"4", "6"});
  const AblationResult result = tally(plan, scripted_groups(plan, sharing_rule));
  ASSERT_TRUE(result.interaction);
  EXPECT_EQ(result.interaction->switches, 2);
  EXPECT_NEAR(result.interaction->sum_ns, 7e6, 2e5);
  EXPECT_NEAR(result.interaction->joint_ns, 5e6, 1e5);
  EXPECT_NEAR(result.interaction->difference.ns, 2e6, 2e5);
  EXPECT_GT(result.interaction->difference.interval->low, 0.0);
}

TEST(AblationTally, SingleEffectsAreHeldAgainstTheSameSwitchesTogetherNotAgainstAllOfFast) {
  // Whatever else fast has saves 3 ms more: no matter to 4 and 6.
  const AblationPlan plan = ablation_plan({"4", "6"});
  const AblationResult result =
      tally(plan, scripted_groups(plan, [](const EngineProfile& profile) {
              return sharing_rule(profile) - (profile.traffic_lights == TrafficLightAccess::kCached ? 3.0 : 0.0);
            }));
  EXPECT_NEAR(result.joint.effect->saving.ns, 8e6, 1e5);
  ASSERT_TRUE(result.interaction);
  EXPECT_NEAR(result.interaction->sum_ns, 7e6, 2e5);
  EXPECT_NEAR(result.interaction->joint_ns, 5e6, 1e5);
}

TEST(AblationTally, ASpeedUpWithOtherOutputsIsVoidHoweverFast) {
  const AblationPlan plan = ablation_plan({"4", "6"});
  std::vector<MeasuredGroup> groups = scripted_groups(plan, sharing_rule);
  for (MeasuredGroup& group : groups)
    if (plan.groups[group.group].before == plan.rows[0].alone) {
      group.before->output = {.state = OutputState::kDiffers,
                              .words = "the plan of step 3 is 0.2 m away",
                              .first_step = 3,
                              .scenario = "ab"};
      break;  // once is enough
    }
  const AblationResult result = tally(plan, groups);
  EXPECT_TRUE(result.rows[0].alone.effect->is_void());
  EXPECT_EQ(effect_word(*result.rows[0].alone.effect), "void: outputs differ from step 3 on");
  EXPECT_EQ(result.rows[0].alone.effect->output.words, "the plan of step 3 is 0.2 m away");
  EXPECT_EQ(effect_word(*result.rows[1].alone.effect), "faster");
}

TEST(AblationTally, ProcessorTimeIsToldBesideTheTotal) {
  const AblationPlan plan = ablation_plan({"4", "6"});
  std::vector<MeasuredGroup> groups = scripted_groups(plan, sharing_rule);  // half of every step
  const MeasuredEffect pooled = *tally(plan, groups).rows[0].alone.effect;
  ASSERT_TRUE(pooled.processor);
  EXPECT_NEAR(pooled.processor->ratio, 0.6, 0.01);
  EXPECT_NEAR(pooled.processor_saving.ns, 2e6, 1e5);
  for (MeasuredGroup& group : groups) group.reference.processor_ns = 0;
  EXPECT_FALSE(tally(plan, groups).rows[0].alone.effect->processor);
}

TEST(AblationTally, PreparationIsToldApart) {
  const AblationPlan plan = ablation_plan({"3"});
  const AblationResult result = tally(plan, scripted_groups(plan, [](const EngineProfile&) { return 2.0; }));
  EXPECT_NEAR(result.rows[0].alone.effect->preparation_ns, 4e6, 1.0);  // 5 ms before the run instead of 1
  EXPECT_EQ(result.rows[0].alone.effect->answer.verdict, Verdict::kEquivalent);
  EXPECT_EQ(effect_word(*result.rows[0].alone.effect), "no effect");
}

TEST(AblationTally, RowsThatCannotBeMeasuredAreThereWithTheReason) {
  const AblationPlan plan = ablation_plan({"1", "2"});
  const AblationResult result = tally(plan, scripted_groups(plan, sharing_rule));
  EXPECT_FALSE(result.rows[1].alone.effect);
  EXPECT_THAT(result.rows[1].alone.why_not, HasSubstr("not used by this planner"));
}

TEST(AblationTally, AnArmThatFailedSaysSoWhereItsEffectWouldBe) {
  const AblationPlan plan = ablation_plan({"4", "6"});
  const std::size_t arm = plan.comparisons[plan.rows[0].alone.value()].other;
  const AblationResult result = tally(plan, scripted_groups(plan, sharing_rule), {{arm, "step 3: no road"}});
  EXPECT_EQ(result.rows[0].alone.why_not, "step 3: no road");
  EXPECT_TRUE(result.rows[0].removed.effect);
  EXPECT_TRUE(result.rows[1].alone.effect);
}

TEST(AblationTally, HalfAnAblationHasItsPairsAndNoVerdictYet) {
  const AblationPlan plan = ablation_plan({"4", "6"}, 8);
  const std::vector<MeasuredGroup> all = scripted_groups(plan, sharing_rule);
  const AblationResult none = tally(plan, {});
  EXPECT_EQ(none.rows[0].alone.why_not, "not measured yet");
  EXPECT_EQ(none.runs_done, 0U);
  EXPECT_FALSE(none.complete());
  const auto half = std::span(all).first(all.size() / 2);  // 4 of 8 rounds
  const AblationResult result = tally(plan, half);
  EXPECT_EQ(result.rows[0].alone.effect->answer.total.pairs, 4);
  EXPECT_EQ(result.rows[0].alone.effect->answer.verdict, Verdict::kRefused);
  EXPECT_EQ(effect_word(*result.rows[0].alone.effect), "too few pairs");
  EXPECT_FALSE(result.rows[0].alone.effect->saving.interval);
  EXPECT_NEAR(result.rows[0].alone.effect->saving.ns, 4e6, 1e5);
}

TEST(AblationTally, PairsOfOneScenarioTogetherWeighAsMuchAsThoseOfAnother) {
  // Pooling saves 4 of 10 ms in one scenario and nothing in the other: 2 on average, however many pairs each has.
  const AblationPlan plan = ablation_plan({"4"}, 8, 2);
  std::vector<MeasuredGroup> groups = scripted_groups(plan, sharing_rule);
  const RunTimes plain{.before_ns = 0,
                       .loop_ns = 100'000'000,
                       .after_ns = 0,
                       .began_ns = 0,
                       .processor_ns = 0,
                       .steps = test::kScriptedSteps};
  for (MeasuredGroup& group : groups) {
    if (plan.groups[group.group].scenario == 0) continue;
    group.reference = plain;
    if (group.before) group.before->times = plain;
    if (group.after) group.after->times = plain;
  }
  std::erase_if(groups, [&](const MeasuredGroup& group) {
    return plan.groups[group.group].scenario == 1 && plan.groups[group.group].round >= 2;
  });
  const AblationResult result = tally(plan, groups);
  EXPECT_EQ(result.rows[0].alone.effect->answer.total.pairs, 10);
  EXPECT_NEAR(result.rows[0].alone.effect->saving.ns, 2e6, 1e5);
}

TEST(AblationTally, PValuesOfAColumnAreCorrectedForItsLength) {
  const AblationPlan plan = ablation_plan({"1", "3", "4", "6"}, 10);
  const AblationResult result = tally(plan, scripted_groups(plan, sharing_rule));
  const MeasuredEffect& pooled = *result.rows[2].alone.effect;
  EXPECT_NEAR(pooled.answer.total.p, 2.0 / 1024.0, 1e-9);
  EXPECT_NEAR(pooled.corrected_p, 4.0 * 2.0 / 1024.0, 1e-9);  // the smallest of four
}

}  // namespace
}  // namespace stepscope
