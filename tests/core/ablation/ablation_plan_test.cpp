#include "core/ablation/ablation_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace stepscope {
namespace {

using testing::HasSubstr;

AblationPlan planned(AblationOptions options) {
  if (options.switches.empty()) options.switches = usual_switches();
  auto plan = plan_ablation(std::move(options), {.why_no_cuda = "none", .missing_forms = {}});
  EXPECT_TRUE(plan.ok()) << (plan.ok() ? "" : plan.error().text());
  return std::move(plan).value();
}

std::vector<AblatedSwitch> named(const std::vector<std::string>& words) { return switches_named(words).value(); }

const AblationArm& other_of(const AblationPlan& plan, const std::optional<std::size_t>& comparison) {
  return plan.arms[plan.comparisons[comparison.value()].other];
}

TEST(AblationPlan, EveryRowHasItsArmsOrAReason) {
  const AblationPlan plan = planned({.request = {.planner = "simple"}});
  ASSERT_EQ(plan.rows.size(), 15U);
  const PlannedRow& lights = plan.rows[0];
  EXPECT_EQ(other_of(plan, lights.alone).profile.traffic_lights, TrafficLightAccess::kCached);
  EXPECT_EQ(other_of(plan, lights.removed).name, "fast - 1");
  EXPECT_TRUE(plan.comparisons[*lights.removed].reference_has_it);
  EXPECT_EQ(lights.cumulative, lights.alone) << "the first rung is the first switch alone: one arm, not two";
  const PlannedRow& raster = plan.rows[1];
  EXPECT_FALSE(raster.alone || raster.removed || raster.cumulative);
  EXPECT_THAT(raster.why_not, HasSubstr("not used"));
  // Baseline with 1, 3, 4, 6, 7, 8 and 9 on; 2 and 5 do not matter and stay off.
  const EngineProfile& top = other_of(plan, plan.rows[8].cumulative).profile;
  EXPECT_EQ(top.map, MapLoading::kPreloaded);
  EXPECT_EQ(top.log, LogWriting::kAsync);
  EXPECT_EQ(top.map_raster, MapRaster::kPerStep);
}

TEST(AblationPlan, WhatSingleEffectsAddUpToIsOfTheSameSwitches) {
  const AblationPlan all = planned({.request = {.planner = "simple"}});
  EXPECT_EQ(all.together, all.joint) << "2 and 5 make no difference to this planner";
  const AblationPlan some = planned({.request = {.planner = "simple"}, .switches = named({"1", "6"})});
  EXPECT_EQ(some.together, some.rows[1].cumulative) << "one arm, not two";
  EXPECT_NE(some.together, some.joint);
  EXPECT_FALSE(planned({.request = {.planner = "simple"}, .switches = named({"1"})}).together);
}

TEST(AblationPlan, WhatFastLeavesOutIsAddedToIt) {
  const AblationPlan plan = planned({.request = {.planner = "ml-raster"}});
  const PlannedRow& parallel = plan.rows[11];
  EXPECT_TRUE(parallel.added_to_fast);
  EXPECT_EQ(other_of(plan, parallel.removed).name, "fast + 12");
  EXPECT_FALSE(plan.comparisons[*parallel.removed].reference_has_it);
}

TEST(AblationPlan, FewPairsNoSwitchesAndUnknownPlannersAreRefused) {
  const auto refused = [](AblationOptions options) {
    const auto plan = plan_ablation(std::move(options), {});
    return plan.ok() ? std::string("accepted") : plan.error().text();
  };
  EXPECT_THAT(refused({.request = {}, .switches = usual_switches(), .pairs = 5}),
              HasSubstr("5 pairs can show nothing"));
  EXPECT_THAT(refused({.request = {}, .switches = {}}), HasSubstr("no switch"));
  EXPECT_THAT(refused({.request = {.planner = "psychic"}, .switches = usual_switches()}),
              HasSubstr("there is no planner \"psychic\""));
}

TEST(RunOrder, EveryComparisonRunsOncePerRoundBesideItsReferenceAndOnEitherSideEquallyOften) {
  const AblationPlan plan = planned({.request = {.planner = "simple"}, .scenarios = 2, .pairs = 8});
  std::map<std::pair<std::size_t, int>, int> before, after;  // comparison, scenario
  std::set<std::tuple<int, int, std::size_t>> seen;
  int round = 0;
  for (const RunGroup& group : plan.groups) {
    EXPECT_GE(group.round, round) << "rounds follow each other";
    round = group.round;
    for (const auto& comparison : {group.before, group.after}) {
      if (!comparison) continue;
      EXPECT_EQ(plan.comparisons[*comparison].reference, group.reference);
      EXPECT_TRUE(seen.insert({group.round, group.scenario, *comparison}).second) << "twice in a round";
    }
    if (group.before) ++before[{*group.before, group.scenario}];
    if (group.after) ++after[{*group.after, group.scenario}];
  }
  EXPECT_EQ(seen.size(), 8 * 2 * plan.comparisons.size());
  for (std::size_t i = 0; i < plan.comparisons.size(); ++i)
    for (int scenario = 0; scenario < 2; ++scenario) {
      EXPECT_EQ((before[{i, scenario}]), 4) << i;
      EXPECT_EQ((after[{i, scenario}]), 4) << i;
    }
}

TEST(RunOrder, SharesReferencesSoThatItTakesAboutThreeRunsForTwoComparisons) {
  const AblationPlan plan = planned({.request = {.planner = "simple"}, .pairs = 6});
  const double per_round = static_cast<double>(plan.runs()) / 6.0,
               comparisons = static_cast<double>(plan.comparisons.size());
  EXPECT_GE(per_round, 1.5 * comparisons);
  EXPECT_LE(per_round, 1.5 * comparisons + 2.0);
}

TEST(RunOrder, FollowsItsSeed) {
  const auto words = [](const AblationPlan& plan) {
    std::string text;
    for (const RunGroup& group : plan.groups)
      text += std::to_string(group.before.value_or(99)) + "/" + std::to_string(group.after.value_or(99)) + " ";
    return text;
  };
  const RunRequest simple{.planner = "simple"};
  EXPECT_EQ(words(planned({.request = simple, .seed = 7})), words(planned({.request = simple, .seed = 7})));
  EXPECT_NE(words(planned({.request = simple, .seed = 7})), words(planned({.request = simple, .seed = 8})));
}

}  // namespace
}  // namespace stepscope
