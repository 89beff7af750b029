#include <gmock/gmock.h>

#include <algorithm>

#include "core/dataset/data_root.h"
#include "tests/core/dataset/tiny_log.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class IndexDataset : public testing::Test {
 protected:
  void write_logs(int count) {
    test::write_maps_folder(root_);
    fs::create_directories(root_ / "splits");
    test::write_tiny_log(root_ / "splits/log-0000.db");
    for (int i = 1; i < count; ++i) {
      std::string number = std::to_string(i);
      number.insert(0, 4 - number.size(), '0');
      fs::copy_file(root_ / "splits/log-0000.db", root_ / "splits" / ("log-" + number + ".db"));
    }
    paths_ = find_data_root(root_).value();
  }
  DatasetPtr index(const std::atomic<bool>* cancelled = nullptr) {
    progress_.clear();
    return index_dataset(
        paths_, cache_,
        [this](const IndexProgress& p) {
          progress_.push_back(p);
          if (on_progress_) on_progress_(p);
        },
        cancelled);
  }

  test::TemporaryFolder folder_;
  fs::path root_{folder_.path() / "data"};
  fs::path cache_{folder_.path() / "cache/index.sqlite"};
  DataRootPaths paths_;
  std::vector<IndexProgress> progress_;
  std::function<void(const IndexProgress&)> on_progress_;
};

TEST_F(IndexDataset, ReadsHundredsOfLogsOnceAndThenFromTheCache) {
  write_logs(500);
  const DatasetPtr first = index();
  ASSERT_EQ(first->logs.size(), 500U);
  EXPECT_EQ(progress_.size(), 501U);
  EXPECT_EQ(progress_.back().from_cache, 0U);

  const DatasetPtr second = index();
  ASSERT_EQ(second->logs.size(), 500U);
  EXPECT_EQ(progress_.size(), 1U) << "no log was read";
  EXPECT_EQ(progress_.back().from_cache, 500U);
  EXPECT_EQ(progress_.back().done, 500U);
  for (std::size_t i = 0; i < 500; ++i) {
    EXPECT_EQ(second->logs[i].db, paths_.logs[i]);
    EXPECT_EQ(second->logs[i].name, paths_.logs[i].stem().string());
    EXPECT_EQ(second->logs[i].scenarios.size(), first->logs[i].scenarios.size());
  }
}

TEST_F(IndexDataset, ABrokenLogIsAProblemAndTheOthersAreThere) {
  write_logs(5);
  test::write_text(paths_.logs[1], "not a database");
  fs::resize_file(paths_.logs[3], 6000);
  for (int run = 0; run < 2; ++run) {
    const DatasetPtr dataset = index();
    ASSERT_EQ(dataset->logs.size(), 3U);
    EXPECT_EQ(dataset->logs[1].db, paths_.logs[2]);
    ASSERT_EQ(dataset->problems.size(), 2U);
    EXPECT_EQ(dataset->problems[0].db, paths_.logs[1]);
    EXPECT_THAT(dataset->problems[0].error.text(), HasSubstr("log-0001.db: not an SQLite database"));
    EXPECT_THAT(dataset->problems[1].error.text(), HasSubstr("log-0003.db: truncated"));
    EXPECT_EQ(progress_.back().done, 5U);
  }
}

TEST_F(IndexDataset, ReportsWhatIsBeingRead) {
  write_logs(3);
  index();
  ASSERT_EQ(progress_.size(), 4U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(progress_[i].done, i);
    EXPECT_EQ(progress_[i].total, 3U);
    EXPECT_EQ(progress_[i].current, paths_.logs[i].stem().string());
  }
  EXPECT_EQ(progress_[3].done, 3U);
}

TEST_F(IndexDataset, CancelledItReturnsAndKeepsWhatIsDone) {
  write_logs(10);
  std::atomic<bool> cancelled{false};
  on_progress_ = [&](const IndexProgress& p) { cancelled = p.done == 4; };
  EXPECT_EQ(index(&cancelled)->logs.size(), 5U) << "the one that was being read is finished";
  on_progress_ = {};
  EXPECT_EQ(index()->logs.size(), 10U);
  EXPECT_EQ(progress_.back().from_cache, 5U);
}

TEST_F(IndexDataset, ALogThatChangesAfterItWasReadIsReadAgain) {
  write_logs(3);
  on_progress_ = [&](const IndexProgress& p) {  // the first log is read, nothing is stored yet
    if (p.done == 1) fs::last_write_time(paths_.logs[0], fs::last_write_time(paths_.logs[0]) + std::chrono::seconds(1));
  };
  index();
  on_progress_ = {};
  index();
  EXPECT_EQ(progress_.front().current, "log-0000");
  EXPECT_EQ(progress_.back().from_cache, 2U);
}

TEST_F(IndexDataset, GoesOnWithoutAPlaceForTheCache) {
  write_logs(3);
  cache_ = root_ / "splits/log-0000.db/index.sqlite";
  EXPECT_EQ(index()->logs.size(), 3U);
  cache_.clear();
  EXPECT_EQ(index()->logs.size(), 3U);
}

TEST_F(IndexDataset, WritesNothingBesideTheData) {
  write_logs(3);
  const auto look = [this] {
    std::vector<std::pair<std::string, fs::file_time_type>> out;
    for (const auto& entry : fs::recursive_directory_iterator(root_))
      out.emplace_back(entry.path().string() + ":" + (entry.is_directory() ? "" : std::to_string(entry.file_size())),
                       entry.last_write_time());
    std::sort(out.begin(), out.end());
    return out;
  };
  const auto before = look();
  index();
  index();
  EXPECT_EQ(look(), before);
}

TEST(DefaultIndexCache, FollowsTheEnvironment) {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const std::string saved = cache != nullptr ? cache : "";
  setenv("XDG_CACHE_HOME", "/somewhere", 1);
  EXPECT_EQ(default_index_cache(), fs::path("/somewhere/stepscope/index.sqlite"));
  unsetenv("XDG_CACHE_HOME");
  if (const char* home = std::getenv("HOME"); home != nullptr) {
    EXPECT_EQ(default_index_cache(), fs::path(home) / ".cache/stepscope/index.sqlite");
  }
  if (cache != nullptr) setenv("XDG_CACHE_HOME", saved.c_str(), 1);
}

}  // namespace
}  // namespace stepscope
