#include "core/pairing/run_differences.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

RunFacts facts() {
  RunFacts out;
  out.planner = "idm";
  out.switches = {{"queries", "per-scenario"}};
  out.processor = "Xeon";
  out.window = "none";
  return out;
}

TEST(RunDifferences, EqualRunsHaveNone) { EXPECT_TRUE(differences_between(facts(), facts()).empty()); }

TEST(RunDifferences, TheEnvironmentAlwaysDisturbs) {
  RunFacts other = facts();
  other.processor = "Epyc";
  other.window = "attached";
  const auto all = differences_between(facts(), other);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0], (RunDifference{RunDifference::Kind::kEnvironment, "processor", "Xeon", "Epyc"}));
  EXPECT_TRUE(disturbs(all[0], all));
  EXPECT_TRUE(disturbs(all[1], all));
}

TEST(RunDifferences, ASwitchDisturbsWhereThePlannerIsTheQuestion) {
  RunFacts switched = facts();
  switched.switches["queries"] = "per-step";
  const auto only = differences_between(facts(), switched);
  ASSERT_EQ(only.size(), 1u);
  EXPECT_EQ(only[0].what, "switch queries");
  EXPECT_FALSE(disturbs(only[0], only)) << "then the switch is the question";
  switched.planner = "simple";
  const auto both = differences_between(facts(), switched);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_FALSE(disturbs(both[0], both));
  EXPECT_TRUE(disturbs(both[1], both));
}

// The same name, another file: nothing else tells.
TEST(RunDifferences, AModelOfTheSameNameIsAnotherOneByItsFile) {
  RunFacts a = facts(), b = facts();
  a.model = ModelFacts{.name = "m.pt", .sha256 = "aa"};
  b.model = ModelFacts{.name = "m.pt", .sha256 = "bb"};
  const auto all = differences_between(a, b);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0], (RunDifference{RunDifference::Kind::kRequest, "model file", "aa", "bb"}));
  EXPECT_TRUE(differences_between(a, a).empty());
}

TEST(RunDifferences, AParameterThatOnlyOneHasIsADifference) {
  RunFacts other = facts();
  other.parameters["headway"] = "2";
  const auto all = differences_between(facts(), other);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0], (RunDifference{RunDifference::Kind::kRequest, "parameter headway", "", "2"}));
}

}  // namespace
}  // namespace stepscope
