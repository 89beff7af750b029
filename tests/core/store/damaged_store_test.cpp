#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <future>
#include <optional>
#include <thread>

#include "core/sqlite/transaction.h"
#include "core/sqlite/turn.h"
#include "core/store/store_opening.h"
#include "core/store/store_place.h"
#include "tests/core/store/recorded_run.h"
#include "tests/support/ordinary_user.h"

namespace stepscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

const RunRequest kSimple{.planner = "simple"};

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, std::string_view bytes) { std::ofstream(file, std::ios::binary) << bytes; }

void replace_in(const fs::path& file, const std::string& what, const std::string& with) {
  std::string bytes = content(file);
  const std::size_t at = bytes.find(what);
  ASSERT_NE(at, std::string::npos);
  write(file, bytes.replace(at, what.size(), with));
}

class DamagedStoreTest : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "runs.db"; }
  fs::path beside() const { return folder_.path() / "runs-2.db"; }
  RecordedRun record_one() { return record(kSimple, {}, scenario_, file()); }

  TemporaryFolder folder_;
  ScenarioPtr scenario_{mini_scenario()};
};

struct Damage {
  const char* name;
  void (*damage)(const fs::path& file);
  const char* message;
};
void PrintTo(const Damage& d, std::ostream* out) { *out << d.name; }

class DamageTest : public DamagedStoreTest, public testing::WithParamInterface<Damage> {};

TEST_P(DamageTest, is_said_and_left_alone_and_the_next_run_goes_beside) {
  record_one();
  GetParam().damage(file());
  const std::string before = content(file());
  const auto store = RunStore::open(file());
  ASSERT_FALSE(store.ok());
  EXPECT_THAT(store.error().text(), HasSubstr(file().string() + ": " + GetParam().message));
  for (int i = 0; i < 2; ++i) {
    const RecordedRun run = record_one();
    ASSERT_EQ(run.problems.size(), 1u);
    EXPECT_THAT(run.problems.front(), HasSubstr(GetParam().message));
    EXPECT_THAT(run.problems.front(), HasSubstr("it is left as it is, runs go to runs-2.db"));
    EXPECT_EQ(run.store, beside());
  }
  EXPECT_EQ(content(file()), before);
  EXPECT_EQ(RunStore::open(beside()).value().list().value().size(), 2u);
  const UsableStore usable = usable_store(file());
  EXPECT_EQ(usable.file, beside());
  EXPECT_THAT(usable.note, HasSubstr("runs are in runs-2.db"));
}

INSTANTIATE_TEST_SUITE_P(
    Stores, DamageTest,
    testing::Values(Damage{"foreign", [](const fs::path& f) { write(f, std::string(5000, 'x')); },
                           "not an SQLite database"},
                    Damage{"cut", [](const fs::path& f) { fs::resize_file(f, fs::file_size(f) / 2); }, "truncated: "},
                    Damage{"header_only", [](const fs::path& f) { fs::resize_file(f, 50); }, "truncated: "},
                    Damage{"first_page",
                           [](const fs::path& f) {
                             std::fstream out(f, std::ios::binary | std::ios::in | std::ios::out);
                             out.seekp(100);
                             out << std::string(4000, '\xAB');
                           },
                           ""},
                    Damage{"name_of_a_column", [](const fs::path& f) { replace_in(f, "fork_changes", "fork_chances"); },
                           "run, fork_changes: column is missing"},
                    Damage{"word_of_the_schema", [](const fs::path& f) { replace_in(f, "TABLE site", "TABLF site"); },
                           "malformed database schema"}),
    [](const auto& c) { return std::string(c.param.name); });

// Pages in the middle show only when they are needed.
TEST_F(DamagedStoreTest, garbage_in_a_run_spares_the_other_runs) {
  constexpr std::uintmax_t kPage = 8192;
  record_one();
  const std::uintmax_t pages_of_one = fs::file_size(file()) / kPage;
  record_one();
  const std::uintmax_t pages_of_both = fs::file_size(file()) / kPage;
  {
    std::fstream out(file(), std::ios::binary | std::ios::in | std::ios::out);
    // In the middle of what the second run added; the last pages hold texts of statements, which both runs have.
    out.seekp(static_cast<std::streamoff>((pages_of_one + pages_of_both) / 2 * kPage));
    out << std::string(3 * 8192, '\xAB');
  }
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  EXPECT_TRUE(store.value().read(1).ok());
  const auto damaged = store.value().read(2);
  ASSERT_FALSE(damaged.ok());
  EXPECT_THAT(damaged.error().text(), HasSubstr(file().string()));
}

// Whoever writes would not notice: new rows go to other pages than the one that every list has to read.
TEST_F(DamagedStoreTest, a_list_of_runs_that_cannot_be_read_sends_runs_beside) {
  constexpr std::int64_t kPage = 8192;
  record_one();
  std::int64_t root = 0;
  {
    auto database = Database::open_shared(file());
    ASSERT_TRUE(database.ok()) << database.error().text();
    auto statement = database.value().prepare("SELECT rootpage FROM sqlite_master WHERE name = 'run'");
    ASSERT_TRUE(statement.value().step().value());
    root = statement.value().integer(0);
  }
  {
    std::fstream out(file(), std::ios::binary | std::ios::in | std::ios::out);
    out.seekp((root - 1) * kPage);
    out << std::string(kPage, '\0');
  }
  const std::string before = content(file());
  const RecordedRun run = record_one();
  EXPECT_EQ(run.store, beside());
  ASSERT_EQ(run.problems.size(), 1u);
  EXPECT_THAT(run.problems.front(), HasSubstr("runs go to runs-2.db"));
  EXPECT_EQ(content(file()), before);
  EXPECT_EQ(usable_store(file()).file, beside());
}

// Changes a store while a run is recorded to it.
class Vandal final : public StepSink {
 public:
  Vandal(fs::path file, std::string change) : file_(std::move(file)), change_(std::move(change)) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord>) override {
    if (frame->step % 10 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));  // the writer comes
    if (frame->step != 20) return;
    const auto store = Database::open_read_write(file_);
    EXPECT_TRUE(store.value()
                    .execute("PRAGMA busy_timeout = 5000; PRAGMA writable_schema = ON; UPDATE sqlite_master SET " +
                             change_ + "; PRAGMA schema_version = 999")
                    .ok());
  }

 private:
  fs::path file_;
  std::string change_;
};

// A table, or what it is called by, is lost while a run is recorded: the whole run goes beside, from its first step.
TEST_F(DamagedStoreTest, damage_in_the_middle_of_a_run_moves_it_beside) {
  for (const char* change :
       {"rootpage = 999999 WHERE name = 'step'", "sql = replace(sql, 'allocations', 'allocatians') WHERE name = 'step'",
        "sql = replace(sql, 'final_score', 'final_scare') WHERE name = 'run'"}) {
    SCOPED_TRACE(change);
    for (const auto& entry : fs::directory_iterator(folder_.path())) fs::remove(entry);
    record_one();
    Vandal vandal(file(), change);
    const RecordedRun run = record(kSimple, {}, scenario_, file(), &vandal);
    EXPECT_EQ(run.outcome.status, RunStatus::kReachedEnd);
    ASSERT_EQ(run.problems.size(), 2u);
    EXPECT_THAT(run.problems[0], HasSubstr("the run store cannot be written: " + file().string()));
    EXPECT_THAT(run.problems[1], HasSubstr("runs go to runs-2.db"));
    EXPECT_EQ(run.store, beside());
    auto store = RunStore::open(beside());
    ASSERT_TRUE(store.ok()) << store.error().text();
    EXPECT_EQ(store.value().frames(*run.id, scenario_).value().size(), 80u);
    EXPECT_EQ(store.value().summary(*run.id).value().status, "reached_end");
  }
}

TEST_F(DamagedStoreTest, a_folder_that_cannot_be_written_is_one_message_and_no_failure) {
  fs::create_directories(folder_.path() / "home");
  open_to_all(folder_.path());
  open_to_all(folder_.path() / "home");
  const OrdinaryUser somebody;
  const fs::path place = folder_.path() / "home" / ".local" / "runs.db";
  const RecordedRun run = record(kSimple, {}, scenario_, place);
  EXPECT_EQ(run.outcome.status, RunStatus::kReachedEnd);
  EXPECT_EQ(run.id, std::nullopt);
  ASSERT_EQ(run.problems.size(), 1u);
  EXPECT_THAT(run.problems.front(), HasSubstr("this run is not recorded: " + place.string() + ": cannot be created: "));
}

TEST_F(DamagedStoreTest, without_a_home_runs_are_not_recorded) {
  const auto run = assembled(kSimple, {}, scenario_);
  RunControl control;
  StoreRecorder recorder(*run, {.store = {}});
  const RunOutcome outcome = run->run(control, &recorder);
  recorder.finish(outcome, nullptr);
  EXPECT_EQ(recorder.tape()->steps(), 80u);  // spans are kept all the same
  EXPECT_EQ(recorder.id(), std::nullopt);
}

TEST_F(DamagedStoreTest, a_read_only_store_can_be_read) {
  record_one();
  open_to_all(folder_.path());
  fs::permissions(file(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
  const OrdinaryUser somebody;
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  EXPECT_FALSE(store.value().writable());
  EXPECT_TRUE(store.value().frames(1, scenario_).ok());
  const Status removed = store.value().remove({1});
  ASSERT_FALSE(removed.ok());
  EXPECT_THAT(removed.error().text(), HasSubstr(file().string()));
  const RecordedRun run = record(kSimple, {}, scenario_, file());
  ASSERT_EQ(run.problems.size(), 1u);
  EXPECT_THAT(run.problems.front(), HasSubstr("cannot be written"));
}

TEST_F(DamagedStoreTest, a_folder_in_its_place_is_said) {
  fs::create_directories(file());
  EXPECT_THAT(RunStore::open(file()).error().text(), HasSubstr("is a folder, not a database"));
  const RecordedRun run = record_one();
  ASSERT_EQ(run.problems.size(), 1u);
  EXPECT_EQ(run.outcome.status, RunStatus::kReachedEnd);
}

TEST_F(DamagedStoreTest, a_missing_store_is_said) {
  EXPECT_THAT(RunStore::open(file()).error().text(), HasSubstr("file does not exist"));
  EXPECT_FALSE(fs::exists(file()));
}

// An index that does not lead to its rows: lists read the rows, and are right.
TEST_F(DamagedStoreTest, a_list_can_be_checked_against_its_index) {
  record_one();
  EXPECT_TRUE(RunStore::open(file()).value().check_list().ok());
  {
    auto database = Database::open_read_write(file());
    ASSERT_TRUE(database.ok()) << database.error().text();
    ASSERT_TRUE(database.value()
                    .execute("PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM "
                             "sqlite_master WHERE name = 'bookmark') WHERE name = 'sqlite_autoindex_run_1'")
                    .ok());
  }
  const auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  EXPECT_EQ(store.value().list().value().size(), 1u);
  const Status sound = store.value().check_list();
  ASSERT_FALSE(sound.ok());
  EXPECT_THAT(sound.error().text(), HasSubstr(file().string()));
}

// Somebody else's transaction lasts as long as the run: what it kept from being written comes at the end.
TEST_F(DamagedStoreTest, a_locked_store_gets_the_run_when_it_is_free) {
  record_one();
  class Locker final : public StepSink {
   public:
    explicit Locker(const fs::path& file) : database_(Database::open_read_write(file).value()) {
      database_.be_patient();  // the recorder may be writing
    }
    void on_step(const FramePtr& frame, std::span<const SpanRecord>) override {
      if (frame->step == 10) lock_.emplace(Transaction::begin(database_).value());
      if (frame->step == 60) lock_.reset();
    }

   private:
    Database database_;
    std::optional<Transaction> lock_;
  } locker(file());
  const RecordedRun run = record(kSimple, {}, scenario_, file(), &locker);
  EXPECT_THAT(run.problems, IsEmpty());
  EXPECT_EQ(RunStore::open(file()).value().frames(*run.id, scenario_).value().size(), 80u);
}

TEST_F(DamagedStoreTest, whoever_waits_for_a_locked_store_is_told) {
  record_one();
  const Database other = Database::open_read_write(file()).value();
  std::optional<Transaction> lock(Transaction::begin(other).value());
  std::atomic<int> told{0};
  std::promise<void> heard;
  set_wait_notice([&](const std::string& name) {
    if (name == fs::canonical(file()).string() && ++told == 1) heard.set_value();
  });
  std::thread writer([&] { EXPECT_TRUE(RunStore::open(file()).value().remove({1}).ok()); });
  heard.get_future().wait();  // then the lock goes: the wait was not in vain
  lock.reset();
  writer.join();
  set_wait_notice({});
  EXPECT_EQ(told, 1);
}

TEST(StorePlaces, follow_the_environment) {
  const auto with = [](const char* store, const char* data, const char* home) {
    setenv("STEPSCOPE_STORE", store, 1);
    setenv("XDG_DATA_HOME", data, 1);
    setenv("HOME", home, 1);
    return default_store_file();
  };
  const std::string kept[] = {getenv("STEPSCOPE_STORE") != nullptr ? getenv("STEPSCOPE_STORE") : "",
                              getenv("XDG_DATA_HOME") != nullptr ? getenv("XDG_DATA_HOME") : "",
                              getenv("HOME") != nullptr ? getenv("HOME") : ""};
  EXPECT_EQ(with("/a/b.db", "/data", "/nest"), "/a/b.db");
  EXPECT_EQ(with("", "/data", "/nest"), "/data/stepscope/runs.db");
  EXPECT_EQ(with("", "relative", "/nest"), "/nest/.local/share/stepscope/runs.db");
  EXPECT_EQ(with("", "", ""), fs::path(getpwuid(getuid())->pw_dir) / ".local/share/stepscope/runs.db");
  with(kept[0].c_str(), kept[1].c_str(), kept[2].c_str());
  EXPECT_EQ(store_beside("/a/runs.db", 2), "/a/runs-2.db");
}

}  // namespace
}  // namespace stepscope::test
