#include "core/learning/model_choice.h"

#include <gmock/gmock.h>

#include "tests/support/model_folder.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

std::string reason(const std::string& text) {
  const auto choice = choose_model(text);
  return choice.ok() ? "no error" : choice.error().text();
}

TEST(ModelChoice, IsAFile) {
  const test::ModelFolder models({"mine"});
  const std::string file = (models.path() / "mine.pt").string();
  const auto choice = choose_model(file);
  ASSERT_TRUE(choice.ok());
  EXPECT_EQ(choice.value().name, "mine.pt");
  EXPECT_EQ(choice.value().file, file);
}

TEST(ModelChoice, IsAModelThatComesWithTheProgram) {
  const test::ModelFolder models({"b", "demo-driver", "a"});
  const auto choice = choose_model("demo-driver");
  ASSERT_TRUE(choice.ok());
  EXPECT_EQ(choice.value().name, "demo-driver.pt");
  EXPECT_EQ(choice.value().file, models.path() / "demo-driver.pt");
  const auto all = shipped_models();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].filename(), "a.pt");
  EXPECT_EQ(all[2].filename(), "demo-driver.pt");
}

TEST(ModelChoice, IsMadeByTheLibrary) {
  const auto choice = choose_model("resnet50-random");
  ASSERT_TRUE(choice.ok());
  EXPECT_TRUE(choice.value().file.empty());
}

TEST(ModelChoice, SaysWhatWasLookedFor) {
  const test::ModelFolder models({"mine"});
  const std::string folder = models.path().string();
  EXPECT_THAT(reason("demo-driver"), HasSubstr("no model \"demo-driver\" in " + folder + "; give the path"));
  EXPECT_EQ(reason("mine.v2.pt"), "there is no file \"mine.v2.pt\"");
  EXPECT_EQ(reason(folder + "/other"), "there is no file \"" + folder + "/other\"");
  EXPECT_EQ(reason(folder), "\"" + folder + "\" is a folder, not a TorchScript file");
  EXPECT_EQ(reason(""), "there is no file \"\"");
}

}  // namespace
}  // namespace stepscope
