#include "core/sqlite/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "core/sqlite/library_setup.h"
#include "tests/support/files.h"
#include "tests/support/ordinary_user.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

fs::path small_database(const fs::path& file) {
  auto database = Database::open_read_write(file);
  EXPECT_TRUE(database.ok());
  EXPECT_TRUE(database.value()
                  .execute("CREATE TABLE thing (token BLOB PRIMARY KEY, size FLOAT, name TEXT);"
                           "INSERT INTO thing VALUES (x'0102030405060708', 1.5, 'one'), (x'ff02030405060708', 2, NULL)")
                  .ok());
  return file;
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

class DatabaseTest : public testing::Test {
 protected:
  std::string refused(const fs::path& file) {
    const auto database = Database::open_read_only(file);
    EXPECT_FALSE(database.ok());
    if (database.ok()) return {};
    EXPECT_EQ(database.error().file, file.string());
    return database.error().reason;
  }
  test::TemporaryFolder folder_;
  fs::path file_{small_database(folder_.path() / "a.db")};
};

// Whichever comes first in the process, this call or a connection.
TEST_F(DatabaseTest, LibraryIsSetUpBeforeItsFirstConnection) {
  ASSERT_TRUE(Database::open_read_only(file_).ok());
  EXPECT_TRUE(set_up_sqlite());
}

TEST_F(DatabaseTest, ReadsRowsByKind) {
  auto database = Database::open_read_only(file_);
  ASSERT_TRUE(database.ok());
  auto statement = database.value().prepare("SELECT token, size, name FROM thing ORDER BY size");
  ASSERT_TRUE(statement.ok());
  Statement& row = statement.value();
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.token(0).value().hex(), "0102030405060708");
  EXPECT_EQ(row.real(1), 1.5);
  EXPECT_EQ(row.text(2), "one");
  EXPECT_FALSE(row.token(2)) << "text is no token";
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.kind(1), ColumnKind::kReal);
  EXPECT_TRUE(row.is_null(2));
  EXPECT_EQ(row.text(2), "");
  EXPECT_FALSE(row.step().value());
  EXPECT_TRUE(row.step().value()) << "ready for another execution";
}

TEST_F(DatabaseTest, BindsTokensAsBlobsAndKeepsEmptyTextsApartFromNull) {
  auto database = Database::open_read_only(file_);
  ASSERT_TRUE(database.ok());
  auto by_token = database.value().prepare("SELECT size FROM thing WHERE token = ?1");
  ASSERT_TRUE(by_token.ok());
  by_token.value().bind(1, Token{0xff02030405060708});
  ASSERT_TRUE(by_token.value().step().value());
  EXPECT_EQ(by_token.value().real(0), 2.0);
  auto kinds = database.value().prepare("SELECT typeof(?1), typeof(?2), typeof(?3)");
  ASSERT_TRUE(kinds.ok());
  kinds.value().bind(1, std::string_view()).bind_blob(2, nullptr, 0).bind_null(3);
  ASSERT_TRUE(kinds.value().step().value());
  EXPECT_EQ(kinds.value().text(0), "text");
  EXPECT_EQ(kinds.value().text(1), "blob");
  EXPECT_EQ(kinds.value().text(2), "null");
}

TEST_F(DatabaseTest, NamesMissingTablesAndColumns) {
  const auto database = Database::open_read_only(file_);
  ASSERT_TRUE(database.ok());
  EXPECT_THAT(database.value().columns("thing").value(), ElementsAre("token", "size", "name"));
  EXPECT_TRUE(database.value().require("thing", {"size", "token"}).ok());
  EXPECT_EQ(database.value().require("other", {"size"}).error(),
            (Error{file_.string(), "other", "", "table is missing"}));
  EXPECT_EQ(database.value().require("thing", {"size", "yaw"}).error(),
            (Error{file_.string(), "thing", "yaw", "column is missing"}));
  EXPECT_THAT(database.value().prepare("SELECT yaw FROM thing").error().text(), HasSubstr("no such column: yaw"));
}

TEST_F(DatabaseTest, RefusesWhatIsNotAWholeDatabase) {
  EXPECT_EQ(refused(folder_.path() / "missing.db"), "file does not exist");
  EXPECT_EQ(refused(folder_.path()), "is a folder, not a database");
  const fs::path other = folder_.path() / "other.db";
  write(other, "");
  EXPECT_EQ(refused(other), "file is empty");
  write(other, "x");
  EXPECT_EQ(refused(other), "not an SQLite database");
  write(other, std::string(5000, 'x'));
  EXPECT_EQ(refused(other), "not an SQLite database");
  const std::string whole = content(file_);
  write(other, whole.substr(0, 60));
  EXPECT_THAT(refused(other), HasSubstr("truncated"));
  write(other, whole.substr(0, whole.size() - 1));
  EXPECT_THAT(refused(other), HasSubstr("truncated: " + std::to_string(whole.size() - 1) + " bytes of"));
}

TEST_F(DatabaseTest, RefusesAPipeInsteadOfWaitingForIt) {
  const fs::path pipe = folder_.path() / "pipe.db";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(refused(pipe), "is not a plain file");
}

TEST_F(DatabaseTest, RefusesWhatAnotherProgramHasNotFinished) {
  const fs::path log = file_.string() + "-wal", journal = file_.string() + "-journal";
  write(log, "changes");
  EXPECT_THAT(refused(file_), HasSubstr("a.db-wal"));
  fs::remove(log);
  write(journal, std::string("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8) + "pages");
  EXPECT_THAT(refused(file_), HasSubstr("a.db-journal"));
  write(journal, std::string(64, '\0'));
  EXPECT_TRUE(Database::open_read_only(file_).ok()) << "a journal that is done with";
}

TEST_F(DatabaseTest, ReportsDamagedPages) {
  std::string bytes = content(file_);
  std::fill(bytes.begin() + 4096, bytes.end(), '\xAA');
  write(file_, bytes);
  const auto database = Database::open_read_only(file_);
  ASSERT_TRUE(database.ok());
  auto statement = database.value().prepare("SELECT * FROM thing", "thing");
  ASSERT_TRUE(statement.ok());
  const auto row = statement.value().step();
  ASSERT_FALSE(row.ok());
  EXPECT_THAT(row.error().text(), HasSubstr("a.db: thing: database disk image is malformed"));
}

TEST_F(DatabaseTest, SaysThatPermissionIsMissing) {
  test::open_to_all(folder_.path());
  fs::permissions(file_, fs::perms::none);
  {
    const test::OrdinaryUser user;
    EXPECT_THAT(refused(file_), HasSubstr("no permission"));
  }
  fs::permissions(folder_.path(), fs::perms::none);
  {
    const test::OrdinaryUser user;
    EXPECT_THAT(refused(file_), HasSubstr("no permission"));
  }
  fs::permissions(folder_.path(), fs::perms::owner_all);
}

TEST_F(DatabaseTest, OpensPathsWithAnyCharacters) {
  for (const char* name :
       {"a b.db", "50%.db", "what?.db", "a#1.db", "a&mode=rwc.db", "ü—é.db", "%41.db", "a;b'c\"d.db"}) {
    const fs::path file = folder_.path() / name;
    fs::copy_file(file_, file);
    const auto database = Database::open_read_only(file);
    ASSERT_TRUE(database.ok()) << name;
    EXPECT_THAT(database.value().columns("thing").value(), ElementsAre("token", "size", "name")) << name;
  }
}

TEST_F(DatabaseTest, CannotWriteAndLeavesNothingBeside) {
  {
    const auto database = Database::open_read_only(file_);
    ASSERT_TRUE(database.ok());
    EXPECT_FALSE(database.value().execute("DELETE FROM thing").ok());
    EXPECT_FALSE(database.value().execute("CREATE TABLE more (a)").ok());
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 1);
}

}  // namespace
}  // namespace stepscope
