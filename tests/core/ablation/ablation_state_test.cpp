#include "core/ablation/ablation_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/files/text_file.h"
#include "tests/core/ablation/scripted_groups.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

class State : public testing::Test {
 protected:
  AblationPlan plan_ = test::ablation_plan({"4", "6"});
  AblationIdentity identity_ = identity_of(plan_);
  test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "state.jsonl";
  std::vector<MeasuredGroup> groups_ = test::scripted_groups(plan_, test::sharing_rule);

  void write(std::size_t count) {
    auto state = AblationState::begin(file_, identity_);
    ASSERT_TRUE(state.ok()) << state.error().text();
    for (std::size_t i = 0; i < count; ++i) ASSERT_TRUE(state.value().add(groups_[i]).ok());
  }
  std::string text() const { return read_file(file_).value(); }
  void replace(const std::string& text) const { ASSERT_TRUE(write_file(file_, text).ok()); }
  std::string refusal() const {
    const auto state = AblationState::resume(file_, identity_, plan_);
    return state.ok() ? std::string("accepted") : state.error().text();
  }
};

TEST_F(State, GoesOnWithTheGroupsThatWereKept) {
  groups_[0].before->output = {
      .state = OutputState::kDiffers, .words = "0.2 m\n\"apart\"", .first_step = 7, .scenario = "ab"};
  groups_[1].after.reset();  // an arm that failed
  write(3);
  auto state = AblationState::resume(file_, identity_, plan_);
  ASSERT_TRUE(state.ok()) << state.error().text();
  EXPECT_EQ(state.value().groups(), (std::vector<MeasuredGroup>{groups_[0], groups_[1], groups_[2]}));
  EXPECT_FALSE(state.value().dropped());
  ASSERT_TRUE(state.value().add(groups_[3]).ok());
  EXPECT_EQ(AblationState::resume(file_, identity_, plan_).value().groups().size(), 4U);
}

TEST_F(State, DropsALastLineWithoutEndAndNothingElse) {
  write(2);
  const std::string whole = text();
  replace(whole + R"({"plan":"0123","group":2,"refer)");
  {
    auto state = AblationState::resume(file_, identity_, plan_);
    ASSERT_TRUE(state.ok()) << state.error().text();
    EXPECT_TRUE(state.value().dropped());
    EXPECT_EQ(state.value().groups().size(), 2U);
  }
  EXPECT_EQ(text(), whole);
}

TEST_F(State, RefusesWhatBelongsToAnotherAblationAndSaysInWhat) {
  write(2);
  const std::string whole = text();
  for (auto& [what, value] : identity_)
    if (what == "seed") value = "2";
  EXPECT_THAT(refusal(), HasSubstr("belongs to another ablation: seed was \"1\" and is \"2\""));
  identity_ = identity_of(plan_);
  for (auto& [what, value] : identity_)
    if (what == "build") value = "another";
  EXPECT_THAT(refusal(), HasSubstr("build was"));
  identity_ = identity_of(plan_);
  identity_.emplace_back("scenario 1 log", "abc");
  EXPECT_THAT(refusal(), HasSubstr("scenario 1 log was \"\" and is \"abc\""));
  EXPECT_EQ(text(), whole) << "a refused file stays as it was";
}

TEST_F(State, RefusesLinesThatCannotBe) {
  write(2);
  const std::string whole = text();
  const std::string last = whole.substr(whole.rfind('\n', whole.size() - 2) + 1);
  replace(whole + last);
  EXPECT_THAT(refusal(), HasSubstr("line 4, group: is there twice"));
  replace(whole + "nonsense\n");
  EXPECT_THAT(refusal(), HasSubstr("line 4"));
  std::string negative = whole;
  negative.replace(negative.find("\"loop_ns\":") + 10, 1, "-");
  replace(negative);
  EXPECT_NE(refusal(), "accepted");
  replace("{\"kind\":\"something else\"}\n");
  EXPECT_THAT(refusal(), HasSubstr("is not the state of an ablation"));
  replace("");
  EXPECT_THAT(refusal(), HasSubstr("nothing was measured yet"));
}

TEST_F(State, BeginsNoFileOverAnother) {
  write(1);
  const auto again = AblationState::begin(file_, identity_);
  ASSERT_FALSE(again.ok());
  EXPECT_THAT(again.error().text(), HasSubstr("is there already"));
}

}  // namespace
}  // namespace stepscope
