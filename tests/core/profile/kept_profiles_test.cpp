#include "core/profile/kept_profiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/profile/profile_file.h"
#include "tests/support/files.h"

namespace stepscope::test {
namespace {

using testing::HasSubstr;

EngineProfile own() {
  EngineProfile profile;
  profile.queries = QueryBatching::kPerStep;
  profile.name = "mine";
  return profile;
}

TEST(KeptProfiles, are_those_of_the_program_and_the_files_of_a_folder) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_profile_file(own(), folder.path() / "mine.json").ok());
  std::ofstream(folder.path() / "broken.json") << "{";
  std::ofstream(folder.path() / "notes.txt") << "no profile";
  const ProfileFolder kept = kept_profiles(folder.path());
  const auto names = EngineProfile::names();
  ASSERT_EQ(kept.profiles.size(), names.size() + 1);
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(kept.profiles[i].profile.name, names[i]);
    EXPECT_TRUE(kept.profiles[i].file.empty());
  }
  EXPECT_EQ(kept.profiles.back().profile, own());
  EXPECT_EQ(kept.profiles.back().file, folder.path() / "mine.json");
  ASSERT_EQ(kept.problems.size(), 1u);
  EXPECT_THAT(kept.problems.front().text(), HasSubstr("broken.json"));
  EXPECT_EQ(kept_profiles(folder.path() / "none").profiles.size(), names.size()) << "no folder yet";
}

TEST(KeptProfiles, each_is_explained_in_a_sentence) {
  EXPECT_THAT(profile_sentence(EngineProfile::fast()), HasSubstr("everything on that helps"));
  EXPECT_THAT(profile_sentence(EngineProfile::baseline()), HasSubstr("as the reference simulator works"));
  EXPECT_EQ(profile_sentence(EngineProfile::named("medium").value()),
            "baseline with the first 6 of the twelve optimisations");
  EXPECT_EQ(profile_sentence(own()), "fast with queries per-step");
}

}  // namespace
}  // namespace stepscope::test
