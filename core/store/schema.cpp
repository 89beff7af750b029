#include "core/store/schema.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/sqlite/transaction.h"
#include "core/store/row_bytes.h"
#include "core/store/rows.h"
#include "core/store/run_row.h"

namespace stepscope {

namespace {

// What version 1 had. Later versions add to it below, so that every store has gone through the same steps.
constexpr const char* kVersion1 = R"sql(
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
)sql";

// Names, bookmarks, and runs whose files came in a bundle.
constexpr const char* kVersion2 = R"sql(
ALTER TABLE run ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN unpacked TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN unpacked_db_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN unpacked_map_sha256 TEXT NOT NULL DEFAULT '';
CREATE TABLE bookmark(id INTEGER PRIMARY KEY, note TEXT NOT NULL);
)sql";

// Runs that went on from a step of another one, by that one's uuid; without a step: no fork.
constexpr const char* kVersion3 = R"sql(
ALTER TABLE run ADD COLUMN fork_parent TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN fork_step INTEGER;
ALTER TABLE run ADD COLUMN fork_changes TEXT NOT NULL DEFAULT '';
)sql";

// Check values of the rows (row_check.h, run_row.h), and of a run that has ended the numbers of its last rows.
constexpr const char* kVersion4 = R"sql(
ALTER TABLE run ADD COLUMN last_statement INTEGER;
ALTER TABLE run ADD COLUMN last_site INTEGER;
ALTER TABLE run ADD COLUMN last_execution INTEGER;
ALTER TABLE run ADD COLUMN last_background INTEGER;
ALTER TABLE run ADD COLUMN crc INTEGER;
ALTER TABLE step ADD COLUMN timing_crc INTEGER;
ALTER TABLE step ADD COLUMN scene_crc INTEGER;
ALTER TABLE statement ADD COLUMN crc INTEGER;
ALTER TABLE site ADD COLUMN crc INTEGER;
ALTER TABLE executions ADD COLUMN crc INTEGER;
ALTER TABLE background ADD COLUMN crc INTEGER;
ALTER TABLE bookmark ADD COLUMN crc INTEGER;
)sql";

constexpr std::array<const char*, kStoreSchema> kSteps{kVersion1, kVersion2, kVersion3, kVersion4};

Error file_error(const Database& database, std::string reason) {
  return {.file = database.file(), .place = {}, .field = {}, .reason = std::move(reason)};
}

struct Stamp {
  std::int64_t application{0}, version{0}, objects{0};
};

Result<Stamp> read_stamp(const Database& database) {
  Stamp stamp;
  for (const auto& [sql, target] : {std::pair{"PRAGMA application_id", &stamp.application},
                                    {"PRAGMA user_version", &stamp.version},
                                    {"SELECT count(*) FROM sqlite_master", &stamp.objects}}) {
    auto number = one_number(database, sql);
    if (!number.ok()) return number.error();
    *target = number.value();
  }
  return stamp;
}

// All three of one moment: between two of them another program might make a store of an empty file.
Result<Stamp> stamp_of(const Database& database) {
  if (Status held = database.execute("SAVEPOINT stamp"); !held.ok()) return held.error();
  auto stamp = read_stamp(database);
  if (!stamp.ok()) return stamp;  // not released: the callers ask the connection what went wrong, and give it up
  if (Status released = database.execute("RELEASE stamp"); !released.ok()) return released.error();
  return stamp;
}

Status check_stamp(const Database& database, const Stamp& stamp) {
  if (stamp.application != kStoreApplicationId || stamp.version < 1)
    return file_error(database, "is an SQLite file, but not a run store");
  if (stamp.version > kStoreSchema)
    return file_error(database, "was written by a newer version of this program (schema " +
                                    std::to_string(stamp.version) + ", this version knows up to " +
                                    std::to_string(kStoreSchema) + ")");
  return {};
}

std::vector<std::string_view> names_in(std::string_view list) {
  std::vector<std::string_view> names;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(", ", begin), list.size());
    names.push_back(list.substr(begin, end - begin));
    begin = end + 2;
  }
  return names;
}

// Every column: what is read from and written to a table whose text is damaged would fail later.
Status check_tables(const Database& database) {
  const std::pair<const char*, std::string> tables[] = {{"run", std::string("id, crc, ") + kRunColumns},
                                                        {"step", kStepColumns},
                                                        {"statement", "id, sql, plan, crc"},
                                                        {"site", "id, text, crc"},
                                                        {"executions", "id, data, crc"},
                                                        {"background", "id, data, crc"},
                                                        {"bookmark", "id, note, crc"}};
  for (const auto& [table, columns] : tables)
    if (Status present = database.require(table, names_in(columns)); !present.ok()) return present;
  return {};
}

}  // namespace

Result<bool> of_earlier_schema(const Database& database) {
  auto stamp = stamp_of(database);
  if (!stamp.ok()) return stamp.error();
  if (Status known = check_stamp(database, stamp.value()); !known.ok()) return known.error();
  return stamp.value().version < kStoreSchema;
}

Status check_schema(const Database& database) {
  auto stamp = stamp_of(database);
  if (!stamp.ok()) return stamp.error();
  if (Status known = check_stamp(database, stamp.value()); !known.ok()) return known;
  if (stamp.value().version < kStoreSchema)
    return file_error(database,
                      "was written by an earlier version of this program and cannot be brought up to date, "
                      "because it cannot be written");
  return check_tables(database);
}

Status prepare_schema(const Database& database) {
  auto before = stamp_of(database);
  if (!before.ok()) return before.error();
  const auto empty = [](const Stamp& s) { return s.objects == 0 && s.application == 0 && s.version == 0; };
  if (!empty(before.value())) {
    if (Status known = check_stamp(database, before.value()); !known.ok()) return known;
    if (before.value().version == kStoreSchema) return check_tables(database);
  } else if (Status settings = database.execute(
                 "PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL");
             !settings.ok()) {
    return settings;
  }
  auto transaction = Transaction::begin(database);
  if (!transaction.ok()) return transaction.error();
  auto now = stamp_of(database);  // another program may have done it meanwhile
  if (!now.ok()) return now.error();
  const std::int64_t version = empty(now.value()) ? 0 : now.value().version;
  for (std::int64_t v = version; v < kStoreSchema; ++v)
    if (Status step = database.execute(kSteps[static_cast<std::size_t>(v)]); !step.ok()) return step;
  const std::string stamp = "PRAGMA application_id = " + std::to_string(kStoreApplicationId) +
                            "; PRAGMA user_version = " + std::to_string(std::max(version, kStoreSchema));
  if (Status stamped = database.execute(stamp); !stamped.ok()) return stamped;
  if (Status done = transaction.value().commit(); !done.ok()) return done;
  return check_tables(database);
}

}  // namespace stepscope
