#include "core/dataset/data_root.h"

#include <gmock/gmock.h>

#include "tests/core/dataset/tiny_log.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class DataRoot : public testing::Test {
 protected:
  DataRoot() : root_(fs::canonical(folder_.path()) / "data") {
    test::write_maps_folder(root_);
    for (const char* log : {"splits/b/z.db", "splits/b/a.db", "splits/a/m.db"}) test::write_text(root_ / log, "-");
    test::write_text(root_ / "splits/a/m.txt", "-");
  }
  test::TemporaryFolder folder_;
  fs::path root_;
};

TEST_F(DataRoot, IsFoundFromTheRootASplitOrALog) {
  const fs::path a = root_ / "splits/a/m.db", b = root_ / "splits/b/a.db", c = root_ / "splits/b/z.db";
  for (const fs::path& root : {root_, root_ / "", root_ / "splits" / ".."}) {
    const auto found = find_data_root(root);
    ASSERT_TRUE(found.ok()) << found.error().text();
    EXPECT_THAT(found.value().logs, ElementsAre(a, b, c));
    EXPECT_EQ(found.value().maps, root_ / "maps");
    EXPECT_EQ(found.value().root, root_);
  }
  const auto split = find_data_root(root_ / "splits/b");
  ASSERT_TRUE(split.ok());
  EXPECT_THAT(split.value().logs, ElementsAre(b, c));
  EXPECT_EQ(split.value().maps, root_ / "maps");
  const auto log = find_data_root(a);
  ASSERT_TRUE(log.ok());
  EXPECT_THAT(log.value().logs, ElementsAre(a));
  EXPECT_EQ(log.value().maps, root_ / "maps");
}

TEST_F(DataRoot, TheMapsFolderMayBeNamed) {
  const fs::path other = folder_.path() / "elsewhere";
  test::write_text(other / "nuplan-maps-v1.1.json", "{}");
  const auto found = find_data_root(root_, other);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found.value().maps, other);
  const auto wrong = find_data_root(root_, root_ / "splits");
  ASSERT_FALSE(wrong.ok());
  EXPECT_THAT(wrong.error().text(), HasSubstr((root_ / "splits").string() + ": is not a maps folder"));
}

TEST_F(DataRoot, FollowsLinksOnce) {
  fs::create_directory_symlink(root_, root_ / "splits/b/round");
  fs::create_directory(folder_.path() / "more");
  test::write_text(folder_.path() / "more/n.db", "-");
  fs::create_directory_symlink(folder_.path() / "more", root_ / "splits/more");
  fs::create_symlink("/nowhere/lost.db", root_ / "splits/lost.db");
  const auto found = find_data_root(root_);
  ASSERT_TRUE(found.ok());
  std::vector<std::string> names;
  for (const fs::path& log : found.value().logs) names.push_back(log.filename().string());
  EXPECT_THAT(names, testing::UnorderedElementsAre("m.db", "a.db", "z.db", "n.db", "lost.db"));
}

TEST_F(DataRoot, SaysWhatIsMissing) {
  const auto reason = [](const fs::path& path) {
    const auto found = find_data_root(path);
    return found.ok() ? "found" : found.error().text();
  };
  EXPECT_THAT(reason(root_ / "maps"), HasSubstr((root_ / "maps").string() + ": no .db below this folder"));
  EXPECT_THAT(reason(root_ / "nowhere"), HasSubstr("does not exist"));
  EXPECT_THAT(reason(root_ / "splits/a/m.txt"), HasSubstr("neither a folder nor a log"));
  EXPECT_THAT(reason({}), HasSubstr("no folder or log is named"));
  fs::remove_all(root_ / "maps");
  EXPECT_THAT(reason(root_), HasSubstr("no maps folder"));
  EXPECT_THAT(reason(root_ / "splits/a/m.db"), HasSubstr("no maps folder"));
  fs::create_directory(root_ / "maps");
  EXPECT_THAT(reason(root_), HasSubstr("no maps folder")) << "an empty one is none";
}

TEST(DataRootOfTests, MiniDataIsOne) {
  const auto found = find_data_root(test::mini_root());
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found.value().logs.size(), 1U);
}

}  // namespace
}  // namespace stepscope
