#include "core/profile/profile_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/files/text_file.h"
#include "core/profile/profile_file.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

TEST(ProfileFolder, HoldsItsProfilesByFileAndSaysWhatIsNone) {
  const test::TemporaryFolder folder;
  EngineProfile mine = EngineProfile::baseline();
  mine.name = "mine";
  ASSERT_TRUE(write_profile_file(mine, folder.path() / "b.json").ok());
  mine.name = "another";
  ASSERT_TRUE(write_profile_file(mine, folder.path() / "a.json").ok());
  ASSERT_TRUE(write_file(folder.path() / "c.json", R"({"name": "c", "switches": {"queries": "never"}})").ok());
  ASSERT_TRUE(write_file(folder.path() / "notes.txt", "no profile, and not meant to be one").ok());
  const ProfileFolder found = profiles_in(folder.path());
  ASSERT_EQ(found.profiles.size(), 2u);
  EXPECT_EQ(found.profiles[0].profile.name, "another");
  EXPECT_EQ(found.profiles[1].profile.name, "mine");
  EXPECT_EQ(found.profiles[1].file, folder.path() / "b.json");
  ASSERT_EQ(found.problems.size(), 1u);
  EXPECT_THAT(found.problems[0].text(), testing::HasSubstr("c.json"));
}

TEST(ProfileFolder, OneThatIsNotThereHoldsNone) {
  const ProfileFolder found = profiles_in("/nowhere/at/all");
  EXPECT_TRUE(found.profiles.empty());
  EXPECT_TRUE(found.problems.empty());
}

}  // namespace
}  // namespace stepscope
