// Stores with changed bytes and without their end: whatever is asked of them gives an answer or an error, and the run
// that is recorded meanwhile goes on.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/core/store/recorded_run.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write(const fs::path& file, const std::string& content) { std::ofstream(file, std::ios::binary) << content; }

// Asks everything. Returns how many answers were errors.
int ask(const fs::path& file, const ScenarioPtr& scenario) {
  int errors = 0;
  const auto note = [&errors](const auto& answer) {
    if (answer.ok()) return;
    ++errors;
    EXPECT_FALSE(answer.error().reason.empty());
  };
  const auto store = RunStore::open(file);
  note(store);
  if (!store.ok()) {
    EXPECT_NE(store.error().text().find(file.filename().string()), std::string::npos) << store.error().text();
    return errors;
  }
  const auto runs = store.value().list(RunsShown::kAll);
  note(runs);
  if (!runs.ok()) return errors;
  for (const RunSummary& run : runs.value()) {
    const auto read = store.value().read(run.id);
    note(read);
    if (read.ok()) {
      EXPECT_LE(read.value().steps.size(), 100'000u);
    }
    note(store.value().frames(run.id, scenario));
    note(store.value().manifest_text(run.id));
    note(store.value().scenario_place(run.id));
    note(store.value().bookmarks(run.id));
  }
  return errors;
}

class ChangedBytes : public testing::Test {
 protected:
  void SetUp() override {
    scenario_ = test::mini_scenario();
    RunRequest request;
    const auto recorded = test::record(request, EngineProfile::baseline(), scenario_, folder_.path() / "whole.db");
    ASSERT_TRUE(recorded.problems.empty()) << recorded.problems.front();
    ASSERT_EQ(ask(folder_.path() / "whole.db", scenario_), 0);
    whole_ = content_of(folder_.path() / "whole.db");
    ASSERT_FALSE(fs::exists(folder_.path() / "whole.db-wal") && fs::file_size(folder_.path() / "whole.db-wal") > 0)
        << "the log is merged when the last connection closes";
  }
  // A store of its own each time, so that no write-ahead log of another one is near.
  fs::path store(int round) const { return folder_.path() / ("changed-" + std::to_string(round) + ".db"); }

  test::TemporaryFolder folder_;
  ScenarioPtr scenario_;
  std::string whole_;
};

TEST_F(ChangedBytes, single_bytes_anywhere) {
  std::mt19937 random(3);
  int errors = 0;
  for (int round = 0; round < 400; ++round) {
    std::string changed = whole_;
    const int changes = 1 << (random() % 8);
    for (int i = 0; i < changes; ++i) changed[random() % changed.size()] = static_cast<char>(random());
    write(store(round), changed);
    errors += ask(store(round), scenario_);
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(store(round).string() + end);
  }
  EXPECT_GT(errors, 0) << "some of it must have been noticed";
}

TEST_F(ChangedBytes, whole_pages_zeroed_or_swapped) {
  std::mt19937 random(4);
  constexpr std::size_t kPage = 4096;
  int errors = 0;
  for (int round = 0; round < 200; ++round) {
    std::string changed = whole_;
    const std::size_t pages = changed.size() / kPage;
    const std::size_t to = random() % pages * kPage, from = random() % pages * kPage;
    changed.replace(to, kPage, round % 2 == 0 ? std::string(kPage, '\0') : whole_.substr(from, kPage));
    write(store(round), changed);
    errors += ask(store(round), scenario_);
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(store(round).string() + end);
  }
  EXPECT_GT(errors, 0);
}

TEST_F(ChangedBytes, files_without_their_end) {
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    write(store(round), whole_.substr(0, random() % whole_.size()));
    ask(store(round), scenario_);
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(store(round).string() + end);
  }
}

// The file may not grow beyond a size, as on a full disk: the run reaches its end and says what could not be written;
// what was stored before is whole.
TEST_F(ChangedBytes, a_store_that_may_not_grow_ends_no_run) {
  const fs::path file = folder_.path() / "whole.db";
  rlimit usual{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &usual), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  constexpr rlim_t kNoPage = 4'096;  // less than a page: nothing can be written
  const rlim_t whole_size = fs::file_size(file);
  for (const rlim_t limit : {kNoPage, whole_size, whole_size + 40'000, whole_size + 100'000}) {
    const rlimit limited{.rlim_cur = limit, .rlim_max = usual.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limited), 0);
    const auto recorded = test::record(RunRequest{}, EngineProfile::baseline(), scenario_, file);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &usual), 0);
    EXPECT_EQ(recorded.outcome.status, RunStatus::kReachedEnd);
    const auto store = RunStore::open(file);
    ASSERT_TRUE(store.ok()) << store.error().text();
    const auto runs = store.value().list();
    ASSERT_TRUE(runs.ok()) << runs.error().text();
    ASSERT_FALSE(runs.value().empty());
    // How much room a run takes depends on how many of its steps share a transaction: it fits whole, or that is said.
    const bool whole = recorded.id && store.value().read(*recorded.id).ok() &&
                       store.value().summary(*recorded.id).value().status == "reached_end" &&
                       store.value().read(*recorded.id).value().steps.size() == recorded.run->tape().size();
    EXPECT_TRUE(whole || !recorded.problems.empty()) << "files of " << limit << " bytes";
    if (limit == kNoPage) {
      EXPECT_FALSE(recorded.problems.empty());
    }
    const auto first = store.value().read(runs.value().back().id);
    ASSERT_TRUE(first.ok()) << first.error().text();
    EXPECT_EQ(first.value().steps.size(), recorded.run->tape().size());
  }
  std::signal(SIGXFSZ, handler);
}

}  // namespace
}  // namespace stepscope
