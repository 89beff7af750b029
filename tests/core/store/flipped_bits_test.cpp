// Stores with one flipped bit: whatever is read is what was written, or an error.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <random>

#include "tests/core/store/recorded_run.h"
#include "tests/core/store/whole_run.h"

namespace stepscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class FlippedBits : public testing::Test {
 protected:
  void SetUp() override {
    record({.planner = "simple"}, {}, scenario_, file());
    record({.planner = "idm", .challenge = Challenge::kClosedLoopReactiveAgents}, {}, scenario_, file());
    record({.planner = "simple"}, EngineProfile::baseline(), scenario_, file());
    auto store = RunStore::open(file());
    ASSERT_TRUE(store.ok()) << store.error().text();
    ASSERT_TRUE(store.value().set_bookmark(2, {.step = 7, .note = "here it brakes"}).ok());
    ASSERT_TRUE(store.value().set_label(1, "first").ok());
    for (const RunId run : kRuns) written_[run] = whole_run(store.value(), run, scenario_).value();
  }
  fs::path file() const { return folder_.path() / "runs.db"; }
  fs::path flipped() const { return folder_.path() / "flipped.db"; }
  void write_flipped(const std::string& bytes) const {
    for (const char* end : {"-wal", "-shm"}) fs::remove(flipped().string() + end);
    std::ofstream(flipped(), std::ios::binary) << bytes;
  }
  // How many runs of the store with the flipped bit are read as they were written; the others are errors.
  int sound_runs() const {
    const auto store = RunStore::open(flipped());
    if (!store.ok()) return 0;
    int sound = 0;
    for (const RunId id : kRuns) {
      const auto read = whole_run(store.value(), id, scenario_);
      if (!read.ok()) continue;
      EXPECT_TRUE(read.value() == written_.at(id)) << "run " << id << " is another one";
      ++sound;
    }
    expect_listed_as_written(store.value());
    return sound;
  }
  // Runs that are listed as sound say what they said. One that is missing is seen by check_list().
  void expect_listed_as_written(const RunStore& store) const {
    const auto runs = store.list();
    if (!runs.ok()) return;
    std::size_t seen = 0;
    for (const RunSummary& run : runs.value()) {
      ++seen;
      if (run.status == kDamagedRun) continue;
      const auto written = written_.find(run.id);
      ASSERT_NE(written, written_.end());
      EXPECT_NE(written->second.find(in_list(run)), std::string::npos) << "run " << run.id << " is listed as another";
    }
    EXPECT_TRUE(seen == kRuns.size() || !store.check_list().ok()) << "a run is gone unseen";
  }

  static constexpr std::array<RunId, 3> kRuns{1, 2, 3};
  TemporaryFolder folder_;
  ScenarioPtr scenario_{mini_scenario()};
  std::map<RunId, std::string> written_;
};

TEST_F(FlippedBits, change_nothing_unseen) {
  std::ifstream in(file(), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(11);
  int seen = 0, without_effect = 0, spared = 0;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    const auto bit = static_cast<unsigned>(random() % 8);
    SCOPED_TRACE("bit " + std::to_string(bit) + " of byte " + std::to_string(at));
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
    write_flipped(bytes);
    const int sound = sound_runs();
    if (sound == std::ssize(kRuns))
      ++without_effect;
    else
      ++seen;
    spared += sound == std::ssize(kRuns) - 1 ? 1 : 0;
  }
  EXPECT_GT(seen, 100);
  EXPECT_GT(without_effect, 10) << "the store has room that nothing stands in";
  EXPECT_GT(spared, seen / 2) << "damage in one run spares the others";
}

struct Change {
  const char* sql;
  const char* message;
};
void PrintTo(const Change& c, std::ostream* out) { *out << c.sql; }

class ChangedRow : public FlippedBits, public testing::WithParamInterface<Change> {};

TEST_P(ChangedRow, is_named_and_spares_the_other_runs) {
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.value().database().execute(GetParam().sql).ok());
  const auto read = whole_run(store.value(), 3, scenario_);
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().text(), HasSubstr(file().string() + ": " + GetParam().message));
  EXPECT_THAT(read.error().text(), HasSubstr("damaged"));
  for (const RunId other : {1, 2})
    EXPECT_TRUE(whole_run(store.value(), other, scenario_).value() == written_.at(other));
  EXPECT_EQ(store.value().list().value().size(), 3u);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ChangedRow,
    testing::Values(
        Change{"UPDATE step SET wall_ns = wall_ns + 1 WHERE id = (3 << 32) + 5", "step, number 5: is damaged"},
        Change{"UPDATE step SET allocations = 9 WHERE id = (3 << 32) + 79", "step, number 79: is damaged"},
        Change{"UPDATE step SET spans = (SELECT spans FROM step WHERE id = (3 << 32) + 8) WHERE id = (3 << 32) + 7",
               "step, number 7: is damaged"},
        Change{"UPDATE step SET plan = (SELECT plan FROM step WHERE id = (3 << 32) + 8) WHERE id = (3 << 32) + 6",
               "step, number 6: is damaged: its scene"},
        Change{"UPDATE step SET timing_crc = NULL WHERE id = (3 << 32) + 5", "step, number 5, crc: is damaged"},
        Change{"DELETE FROM step WHERE id = (3 << 32) + 79", "step, number 79: is missing: the table is damaged"},
        Change{"DELETE FROM step WHERE id >> 32 = 3", "step, number 79: is missing"},
        Change{"UPDATE statement SET sql = replace(sql, 'SELECT', 'select') WHERE id = 3 << 32",
               "statement, number 0: is damaged"},
        Change{"DELETE FROM statement WHERE id = 3 << 32", "statement, number 0: is missing"},
        Change{"UPDATE site SET text = 'x' WHERE id = (3 << 32) + 1", "site, number 1: is damaged"},
        Change{"DELETE FROM site WHERE id = (SELECT max(id) FROM site)", "site, number "},
        Change{"DELETE FROM executions WHERE id = (SELECT max(id) FROM executions WHERE id >> 32 = 3)",
               "executions, number "},
        Change{"DELETE FROM executions WHERE id = 3 << 32", "executions, number 0: is missing"},
        Change{"UPDATE executions SET data = substr(data, 1, 4) || x'07' || substr(data, 6) WHERE id = 3 << 32",
               "executions, number 0"},
        Change{"DELETE FROM background WHERE id = (SELECT max(id) FROM background)", "background, number "},
        Change{"UPDATE run SET mean_step_ns = mean_step_ns * 2 WHERE id = 3", "run, number 3: is damaged"},
        Change{"UPDATE run SET manifest = replace(manifest, 'simple', 'sample') WHERE id = 3",
               "run, number 3: is damaged"},
        Change{"UPDATE run SET final_score = 1 WHERE id = 3", "run, number 3: is damaged"},
        Change{"INSERT INTO bookmark VALUES((3 << 32) + 4, 'not so', 1)", "bookmark, number 4: is damaged"}));

// A run whose row is damaged can be looked for in the list, deleted and purged; it is not purged by its damage alone.
TEST_F(FlippedBits, in_a_runs_row_leave_it_in_the_list_until_it_is_deleted) {
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.value().database().execute("UPDATE run SET deleted_ms = 5, planner = 'idn' WHERE id = 2").ok());
  const auto kept = store.value().list().value();
  ASSERT_EQ(kept.size(), 3u);
  const auto damaged = std::ranges::find(kept, 2, &RunSummary::id);
  ASSERT_NE(damaged, kept.end());
  EXPECT_EQ(damaged->status, kDamagedRun);
  EXPECT_THAT(damaged->message, HasSubstr("run, number 2: is damaged"));
  EXPECT_EQ(damaged->planner, "");
  EXPECT_FALSE(store.value().set_label(2, "mine").ok());
  EXPECT_FALSE(store.value().set_bookmark(2, {.step = 1, .note = "?"}).ok());
  EXPECT_EQ(store.value().purge().value(), 0);
  ASSERT_TRUE(store.value().remove({2}).ok());
  EXPECT_EQ(store.value().list().value().size(), 2u);
  EXPECT_EQ(store.value().list(RunsShown::kDeleted).value().size(), 1u);
  ASSERT_TRUE(store.value().restore({2}).ok());
  EXPECT_EQ(store.value().list().value().size(), 3u);
  EXPECT_FALSE(store.value().read(2).ok()) << "nothing makes it sound again";
  ASSERT_TRUE(store.value().remove({2}).ok());
  EXPECT_EQ(store.value().purge().value(), 1);
  EXPECT_TRUE(whole_run(store.value(), 3, scenario_).value() == written_.at(3));
}

// A page of the table leads to another table's rows.
TEST_F(FlippedBits, make_no_runs_of_other_rows) {
  {
    const auto database = Database::open_read_write(file());
    ASSERT_TRUE(database.value()
                    .execute("PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM "
                             "sqlite_master WHERE name = 'step') WHERE name = 'run'")
                    .ok());
  }
  const auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  const auto runs = store.value().list();
  ASSERT_TRUE(runs.ok()) << runs.error().text();
  ASSERT_FALSE(runs.value().empty());
  for (const RunSummary& run : runs.value()) EXPECT_EQ(run.status, kDamagedRun);
}

// What is changed in a store stays readable.
TEST_F(FlippedBits, are_told_from_changes_that_were_wanted) {
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.value().remove({1, 2}).ok());
  ASSERT_TRUE(store.value().restore({2}).ok());
  ASSERT_TRUE(store.value().set_label(2, "kept").ok());
  EXPECT_EQ(store.value().summary(2).value().label, "kept");
  EXPECT_EQ(store.value().purge().value(), 1);
  EXPECT_TRUE(store.value().read(2).ok());
}

}  // namespace
}  // namespace stepscope::test
