#include <chrono>

#include "core/sqlite/transaction.h"
#include "core/store/bundle_file.h"
#include "core/store/row_check.h"
#include "core/store/rows.h"
#include "core/store/run_row.h"
#include "core/store/run_store.h"
#include "core/store/schema.h"
#include "core/store/step_journal.h"
#include "core/store/unpacked_files.h"

namespace stepscope {

namespace {

std::int64_t now_ms() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch()).count();
}

struct Doomed {
  RunId run;
  std::string unpacked, uuid;
};

// A name of files that belong to a run: of a damaged run it may have become anybody's.
bool is_uuid(std::string_view name) {
  return name.size() == 32 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<std::vector<Doomed>> doomed_runs(const Database& store) {
  auto rows = store.prepare(std::string("SELECT id, ") + kRunColumns + ", crc FROM run", "run");
  if (!rows.ok()) return rows.error();
  std::vector<Doomed> runs;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    const bool deleted = !row.is_null(22) && row.text(5) != "running";
    if (deleted && run_row_of(row) != RunRow::kDamaged)
      runs.push_back({.run = row.integer(0), .unpacked = std::string(row.text(23)), .uuid = std::string(row.text(1))});
    return {};
  });
  if (!read.ok()) return read.error();
  return runs;
}

// Runs `change` on the row of a run, and writes its check value anew, in one transaction with what is done before.
template <typename Change>
Status change_run(const Database& store, RunId run, const Change& change) {
  const auto before = look_at_run(store, run);
  if (!before.ok()) return before.error();
  if (Status done = change(before.value()); !done.ok()) return done;
  return before.value() == RunRow::kSound ? seal_run(store, run) : Status();
}

Status erase(const Database& store, RunId run) {
  for (const char* table : kRunTables) {
    auto rows = store.prepare("DELETE FROM " + std::string(table) + " WHERE id >= ?1 AND id < ?2", table);
    if (!rows.ok()) return rows.error();
    if (Status done = rows.value().bind(1, first_row_of(run)).bind(2, end_row_of(run)).run(); !done.ok()) return done;
  }
  auto row = store.prepare("DELETE FROM run WHERE id = ?1", "run");
  if (!row.ok()) return row.error();
  return row.value().bind(1, run).run();
}

}  // namespace

Status RunStore::mark_deleted(const std::vector<RunId>& runs, Deletion deletion) {
  auto transaction = Transaction::begin(database_);
  if (!transaction.ok()) return transaction.error();
  auto update = database_.prepare("UPDATE run SET deleted_ms = ?2 WHERE id = ?1", "run");
  if (!update.ok()) return update.error();
  for (const RunId run : runs) {
    const Status changed = change_run(database_, run, [&](RunRow before) {
      update.value().bind(1, run).bind_null(2);
      if (deletion == Deletion::kMarked) update.value().bind(2, now_ms());
      const Status done = update.value().run();
      return done.ok() && before == RunRow::kDamaged ? give_up_run(database_, run) : done;
    });
    if (!changed.ok()) return changed;
  }
  return transaction.value().commit();
}

Status RunStore::remove(const std::vector<RunId>& runs) { return mark_deleted(runs, Deletion::kMarked); }
Status RunStore::restore(const std::vector<RunId>& runs) { return mark_deleted(runs, Deletion::kUndone); }

Result<int> RunStore::purge() {
  std::vector<Doomed> runs;
  {
    auto transaction = Transaction::begin(database_);
    if (!transaction.ok()) return transaction.error();
    auto doomed = doomed_runs(database_);
    if (!doomed.ok()) return doomed.error();
    runs = std::move(doomed).value();
    for (const Doomed& run : runs)
      if (Status erased = erase(database_, run.run); !erased.ok()) return erased.error();
    if (Status done = transaction.value().commit(); !done.ok()) return done.error();
  }
  for (const Doomed& run : runs) {
    std::error_code ignored;  // what cannot be removed stays; its run is gone
    if (is_uuid(run.uuid))    // what a kill at the very end of the run may have left
      std::filesystem::remove(journal_file(file_, run.uuid), ignored);
    if (is_uuid(run.unpacked)) std::filesystem::remove_all(unpacked_folder(file_, run.unpacked), ignored);
    std::filesystem::remove(unpacked_root(file_), ignored);  // if nothing else is in it
  }
  // Gives the space back as far as others who are reading permit.
  (void)database_.execute("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)").ok();
  return static_cast<int>(runs.size());
}

Status RunStore::set_label(RunId run, const std::string& label) {
  auto transaction = Transaction::begin(database_);
  if (!transaction.ok()) return transaction.error();
  const Status changed = change_run(database_, run, [&](RunRow before) -> Status {
    if (before == RunRow::kDamaged || before == RunRow::kGivenUp) return damaged_run(file_.string(), run);
    auto update = database_.prepare("UPDATE run SET label = ?2 WHERE id = ?1", "run");
    if (!update.ok()) return update.error();
    return update.value().bind(1, run).bind(2, label).run();
  });
  return changed.ok() ? transaction.value().commit() : changed;
}

Status RunStore::set_bookmark(RunId run, const KeptBookmark& bookmark) {
  if (Status known = sound(run); !known.ok()) return known;
  if (bookmark.step < 0)
    return Error{.file = file_.string(),
                 .place = "bookmark",
                 .field = "step",
                 .reason = std::to_string(bookmark.step) + " is not the number of a step"};
  auto insert = database_.prepare("INSERT OR REPLACE INTO bookmark(id, note, crc) VALUES(?1, ?2, ?3)", "bookmark");
  if (!insert.ok()) return insert.error();
  insert.value().bind(1, first_row_of(run) + bookmark.step).bind(2, bookmark.note);
  return insert.value().bind(3, RowCheck().begin(bookmark.step).add(bookmark.note).value()).run();
}

Status RunStore::remove_bookmark(RunId run, int step) {
  if (Status known = sound(run); !known.ok()) return known;
  auto erased = database_.prepare("DELETE FROM bookmark WHERE id = ?1", "bookmark");
  if (!erased.ok()) return erased.error();
  return erased.value().bind(1, first_row_of(run) + step).run();
}

}  // namespace stepscope
