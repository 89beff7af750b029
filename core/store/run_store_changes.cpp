#include <chrono>

#include "core/sqlite/transaction.h"
#include "core/store/bundle_file.h"
#include "core/store/rows.h"
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
  std::string unpacked;
  std::filesystem::path journal;  // what a kill at the very end of the run may have left
};

Result<std::vector<Doomed>> doomed_runs(const Database& store) {
  auto rows =
      store.prepare("SELECT id, unpacked, uuid FROM run WHERE deleted_ms IS NOT NULL AND status <> 'running'", "run");
  if (!rows.ok()) return rows.error();
  std::vector<Doomed> runs;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    runs.push_back({.run = row.integer(0),
                    .unpacked = std::string(row.text(1)),
                    .journal = journal_file(store.file(), std::string(row.text(2)))});
    return {};
  });
  if (!read.ok()) return read.error();
  return runs;
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

Status RunStore::exists(RunId run) const {
  auto found = one_number(database_, "SELECT count(*) FROM run WHERE id = " + std::to_string(run), "run");
  if (!found.ok()) return found.error();
  if (found.value() == 0) return no_such_run(run);
  return {};
}

Status RunStore::mark_deleted(const std::vector<RunId>& runs, Deletion deletion) {
  auto transaction = Transaction::begin(database_);
  if (!transaction.ok()) return transaction.error();
  auto update = database_.prepare("UPDATE run SET deleted_ms = ?2 WHERE id = ?1", "run");
  if (!update.ok()) return update.error();
  for (const RunId run : runs) {
    if (Status known = exists(run); !known.ok()) return known;
    update.value().bind(1, run).bind_null(2);
    if (deletion == Deletion::kMarked) update.value().bind(2, now_ms());
    if (Status done = update.value().run(); !done.ok()) return done;
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
    std::filesystem::remove(run.journal, ignored);
    if (!run.unpacked.empty()) std::filesystem::remove_all(unpacked_folder(file_, run.unpacked), ignored);
  }
  // Gives the space back as far as others who are reading permit.
  (void)database_.execute("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)").ok();
  return static_cast<int>(runs.size());
}

Status RunStore::set_label(RunId run, const std::string& label) {
  if (Status known = exists(run); !known.ok()) return known;
  auto update = database_.prepare("UPDATE run SET label = ?2 WHERE id = ?1", "run");
  if (!update.ok()) return update.error();
  return update.value().bind(1, run).bind(2, label).run();
}

Status RunStore::set_bookmark(RunId run, const KeptBookmark& bookmark) {
  if (Status known = exists(run); !known.ok()) return known;
  if (bookmark.step < 0)
    return Error{.file = file_.string(),
                 .place = "bookmark",
                 .field = "step",
                 .reason = std::to_string(bookmark.step) + " is not the number of a step"};
  auto insert = database_.prepare("INSERT OR REPLACE INTO bookmark VALUES(?1, ?2)", "bookmark");
  if (!insert.ok()) return insert.error();
  return insert.value().bind(1, first_row_of(run) + bookmark.step).bind(2, bookmark.note).run();
}

Status RunStore::remove_bookmark(RunId run, int step) {
  if (Status known = exists(run); !known.ok()) return known;
  auto erased = database_.prepare("DELETE FROM bookmark WHERE id = ?1", "bookmark");
  if (!erased.ok()) return erased.error();
  return erased.value().bind(1, first_row_of(run) + step).run();
}

}  // namespace stepscope
