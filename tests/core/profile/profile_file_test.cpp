#include "core/profile/profile_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/files/text_file.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

EngineProfile odd_profile() {
  EngineProfile profile = EngineProfile::baseline();
  profile.name = "odd";
  profile.queries = QueryBatching::kPerObject;
  profile.history = HistoryKeeping::kRing;
  return profile;
}

TEST(ProfileFile, ReadsBackWhatWasWritten) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "odd.json";
  ASSERT_TRUE(write_profile_file(odd_profile(), file).ok());
  const auto read = read_profile_file(file);
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value(), odd_profile());
  EXPECT_EQ(profile_called(file.string()).value(), odd_profile());
}

TEST(ProfileFile, LeavesUnnamedSwitchesAsInTheProfileItIsBasedOn) {
  const auto read =
      parse_profile(R"({"name": "a", "based_on": "baseline", "switches": {"queries": "per-scenario"}})", "a");
  ASSERT_TRUE(read.ok()) << read.error().text();
  EngineProfile expected = EngineProfile::baseline();
  expected.name = "a";
  expected.queries = QueryBatching::kPerScenario;
  EXPECT_EQ(read.value(), expected);
  expected = EngineProfile::fast();
  expected.name = "b";
  EXPECT_EQ(parse_profile(R"({"name": "b"})", "b").value(), expected);
}

TEST(ProfileFile, RefusesWithFileAndField) {
  struct Row {
    const char* text;
    const char* expected;
  };
  const Row rows[] = {
      {"{", "mine.json"},
      {R"({"switches": {}})", "name"},
      {R"({"name": ""})", "name: is empty"},
      {R"({"name": "a", "based_on": "quick"})", "there is no profile \"quick\""},
      {R"({"name": "a", "switches": {"warp": "9"}})", "switches.warp: there is no switch \"warp\""},
      {R"({"name": "a", "switches": {"queries": "never"}})", "is not one of per-step, per-object, per-scenario"},
      {R"({"name": "a", "switches": {"queries": 1}})", "queries"},
      {R"({"name": "a", "swithces": {}})", "swithces"},
      {R"({"name": "baseline"})", "\"baseline\" is a profile with other switches"},
  };
  for (const Row& row : rows) {
    const auto read = parse_profile(row.text, "mine.json");
    ASSERT_FALSE(read.ok()) << row.text;
    EXPECT_THAT(read.error().text(), testing::AllOf(HasSubstr("mine.json"), HasSubstr(row.expected))) << row.text;
  }
}

TEST(ProfileFile, KnowsNamedProfilesByTheirSwitches) {
  for (const std::string_view name : EngineProfile::names()) {
    EngineProfile profile = EngineProfile::named(name).value();
    profile.name = "somebody's";
    EXPECT_EQ(name_of_switches(profile), name);
  }
  EXPECT_EQ(name_of_switches(odd_profile()), "");
  EXPECT_THAT(profile_called("gone.json").error().text(), HasSubstr("known: fast, baseline, quick-wins"));
}

}  // namespace
}  // namespace stepscope
