#include "core/store/run_store.h"

#include <algorithm>
#include <map>

#include "core/store/interrupted.h"
#include "core/store/process_stamp.h"
#include "core/store/row_check.h"
#include "core/store/rows.h"
#include "core/store/run_row.h"
#include "core/store/schema.h"
#include "core/store/step_journal.h"
#include "core/store/store_opening.h"
#include "core/store/unpacked_files.h"

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* kUuids = "SELECT id, uuid FROM run NOT INDEXED";  // the list does without the index
constexpr const char* kMarks = "SELECT id >> 32, count(*) FROM bookmark GROUP BY id >> 32";

RunSource source_of(std::string_view key) {
  for (const RunSource source : {RunSource::kLive, RunSource::kBatch, RunSource::kImport})
    if (run_source_key(source) == key) return source;
  return RunSource::kHeadless;
}

std::optional<double> ms_of(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.real(column) * 1e-6;
}

// Of a run whose row is damaged nothing else can be trusted.
RunSummary damaged_summary(const Statement& row, RunRow state, const std::string& store) {
  RunSummary run;
  run.id = row.integer(0);
  run.status = kDamagedRun;
  run.message = damaged_run(store, run.id).text();
  run.deleted = state == RunRow::kGivenUp && !row.is_null(22);
  return run;
}

// Everything but the bookmarks, and the steps of a run that has not ended.
RunSummary summary_of(const Statement& row) {
  RunSummary run;
  run.id = row.integer(0);
  run.uuid = row.text(1);
  run.label = row.text(2);
  run.source = source_of(row.text(3));
  run.created_ms = row.integer(4);
  run.status = row.text(5);
  run.message = row.text(6);
  run.planner = row.text(7);
  run.challenge = row.text(8);
  run.controller = row.text(9);
  run.profile = row.text(10);
  run.log = row.text(11);
  run.token = row.text(12);
  run.scenario_type = row.text(13);
  run.location = row.text(14);
  run.iterations = static_cast<int>(row.integer(15));
  run.steps = static_cast<int>(row.integer(16));
  run.mean_step_ms = ms_of(row, 17);
  run.p95_step_ms = ms_of(row, 18);
  run.max_step_ms = ms_of(row, 19);
  if (!row.is_null(20)) run.final_score = row.real(20);
  run.bytes = row.integer(21);
  run.deleted = !row.is_null(22);
  if (row.is_null(28)) return run;
  run.fork = ForkSummary{.parent = std::nullopt,
                         .parent_uuid = std::string(row.text(27)),
                         .step = static_cast<int>(row.integer(28)),
                         .changes = std::string(row.text(29))};
  return run;
}

// Which of the runs in the file, listed or not, forks went on from.
Status find_parents(const Database& store, std::vector<RunSummary>& runs) {
  if (std::ranges::none_of(runs, [](const RunSummary& run) { return run.fork.has_value(); })) return {};
  auto rows = store.prepare(kUuids, "run");
  if (!rows.ok()) return rows.error();
  std::map<std::string, RunId, std::less<>> ids;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    ids.emplace(row.text(1), row.integer(0));
    return {};
  });
  if (!read.ok()) return read;
  for (RunSummary& run : runs) {
    if (!run.fork) continue;
    if (const auto parent = ids.find(run.fork->parent_uuid); parent != ids.end()) run.fork->parent = parent->second;
  }
  return {};
}

// A run that has not ended: how far it is, and whether its program has ended instead.
Status look_after(const Database& store, const Statement& row, RunSummary& run) {
  const ProcessStamp process{.id = row.integer(24), .start = row.integer(25), .machine = std::string(row.text(26))};
  if (may_be_running(process)) {
    auto steps = one_number(store, steps_query(run.id), "step");
    if (!steps.ok()) return steps.error();
    run.steps = static_cast<int>(steps.value());
    return {};
  }
  const auto stored = stored_steps(store, run.id);  // the store cannot be written, or it happened just now
  if (!stored.ok()) return stored.error();
  run.status = "interrupted";
  run.steps = stored.value().steps;
  const std::filesystem::path journal = journal_file(store.file(), run.uuid);
  run.message = read_journal(journal).empty() ? interrupted_message(run.steps)
                                              : "interrupted; steps of it are in " + journal.filename().string() +
                                                    " until the store can be written";
  run.bytes = stored.value().bytes;
  if (const auto& own_ns = stored.value().own_ns) {
    run.mean_step_ms = own_ns->mean * 1e-6;
    run.p95_step_ms = own_ns->p95 * 1e-6;
    run.max_step_ms = own_ns->max * 1e-6;
  }
  return {};
}

// Without a step of its own a run has no times.
void drop_empty_times(RunSummary& run) {
  if (run.steps > (run.fork ? run.fork->step : 0)) return;
  run.mean_step_ms = run.p95_step_ms = run.max_step_ms = std::nullopt;
}

bool is_shown(const RunSummary& run, RunsShown shown) {
  return shown == RunsShown::kAll || run.deleted == (shown == RunsShown::kDeleted);
}

}  // namespace

Result<RunStore> RunStore::open(const fs::path& file) {
  auto database = open_store_database(file, StoreAccess::kExisting);
  if (!database.ok()) return database.error();
  const bool writable = database.value().writable();
  if (writable) (void)mark_interrupted(database.value()).ok();  // the list says so as well
  return RunStore(file, std::move(database).value(), writable);
}

Result<RunStore> RunStore::open_bundle(const fs::path& file) {
  auto database = Database::open_read_only(file);
  if (!database.ok()) return database.error();
  if (Status known = check_schema(database.value()); !known.ok()) return known.error();
  return RunStore(file, std::move(database).value(), false);
}

Result<RunStore> RunStore::create_or_open(const fs::path& file) {
  auto made = open_store_database(file, StoreAccess::kCreate);
  if (!made.ok()) return made.error();
  return open(file);
}

Result<std::vector<RunSummary>> RunStore::list(RunsShown shown) const { return runs_where("1", shown); }

Result<std::vector<RunSummary>> RunStore::runs_where(const std::string& condition, RunsShown shown) const {
  auto rows = database_.prepare(std::string("SELECT id, ") + kRunColumns + ", crc FROM run WHERE " + condition +
                                    " ORDER BY created_ms DESC, id DESC",
                                "run");
  if (!rows.ok()) return rows.error();
  std::vector<RunSummary> runs;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    const RunRow state = run_row_of(row);
    const bool damaged = state == RunRow::kDamaged || state == RunRow::kGivenUp;
    RunSummary run = damaged ? damaged_summary(row, state, file_.string()) : summary_of(row);
    if (!is_shown(run, shown)) return {};
    if (!damaged && !row.text(23).empty()) run.bytes += bytes_below(unpacked_folder(file_, row.text(23)));
    if (run.status == "running")
      if (Status known = look_after(database_, row, run); !known.ok()) return known;
    drop_empty_times(run);
    runs.push_back(std::move(run));
    return {};
  });
  if (!read.ok()) return read.error();
  if (Status found = find_parents(database_, runs); !found.ok()) return found.error();
  auto marks = database_.prepare(kMarks, "bookmark");
  if (!marks.ok()) return marks.error();
  std::map<RunId, int> bookmarks;
  const Status counted = each_row(marks.value(), [&](const Statement& row) -> Status {
    bookmarks.emplace(row.integer(0), static_cast<int>(row.integer(1)));
    return {};
  });
  if (!counted.ok()) return counted.error();
  for (RunSummary& run : runs)
    if (const auto it = bookmarks.find(run.id); it != bookmarks.end()) run.bookmarks = it->second;
  return runs;
}

Status RunStore::check_list() const {
  auto rows = database_.prepare("PRAGMA integrity_check('run')", "run");
  if (!rows.ok()) return rows.error();
  auto row = rows.value().step();
  if (!row.ok()) return row.error();
  const std::string found(row.value() ? rows.value().text(0) : "ok");
  if (found == "ok") return {};
  return Error{.file = file_.string(), .place = "run", .field = {}, .reason = "is damaged: " + found};
}

Result<RunSummary> RunStore::summary(RunId run) const {
  auto runs = runs_where("id = " + std::to_string(run), RunsShown::kAll);
  if (!runs.ok()) return runs.error();
  if (runs.value().empty()) return no_such_run(run);
  if (runs.value().front().status == kDamagedRun) return damaged_run(file_.string(), run);
  return std::move(runs.value().front());
}

Status RunStore::sound(RunId run) const {
  const auto state = look_at_run(database_, run);
  if (!state.ok()) return state.error();
  if (state.value() == RunRow::kDamaged || state.value() == RunRow::kGivenUp) return damaged_run(file_.string(), run);
  return {};
}

Error RunStore::no_such_run(RunId run) const {
  return {.file = file_.string(), .place = "run", .field = {}, .reason = "there is no run " + std::to_string(run)};
}

Result<std::vector<KeptBookmark>> RunStore::bookmarks(RunId run) const {
  auto rows =
      database_.prepare("SELECT id, note, crc FROM bookmark WHERE id >= ?1 AND id < ?2 ORDER BY id", "bookmark");
  if (!rows.ok()) return rows.error();
  rows.value().bind(1, first_row_of(run)).bind(2, end_row_of(run));
  std::vector<KeptBookmark> bookmarks;
  RowCheck check;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    const std::int64_t step = row.integer(0) - first_row_of(run);
    if (!row.is_null(2) && check.begin(step).add(row.text(1)).value() != row.integer(2))
      return Error{.file = file_.string(),
                   .place = "bookmark, number " + std::to_string(step),
                   .field = {},
                   .reason = "is damaged (run " + std::to_string(run) + ")"};
    bookmarks.push_back({.step = static_cast<int>(step), .note = std::string(row.text(1))});
    return {};
  });
  if (!read.ok()) return read.error();
  return bookmarks;
}

std::int64_t RunStore::bytes_on_disk() const {
  std::int64_t bytes = bytes_below(unpacked_root(file_));
  for (const char* part : {"", "-wal", "-shm"}) {
    std::error_code code;
    const std::uintmax_t size = fs::file_size(file_.string() + part, code);
    if (!code) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

}  // namespace stepscope
