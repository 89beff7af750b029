#include "core/ablation/ablated_switch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepscope {
namespace {

using testing::HasSubstr;

std::vector<std::string> keys(const std::vector<AblatedSwitch>& list) {
  std::vector<std::string> keys;
  for (const AblatedSwitch& what : list) keys.push_back(what.key + "=" + what.on);
  return keys;
}

std::vector<AblatedSwitch> named(const std::vector<std::string>& words) {
  auto list = switches_named(words);
  EXPECT_TRUE(list.ok()) << (list.ok() ? "" : list.error().text());
  return list.ok() ? std::move(list).value() : std::vector<AblatedSwitch>{};
}

std::string refusal(const std::vector<std::string>& words) {
  const auto list = switches_named(words);
  EXPECT_FALSE(list.ok());
  return list.ok() ? std::string() : list.error().text();
}

TEST(AblatedSwitch, TheUsualOnesAreTheTwelveAndWhatFastHasBeyond) {
  const std::vector<AblatedSwitch> list = usual_switches();
  ASSERT_EQ(list.size(), 15U);
  for (int i = 0; i < 12; ++i) EXPECT_EQ(list[static_cast<std::size_t>(i)].number, i + 1);
  // All of them on baseline, less what fast leaves out: nothing but that lies between baseline and fast.
  EngineProfile profile = EngineProfile::baseline();
  for (const AblatedSwitch& what : list)
    if (what.in(EngineProfile::fast())) profile = with(std::move(profile), what);
  profile.name = "fast";
  EXPECT_EQ(profile, EngineProfile::fast());
}

TEST(AblatedSwitch, KnowsItsPhase) {
  const std::vector<AblatedSwitch> list = usual_switches();
  EXPECT_EQ(list[2].phase(), "quick wins");
  EXPECT_EQ(list[3].phase(), "medium");
  EXPECT_EQ(list[11].phase(), "advanced");
  EXPECT_EQ(list[12].phase(), "beyond the list");
}

TEST(AblatedSwitch, IsNamedByNumberKeyOrValueInTheOrderOfTheListEachOnce) {
  EXPECT_EQ(keys(named({"tracker", "6", "1", "queries"})),
            (std::vector<std::string>{"traffic-lights=cached", "queries=per-scenario", "tracker=banded"}));
  EXPECT_EQ(keys(named({"map-raster=canvas", "map-raster=gathered"})),
            (std::vector<std::string>{"map-raster=gathered", "map-raster=canvas"}));
  EXPECT_EQ(keys(named({" 6", "1 ", ""})), (std::vector<std::string>{"traffic-lights=cached", "queries=per-scenario"}));
  EXPECT_EQ(named({"map-raster=gathered"}).front().number, 2);
  EXPECT_EQ(named({"map-raster=canvas"}).front().needs, OptimisationNeeds::kRasters);
}

TEST(AblatedSwitch, UnknownOnesAreRefusedWithTheReason) {
  EXPECT_THAT(refusal({"1", "13"}), HasSubstr("switch 13: unknown; known: 1 (traffic-lights)"));
  EXPECT_THAT(refusal({"warp"}), HasSubstr("switch warp: unknown"));
  EXPECT_THAT(refusal({"warp=on"}), HasSubstr("there is no switch \"warp\""));
  EXPECT_THAT(refusal({"queries=never"}), HasSubstr("\"never\" is not one of per-step, per-object, per-scenario"));
  EXPECT_THAT(refusal({"queries=per-step"}), HasSubstr("is what the baseline does already"));
  EXPECT_THAT(refusal({"inference-threads"}), HasSubstr("name the value to try"));
  EXPECT_THAT(refusal({}), HasSubstr("no switch was named"));
}

TEST(AblatedSwitch, SaysWhyItCannotMatterToARun) {
  const std::vector<AblatedSwitch> list = usual_switches();
  const AblationMeans means{.why_no_cuda = "no driver", .missing_forms = {{"fused", "too old"}}};
  const RunRequest simple{.planner = "simple"};
  for (const int number : {2, 5, 10, 11, 12})
    EXPECT_EQ(why_not_measured(list[static_cast<std::size_t>(number - 1)], simple, means),
              "not used by this planner: no effect expected")
        << number;
  for (const int number : {1, 3, 4, 6, 7, 8, 9})
    EXPECT_EQ(why_not_measured(list[static_cast<std::size_t>(number - 1)], simple, means), "") << number;
  const RunRequest raster{.planner = "ml-raster"};
  EXPECT_EQ(why_not_measured(list[1], raster, means), "");
  EXPECT_EQ(why_not_measured(list[9], raster, means), "no CUDA device to measure it on: no driver");
  EXPECT_EQ(why_not_measured(list[9], raster, {}), "");
  EXPECT_EQ(why_not_measured(list[10], raster, means), "the network cannot run as fused here: too old");
}

TEST(AblatedSwitch, WhatIsBeyondTheListMattersToWhoUsesIt) {
  const std::vector<AblatedSwitch> list = usual_switches();
  const AblatedSwitch &tracker = list[12], &corridors = list[13], &neighbours = list[14];
  const RunRequest open{.planner = "simple"};
  const RunRequest closed{.planner = "idm", .challenge = Challenge::kClosedLoopNonreactiveAgents};
  const RunRequest reactive{.planner = "simple", .challenge = Challenge::kClosedLoopReactiveAgents};
  EXPECT_THAT(why_not_measured(tracker, open, {}), HasSubstr("no tracker"));
  EXPECT_EQ(why_not_measured(tracker, closed, {}), "");
  EXPECT_THAT(why_not_measured(corridors, open, {}), HasSubstr("no effect expected"));
  EXPECT_EQ(why_not_measured(corridors, closed, {}), "");
  EXPECT_EQ(why_not_measured(corridors, reactive, {}), "");
  EXPECT_THAT(why_not_measured(neighbours, closed, {}), HasSubstr("no reactive agents"));
  EXPECT_EQ(why_not_measured(neighbours, reactive, {}), "");
}

}  // namespace
}  // namespace stepscope
