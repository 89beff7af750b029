#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/store/bytes.h"
#include "core/store/frame_bytes.h"
#include "core/store/rows.h"
#include "core/store/schema.h"
#include "core/store/timing_bytes.h"
#include "tests/core/store/recorded_run.h"

namespace stepscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A store as version 1 of the schema wrote it, with one run of two steps. Its manifest is that of a real one.
void write_version_1(const fs::path& file, const std::string& manifest) {
  auto opened = Database::create(file);
  ASSERT_TRUE(opened.ok());
  const Database& old = opened.value();
  ASSERT_TRUE(old.execute(R"sql(
PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;
CREATE TABLE run(
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, source TEXT NOT NULL, created_ms INTEGER NOT NULL,
  status TEXT NOT NULL, message TEXT NOT NULL, planner TEXT NOT NULL, challenge TEXT NOT NULL,
  controller TEXT NOT NULL, profile TEXT NOT NULL, log TEXT NOT NULL, token TEXT NOT NULL,
  scenario_type TEXT NOT NULL, location TEXT NOT NULL, iterations INTEGER NOT NULL, step_interval_s REAL NOT NULL,
  steps INTEGER NOT NULL DEFAULT 0, mean_step_ns REAL, p95_step_ns REAL, max_step_ns REAL, final_score REAL,
  bytes INTEGER NOT NULL DEFAULT 0, deleted_ms INTEGER, process INTEGER NOT NULL, process_start INTEGER NOT NULL,
  machine TEXT NOT NULL, db_path TEXT NOT NULL, maps_path TEXT NOT NULL, stages TEXT NOT NULL,
  manifest TEXT NOT NULL, metrics BLOB);
CREATE TABLE step(
  id INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, wall_ns INTEGER NOT NULL, cpu_ns INTEGER NOT NULL,
  statements INTEGER NOT NULL, rows INTEGER NOT NULL, connections INTEGER NOT NULL, agents INTEGER NOT NULL,
  map_objects INTEGER NOT NULL, lead_checks INTEGER NOT NULL, raster_pixels INTEGER NOT NULL,
  allocations INTEGER NOT NULL, stages BLOB NOT NULL, ego BLOB NOT NULL, spans BLOB NOT NULL, plan BLOB NOT NULL,
  objects BLOB NOT NULL, lights BLOB NOT NULL);
CREATE TABLE statement(id INTEGER PRIMARY KEY, sql TEXT NOT NULL, plan TEXT NOT NULL);
CREATE TABLE site(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE executions(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE background(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
PRAGMA application_id = 1398035026; PRAGMA user_version = 1;
)sql")
                  .ok());
  auto run = old.prepare(
      "INSERT INTO run VALUES(5, 'aa', 'batch', 1000, 'reached_end', '', 'idm', 'closed-loop', 'lqr', 'fast', 'log', "
      "'be562b0b1f1b03cf', 'unknown', 'synthetic-mini', 80, 0.1, 2, 1500.0, 1900.0, 2000.0, 0.5, 300, NULL, 1, 1, "
      "'elsewhere', '/a.db', '/maps', 'unaccounted,planner', ?1, NULL)");
  ASSERT_TRUE(run.ok()) << run.error().text();
  ASSERT_TRUE(run.value().bind(1, manifest).run().ok());
  ByteWriter ego, spans, plan, objects;
  write_ego({.time = {7}, .rear_axle = {1.5, 2.5, 0.5}}, ego);
  write_spans({}, spans);
  write_plan({}, plan);
  ObjectWriter().write({}, {}, objects);
  for (const std::int64_t step : {0, 1}) {
    auto row = old.prepare(
        "INSERT INTO step VALUES(?1, 7, ?2, 900, 1, 2, 3, 4, 5, 6, 7, 8, x'01d00fd00f', ?3, ?4, ?5, ?6, x'')");
    ASSERT_TRUE(row.ok()) << row.error().text();
    row.value().bind(1, first_row_of(5) + step).bind(2, 1000 + 1000 * step);
    int parameter = 2;
    for (const ByteWriter* blob : {&ego, &spans, &plan, &objects})
      row.value().bind_blob(++parameter, blob->bytes().data(), blob->bytes().size());
    ASSERT_TRUE(row.value().run().ok());
  }
}

class SchemaTest : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "runs.db"; }
  // A sound store of this version, made by recording.
  std::string recorded_manifest(const fs::path& store) {
    const RecordedRun run = record({.planner = "simple"}, {}, mini_scenario(), store);
    return RunStore::open(store).value().manifest_text(*run.id).value();
  }
  TemporaryFolder folder_;
};

TEST_F(SchemaTest, a_store_of_version_1_is_brought_up_to_date_and_loses_nothing) {
  write_version_1(file(), recorded_manifest(folder_.path() / "other.db"));
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  EXPECT_EQ(one_number(store.value().database(), "PRAGMA user_version").value(), kStoreSchema);
  const auto run = store.value().summary(5);
  ASSERT_TRUE(run.ok()) << run.error().text();
  EXPECT_EQ(run.value().label, "");
  EXPECT_EQ(run.value().source, RunSource::kBatch);
  EXPECT_EQ(run.value().final_score, 0.5);
  EXPECT_EQ(run.value().max_step_ms, 0.002);
  const auto read = store.value().read(5);
  ASSERT_TRUE(read.ok()) << read.error().text();
  ASSERT_EQ(read.value().steps.size(), 2u);
  EXPECT_EQ(read.value().steps[1].wall_ns, 2000);
  // x'01 d00f d00f': stage number 1 of the run's own list, that is the planner, 1000 ns in all and of its own.
  EXPECT_EQ(read.value().steps[0].self_ns[static_cast<std::size_t>(Stage::kPlanner)], 1000);
  EXPECT_EQ(read.value().steps[0].counters.allocations, 8);
  EXPECT_EQ(read.value().ego[0].rear_axle.y, 2.5);
  EXPECT_TRUE(store.value().set_bookmark(5, {.step = 1, .note = "new"}).ok());
  EXPECT_EQ(record({.planner = "simple"}, {}, mini_scenario(), file()).id, 6);
}

TEST_F(SchemaTest, a_store_of_version_2_is_brought_up_to_date_and_its_runs_are_no_forks) {
  write_version_1(file(), recorded_manifest(folder_.path() / "other.db"));
  ASSERT_TRUE(Database::open_read_write(file())
                  .value()
                  .execute("ALTER TABLE run ADD COLUMN label TEXT NOT NULL DEFAULT '';"
                           "ALTER TABLE run ADD COLUMN unpacked TEXT NOT NULL DEFAULT '';"
                           "ALTER TABLE run ADD COLUMN unpacked_db_sha256 TEXT NOT NULL DEFAULT '';"
                           "ALTER TABLE run ADD COLUMN unpacked_map_sha256 TEXT NOT NULL DEFAULT '';"
                           "CREATE TABLE bookmark(id INTEGER PRIMARY KEY, note TEXT NOT NULL);"
                           "UPDATE run SET label = 'kept'; PRAGMA user_version = 2")
                  .ok());
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  EXPECT_EQ(one_number(store.value().database(), "PRAGMA user_version").value(), kStoreSchema);
  const auto run = store.value().summary(5);
  ASSERT_TRUE(run.ok()) << run.error().text();
  EXPECT_EQ(run.value().label, "kept");
  EXPECT_FALSE(run.value().fork.has_value());
  EXPECT_EQ(store.value().read(5).value().own_steps().size(), 2u);
}

TEST_F(SchemaTest, a_newer_store_is_refused_and_left_as_it_is) {
  recorded_manifest(file());
  {
    const auto newer = Database::open_read_write(file());
    ASSERT_TRUE(newer.value().execute("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)").ok());
  }
  const std::string before = content(file());
  const auto store = RunStore::open(file());
  ASSERT_FALSE(store.ok());
  EXPECT_THAT(store.error().text(), HasSubstr("runs.db: was written by a newer version of this program (schema 99"));
  EXPECT_FALSE(RunStore::create_or_open(file()).ok());
  EXPECT_EQ(content(file()), before);
}

TEST_F(SchemaTest, somebody_elses_database_is_refused_and_left_as_it_is) {
  {
    const auto other = Database::create(file());
    ASSERT_TRUE(other.value().execute("CREATE TABLE run(id INTEGER PRIMARY KEY); INSERT INTO run VALUES(1)").ok());
  }
  const std::string before = content(file());
  const auto store = RunStore::create_or_open(file());
  ASSERT_FALSE(store.ok());
  EXPECT_THAT(store.error().text(), HasSubstr("runs.db: is an SQLite file, but not a run store"));
  EXPECT_EQ(content(file()), before);
}

// Another program has just begun to make it.
TEST_F(SchemaTest, an_empty_file_becomes_a_store) {
  std::ofstream(file()).close();
  const auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  EXPECT_TRUE(store.value().list().value().empty());
  EXPECT_EQ(record({.planner = "simple"}, {}, mini_scenario(), file()).id, 1);
}

TEST_F(SchemaTest, a_store_without_one_of_its_tables_is_refused_by_the_tables_name) {
  recorded_manifest(file());
  {
    const auto store = Database::open_read_write(file());
    ASSERT_TRUE(store.value().execute("DROP TABLE executions").ok());
  }
  const auto store = RunStore::open(file());
  ASSERT_FALSE(store.ok());
  EXPECT_THAT(store.error().text(), HasSubstr("runs.db: executions: table is missing"));
}

TEST_F(SchemaTest, damage_in_a_row_is_named_by_table_row_and_column) {
  recorded_manifest(file());
  struct Case {
    const char* change;
    const char* message;
  };
  const Case cases[] = {
      {"UPDATE step SET spans = x'ffffff' WHERE id & 0xFFFFFFFF = 3", "step, number 3, spans: is damaged"},
      {"UPDATE step SET ego = x'00' WHERE id & 0xFFFFFFFF = 2", "step, number 2, ego: is damaged"},
      {"UPDATE step SET stages = x'7f0101' WHERE id & 0xFFFFFFFF = 1", "step, number 1, stages: is damaged"},
      {"DELETE FROM step WHERE id & 0xFFFFFFFF = 0", "step, number 1, id: is damaged"},
      {"UPDATE run SET metrics = x'05aabb', crc = NULL", "run, number 1, metrics: is damaged"},
      {"UPDATE run SET stages = 'planner,thinking', crc = NULL", "run, number 1, stages: is damaged"},
      {"UPDATE run SET manifest = '{', crc = NULL", "run, number 1"},
      {"UPDATE run SET manifest = '{'", "run, number 1: is damaged: it is not what was written there"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.change);
    fs::copy_file(file(), folder_.path() / "damaged.db", fs::copy_options::overwrite_existing);
    auto store = RunStore::open(folder_.path() / "damaged.db");
    ASSERT_TRUE(store.ok()) << store.error().text();
    ASSERT_TRUE(store.value().database().execute(c.change).ok());
    const auto run = store.value().read(1);
    ASSERT_FALSE(run.ok());
    EXPECT_THAT(run.error().text(), HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace stepscope::test
