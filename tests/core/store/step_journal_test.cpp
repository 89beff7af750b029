#include "core/store/step_journal.h"

#include <gtest/gtest.h>

#include "core/files/text_file.h"
#include "tests/support/files.h"

namespace stepscope::test {
namespace {

class StepJournalTest : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_.path() / "runs.db-steps-abc"; }
  std::string content() const { return read_file(file()).value(); }
  void put(const std::string& bytes) const { ASSERT_TRUE(write_file(file(), bytes).ok()); }
  TemporaryFolder folder_;
};

TEST_F(StepJournalTest, gives_back_what_was_appended) {
  auto journal = StepJournal::create(file());
  ASSERT_TRUE(journal.ok()) << journal.error().text();
  EXPECT_EQ(read_journal(file()), "");
  ASSERT_TRUE(journal.value().append("one ").ok());
  ASSERT_TRUE(journal.value().append("two ").ok());
  ASSERT_TRUE(journal.value().append("three").ok());
  EXPECT_EQ(read_journal(file()), "one two three");
  journal.value().remove();
  EXPECT_FALSE(std::filesystem::exists(file()));
  EXPECT_EQ(read_journal(file()), "");
}

// The blocks of before are still in the file, behind those that came after the restart: of the same sizes, so that they
// begin exactly where the new ones end.
TEST_F(StepJournalTest, forgets_what_was_before_a_restart) {
  auto journal = StepJournal::create(file());
  for (const char* bytes : {"old1", "old2", "old3"}) ASSERT_TRUE(journal.value().append(bytes).ok());
  const std::size_t size = content().size();
  journal.value().restart();
  EXPECT_EQ(read_journal(file()), "old1old2old3") << "until something takes its place";
  ASSERT_TRUE(journal.value().append("new1").ok());
  EXPECT_EQ(read_journal(file()), "new1");
  ASSERT_TRUE(journal.value().append("new2").ok());
  EXPECT_EQ(read_journal(file()), "new1new2");
  EXPECT_EQ(content().size(), size);
}

TEST_F(StepJournalTest, a_block_that_is_not_whole_ends_it) {
  {
    auto journal = StepJournal::create(file());
    ASSERT_TRUE(journal.value().append("kept ").ok());
    ASSERT_TRUE(journal.value().append("torn").ok());
  }
  const std::string whole = content();
  for (std::size_t size = whole.size() - 4 - 32; size < whole.size(); ++size) {
    put(whole.substr(0, size));
    EXPECT_EQ(read_journal(file()), "kept ") << size << " of " << whole.size() << " bytes";
  }
  for (std::size_t at = whole.size() - 4 - 32; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x40);
    put(changed);
    EXPECT_EQ(read_journal(file()), "kept ") << "byte " << at;
  }
}

TEST_F(StepJournalTest, of_another_file_nothing_is_read) {
  for (const std::string bytes :
       {"", "SQLite format 3", "a text that is longer than the head of a block of a journal"}) {
    put(bytes);
    EXPECT_EQ(read_journal(file()), "");
  }
}

TEST_F(StepJournalTest, says_where_it_cannot_be_made) {
  const auto journal = StepJournal::create(folder_.path() / "nowhere" / "steps");
  ASSERT_FALSE(journal.ok());
  EXPECT_NE(journal.error().text().find("nowhere/steps"), std::string::npos);
}

TEST_F(StepJournalTest, lies_beside_the_store_whatever_that_is_called) {
  const std::filesystem::path store = folder_.path() / "runs.db", other = folder_.path() / "other.db";
  put("");
  ASSERT_TRUE(write_file(store, "").ok());
  std::filesystem::create_symlink(store, other);
  EXPECT_EQ(journal_file(other, "abc"), journal_file(store, "abc"));
  EXPECT_TRUE(std::filesystem::equivalent(journal_file(store, "abc"), file()));
}

}  // namespace
}  // namespace stepscope::test
