#include "core/planning/planner_list.h"

#include <gtest/gtest.h>

#include "core/learning/model_choice.h"
#include "tests/core/planning/one_moment.h"
#include "tests/support/model_folder.h"
#include "tests/support/scripted_log.h"

namespace stepscope {
namespace {

TEST(PlannerList, KnowsItsPlanners) {
  ASSERT_NE(find_planner("simple"), nullptr);
  for (const PlannerEntry& entry : planner_list()) EXPECT_EQ(planner_id(entry.title), entry.id);
  EXPECT_EQ(planner_id("Mine"), "Mine");
  EXPECT_FALSE(find_planner("simple")->oracle);
  ASSERT_NE(find_planner("idm"), nullptr);
  EXPECT_FALSE(find_planner("idm")->oracle);
  ASSERT_NE(find_planner("pdm-closed"), nullptr);
  EXPECT_FALSE(find_planner("pdm-closed")->oracle);
  ASSERT_NE(find_planner("log-future"), nullptr);
  EXPECT_TRUE(find_planner("log-future")->oracle);
  EXPECT_EQ(find_planner("SimplePlanner"), nullptr);
  EXPECT_EQ(find_planner(""), nullptr);
}

TEST(PlannerList, EveryPlannerCanBeMadeWithItsOwnDefaults) {
  test::ScriptedLog log;
  const test::ModelFolder models({std::string(kShippedModel)});
  for (const PlannerEntry& entry : planner_list()) {
    PlannerParameters defaults;
    for (const PlannerParameter& parameter : entry.parameters) {
      EXPECT_FALSE(parameter.meaning.empty());
      defaults[parameter.name] = parameter.default_value;
    }
    for (const PlannerParameters& parameters : {PlannerParameters{}, defaults}) {
      const auto planner = entry.make(parameters, {.log = entry.oracle ? &log : nullptr});
      ASSERT_TRUE(planner.ok()) << planner.error().text();
      EXPECT_EQ(planner.value()->name(), entry.title);
    }
  }
}

TEST(PlannerList, ParametersReachThePlanner) {
  const auto planner = find_planner("simple")->make({{"horizon_seconds", "2"}, {"sampling_time", "0.5"}}, {});
  ASSERT_TRUE(planner.ok());
  Trajectory plan;
  ASSERT_TRUE(planner.value()->plan(test::OneMoment(EgoState{}).input(), plan).ok());
  EXPECT_EQ(plan.size(), 5U);
}

TEST(PlannerList, EveryParameterOfIdmIsReadAndChecked) {
  const PlannerEntry& idm = *find_planner("idm");
  EXPECT_EQ(idm.parameters.size(), 8U);
  for (const PlannerParameter& parameter : idm.parameters) {
    EXPECT_TRUE(idm.make({{parameter.name, "2"}}, {}).ok()) << parameter.name;
    for (const char* text : {"-1", "1e300", "many"}) {
      const auto planner = idm.make({{parameter.name, text}}, {});
      ASSERT_FALSE(planner.ok()) << parameter.name << " = " << text;
      EXPECT_EQ(planner.error().field, parameter.name);
    }
  }
  EXPECT_EQ(idm.make({{"planned_trajectory_samples", "2.5"}}, {}).error().field, "planned_trajectory_samples");
}

TEST(PlannerList, NamesTheParameterThatIsWrong) {
  const PlannerEntry& simple = *find_planner("simple");
  const auto unknown = simple.make({{"max_speed", "3"}}, {});
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().field, "max_speed");
  EXPECT_NE(unknown.error().reason.find("max_velocity"), std::string::npos);
  for (const char* text : {"", "fast", "3m", " 3", "nan", "inf", "0x10"}) {
    const auto planner = simple.make({{"max_velocity", text}}, {});
    ASSERT_FALSE(planner.ok()) << text;
    EXPECT_EQ(planner.error().field, "max_velocity");
  }
  EXPECT_EQ(simple.make({{"sampling_time", "0"}}, {}).error().field, "sampling_time");

  test::ScriptedLog log;
  EXPECT_EQ(find_planner("log-future")->make({{"poses", "8"}}, {.log = &log}).error().field, "poses");
  EXPECT_FALSE(find_planner("log-future")->make({}, {}).ok());
}

}  // namespace
}  // namespace stepscope
