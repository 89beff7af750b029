#include "core/dataset/index_cache.h"

#include <gtest/gtest.h>

#include "core/dataset/summary_bytes.h"
#include "tests/core/dataset/tiny_log.h"
#include "tests/support/summaries.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;

void expect_equal(const LogSummary& a, const LogSummary& b) {
  EXPECT_EQ(a.db, b.db);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.location, b.location);
  EXPECT_EQ(a.vehicle, b.vehicle);
  EXPECT_EQ(a.date, b.date);
  EXPECT_EQ(a.begin, b.begin);
  EXPECT_EQ(a.end, b.end);
  EXPECT_EQ(a.frames, b.frames);
  EXPECT_EQ(a.warnings, b.warnings);
  EXPECT_EQ(a.scenarios.columns(), b.scenarios.columns());
}

LogSummary mini_summary() { return summarise_log(test::mini_root() / "splits/synthetic/synthetic-mini-01.db").value(); }

TEST(SummaryBytes, HoldEverything) {
  LogSummary summary = mini_summary();
  summary.warnings = {"one", "", "one"};
  const std::string bytes = to_bytes(summary);
  auto read = summary_from_bytes(bytes);
  ASSERT_TRUE(read);
  read->db = summary.db;
  expect_equal(*read, summary);
}

TEST(SummaryBytes, DamagedOnesAreNone) {
  const LogSummary summary = test::made_up_log("a", "town", {{1, 3.0, {"a", "b"}}, {2, 4.0, {}}, {3, 9.0, {"a"}}});
  const std::string bytes = to_bytes(summary);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(summary_from_bytes(bytes.substr(0, size))) << size;
  EXPECT_FALSE(summary_from_bytes(bytes + "x"));
  for (std::size_t i = 0; i < bytes.size(); ++i) {  // whatever comes out can be read
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(~damaged[i]);
    const auto read = summary_from_bytes(damaged);
    for (std::size_t row = 0; read && row < read->scenarios.size(); ++row)
      EXPECT_FALSE(read->scenarios.type(row).empty() && read->scenarios.types_of_set(read->scenarios.set(row)).empty());
  }
}

TEST(SummaryBytes, AreFewPerFrame) {
  const LogSummary summary = test::made_up_log("a", "town", {{1, 3.0, {"a", "b"}}, {2, 4.0, {}}});
  EXPECT_LT(to_bytes(summary).size(), 16U * static_cast<std::size_t>(summary.frames));
}

class Cache : public testing::Test {
 protected:
  Cache() {
    test::write_tiny_log(log_);
    read_again();
  }
  void read_again() {
    stamp_ = FileStamp::of(log_).value();
    summary_ = summarise_log(log_).value();
  }
  void store() { IndexCache(file_).store({{stamp_, &summary_}}); }
  std::optional<LogSummary> find() { return IndexCache(file_).find({log_}).front(); }

  test::TemporaryFolder folder_;
  fs::path log_{folder_.path() / "tiny.db"};
  fs::path file_{folder_.path() / "cache/deeper/index.sqlite"};
  FileStamp stamp_;
  LogSummary summary_;
};

TEST_F(Cache, KeepsSummaries) {
  EXPECT_FALSE(find());
  store();
  const auto found = find();
  ASSERT_TRUE(found);
  expect_equal(*found, summary_);
}

TEST_F(Cache, ForgetsALogThatChanged) {
  store();
  fs::last_write_time(log_, fs::last_write_time(log_) + std::chrono::seconds(1));
  EXPECT_FALSE(find());
  store();
  EXPECT_FALSE(find()) << "what was read is of the file as it was";
  read_again();
  store();
  EXPECT_TRUE(find());
  fs::resize_file(log_, fs::file_size(log_) + 1);
  EXPECT_FALSE(find());
  fs::remove(log_);
  EXPECT_FALSE(find());
}

TEST_F(Cache, ADamagedOneIsStartedAnew) {
  for (const std::string& damage :
       {std::string("no database"), std::string(5000, 'x'), std::string("SQLite format 3")}) {
    store();
    test::write_text(file_, damage);
    EXPECT_FALSE(find()) << damage.substr(0, 20);
    store();
    EXPECT_TRUE(find()) << damage.substr(0, 20);
  }
  fs::resize_file(file_, 4096);  // the first page, which promises more
  EXPECT_FALSE(find());
  store();
  EXPECT_TRUE(find());
}

TEST_F(Cache, DamagedRowsAreNotThere) {
  store();
  ASSERT_TRUE(Database::open_read_write(file_).value().execute("UPDATE log SET summary = x'ffff'").ok());
  EXPECT_FALSE(find());
}

TEST_F(Cache, OneOfAnotherVersionIsStartedAnew) {
  store();
  ASSERT_TRUE(Database::open_read_write(file_).value().execute("PRAGMA user_version = 999").ok());
  EXPECT_FALSE(find());
  store();
  EXPECT_TRUE(find());
}

TEST_F(Cache, ADatabaseOfSomebodyElseIsLeftAlone) {
  fs::create_directories(file_.parent_path());
  ASSERT_TRUE(Database::open_read_write(file_).value().execute("CREATE TABLE log (mine TEXT)").ok());
  store();
  EXPECT_FALSE(find());
  EXPECT_EQ(Database::open_read_only(file_).value().columns("log").value(), std::vector<std::string>{"mine"});
}

TEST_F(Cache, WithoutAPlaceToWriteThereIsNone) {
  for (const fs::path& file :
       {fs::path(), folder_.path(), log_ / "below a file" / "index.sqlite", fs::path("/proc/index.sqlite")}) {
    IndexCache cache(file);
    cache.store({{stamp_, &summary_}});
    EXPECT_FALSE(cache.find({log_}).front()) << file;
  }
}

TEST_F(Cache, ALockedOneIsLeftAsItIs) {
  store();
  auto other = Database::open_read_write(file_);
  ASSERT_TRUE(other.ok());
  ASSERT_TRUE(other.value().execute("BEGIN EXCLUSIVE").ok());
  EXPECT_FALSE(find());
  ASSERT_TRUE(other.value().execute("COMMIT").ok());
  EXPECT_TRUE(find()) << "its content is still there";
}

}  // namespace
}  // namespace stepscope
