#include "core/files/writable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/files/text_file.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

std::size_t entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(Writable, AFileThatIsThereStaysAndNothingIsLeftBehind) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "kept.json";
  ASSERT_TRUE(write_file(file, "kept").ok());
  EXPECT_TRUE(file_is_writable(file).ok());
  EXPECT_EQ(read_file(file).value(), "kept");
  EXPECT_TRUE(file_is_writable(folder.path() / "new.json").ok());
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(Writable, AFolderIsMade) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(folder_is_writable(folder.path() / "a" / "b").ok());
  EXPECT_EQ(entries(folder.path() / "a" / "b"), 0U);
}

TEST(Writable, WhatCannotBeWrittenIsNamedWithTheReason) {
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "file";
  ASSERT_TRUE(write_file(file, "x").ok());
  EXPECT_THAT(file_is_writable(folder.path()).error().text(), HasSubstr("is a folder"));
  EXPECT_THAT(file_is_writable(folder.path() / "missing" / "file").error().text(),
              HasSubstr("missing/file: cannot be"));
  EXPECT_THAT(folder_is_writable(file).error().text(), HasSubstr("cannot be created"));
  EXPECT_THAT(folder_is_writable("").error().text(), HasSubstr("without a name"));
  EXPECT_FALSE(file_is_writable("").ok());
}

}  // namespace
}  // namespace stepscope
