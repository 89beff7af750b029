#include "core/imitation/training_start.h"

#include <gmock/gmock.h>

#include "core/files/text_file.h"
#include "tests/support/files.h"
#include "tests/support/ordinary_user.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

class TrainingStart : public testing::Test {
 protected:
  void write_training(int checkpoint) {
    const TrainingFiles files(options_.model);
    ASSERT_TRUE(write_training_state(files.state, {.checkpoint = checkpoint}).ok());
    ASSERT_TRUE(write_file(files.checkpoint(checkpoint), "weights").ok());
  }

  test::TemporaryFolder folder_;
  TrainingOptions options_{.model = folder_.path() / "x.pt"};
};

TEST_F(TrainingStart, NothingThereIsAGoodPlace) { EXPECT_TRUE(check_start(options_).ok()); }

TEST_F(TrainingStart, NewTrainingDoesNotOverwriteUnlessTold) {
  ASSERT_TRUE(write_file(options_.model, "model").ok());
  EXPECT_EQ(check_start(options_).error().file, options_.model.string());
  write_training(0);
  const Error refused = check_start(options_).error();
  EXPECT_EQ(refused.file, TrainingFiles(options_.model).state.string());
  EXPECT_THAT(refused.reason, HasSubstr("resume"));
  options_.overwrite = true;
  EXPECT_TRUE(check_start(options_).ok());
}

TEST_F(TrainingStart, ResumingNeedsStateAndTheCheckpointItNames) {
  options_.resume = true;
  EXPECT_EQ(check_start(options_).error().file, TrainingFiles(options_.model).state.string());
  write_training(1);
  EXPECT_TRUE(check_start(options_).ok());
  std::filesystem::remove(TrainingFiles(options_.model).checkpoint(1));
  EXPECT_THAT(check_start(options_).error().text(), HasSubstr("x.checkpoint-1"));
  ASSERT_TRUE(write_file(TrainingFiles(options_.model).state, "{").ok());
  EXPECT_EQ(check_start(options_).error().file, TrainingFiles(options_.model).state.string());
}

TEST_F(TrainingStart, FolderMustBeThereAndOpen) {
  options_.model = folder_.path() / "none" / "x.pt";
  EXPECT_EQ(check_start(options_).error().file, (folder_.path() / "none").string());
  ASSERT_TRUE(write_file(folder_.path() / "none", "a file").ok());
  EXPECT_THAT(check_start(options_).error().reason, HasSubstr("no folder"));
  options_.model = folder_.path() / "x.pt";
  test::open_to_all(folder_.path());
  std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::remove);
  {
    const test::OrdinaryUser ordinary;
    EXPECT_THAT(check_start(options_).error().reason, HasSubstr("Permission denied"));
  }
  std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_all);
}

TEST(SettingsDiffer, OnlyWhatDiffersIsTold) {
  EXPECT_EQ(settings_differ("batch 8, seed 1, experts log, idm", "batch 16, seed 1, experts log, idm"),
            "the training was begun with \"batch 8\", and cannot go on with \"batch 16\"");
  EXPECT_EQ(settings_differ("seed 1, experts log, idm", "seed 1, experts log"),
            "the training was begun with \"idm\", and cannot go on with nothing of the kind");
}

}  // namespace
}  // namespace stepscope
