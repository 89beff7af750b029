#include "core/store/interrupted.h"

#include <vector>

#include "core/analysis/stage_statistics.h"
#include "core/sqlite/transaction.h"
#include "core/store/process_stamp.h"
#include "core/store/row_bytes.h"
#include "core/store/row_check.h"
#include "core/store/row_inserter.h"
#include "core/store/rows.h"
#include "core/store/run_row.h"
#include "core/store/schema.h"
#include "core/store/step_journal.h"

namespace stepscope {

namespace {

std::string rows_of(const char* what, RunId run) {
  return std::string("SELECT ") + what + " FROM step WHERE id >= " + std::to_string(first_row_of(run)) + " AND id < " +
         std::to_string(end_row_of(run));
}

struct Orphan {
  RunId run;
  std::filesystem::path journal;
  bool checked{false};  // its row has a check value
};

Result<std::vector<Orphan>> orphans(const Database& store) {
  auto rows =
      store.prepare(std::string("SELECT id, ") + kRunColumns + ", crc FROM run WHERE status = 'running'", "run");
  if (!rows.ok()) return rows.error();
  std::vector<Orphan> runs;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    const ProcessStamp process{.id = row.integer(24), .start = row.integer(25), .machine = std::string(row.text(26))};
    if (may_be_running(process)) return {};
    const RunRow state = run_row_of(row);
    if (state == RunRow::kSound || state == RunRow::kUnchecked)  // of a damaged one, lists say so
      runs.push_back({.run = row.integer(0),
                      .journal = journal_file(store.file(), std::string(row.text(1))),
                      .checked = state == RunRow::kSound});
    return {};
  });
  if (!read.ok()) return read.error();
  return runs;
}

// The steps that the run's program had finished, but not put into the tables. Bytes that make no sense end them.
Status take_journal(const Database& store, const Orphan& orphan) {
  const std::string rows = read_journal(orphan.journal);
  if (rows.empty()) return {};
  auto inserter = RowInserter::prepare(store);
  if (!inserter.ok()) return inserter.error();
  std::int64_t bytes = 0;
  const Status taken = inserter.value().insert(orphan.run, rows, bytes);
  return taken.ok() || store.fault() == DatabaseFault::kNone ? Status() : taken;
}

Status mark(const Database& store, const Orphan& orphan) {
  const RunId run = orphan.run;
  const auto stored = stored_steps(store, run);
  if (!stored.ok()) return stored.error();
  const auto& [steps, own_ns, bytes] = stored.value();
  auto update = store.prepare(
      "UPDATE run SET status = 'interrupted', message = ?2, steps = ?3, mean_step_ns = ?4, p95_step_ns = ?5, "
      "max_step_ns = ?6, bytes = ?7 WHERE id = ?1 AND status = 'running'",
      "run");
  if (!update.ok()) return update.error();
  update.value().bind(1, run).bind(2, interrupted_message(steps)).bind(3, static_cast<std::int64_t>(steps));
  update.value().bind_null(4).bind_null(5).bind_null(6).bind(7, bytes);
  if (own_ns) update.value().bind(4, own_ns->mean).bind(5, own_ns->p95).bind(6, own_ns->max);
  if (Status done = update.value().run(); !done.ok()) return done;
  return orphan.checked ? seal_ended_run(store, run) : Status();
}

}  // namespace

std::string steps_query(RunId run) { return rows_of("count(*)", run); }

Result<StoredSteps> stored_steps(const Database& store, RunId run) {
  const std::string columns = std::string(kTimingColumns) +
                              ", length(stages) + length(ego) + length(spans) + length(plan) + length(objects) + "
                              "length(lights)";
  auto rows = store.prepare(rows_of(columns.c_str(), run), "step");
  if (!rows.ok()) return rows.error();
  auto first_own = one_number(store, "SELECT fork_step FROM run WHERE id = " + std::to_string(run), "run");
  if (!first_own.ok()) return first_own.error();
  std::vector<std::int64_t> walls;
  StoredSteps stored;
  RowCheck check;
  bool sound = true;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    if (stored.steps++ >= first_own.value()) walls.push_back(row.integer(2));
    check.timing(row, row.integer(0) - first_row_of(run));
    sound &= row.is_null(kTimingCheck) || row.integer(kTimingCheck) == check.value();
    stored.bytes += row.integer(kTimingCheck + 1);
    return {};
  });
  if (!read.ok()) return read.error();
  if (sound) stored.own_ns = distribution_of(std::move(walls));
  return stored;
}

Status mark_interrupted(const Database& store) {
  auto runs = orphans(store);
  if (!runs.ok()) return runs.error();
  if (runs.value().empty()) return {};
  auto transaction = Transaction::begin(store);
  if (!transaction.ok()) return transaction.error();
  for (const Orphan& orphan : runs.value()) {
    auto still = one_number(
        store, "SELECT count(*) FROM run WHERE status = 'running' AND id = " + std::to_string(orphan.run), "run");
    if (!still.ok()) return still.error();
    if (still.value() == 0) continue;  // somebody else was faster
    if (Status taken = take_journal(store, orphan); !taken.ok()) return taken;
    if (Status marked = mark(store, orphan); !marked.ok()) return marked;
  }
  if (Status done = transaction.value().commit(); !done.ok()) return done;
  std::error_code ignored;
  for (const Orphan& orphan : runs.value()) std::filesystem::remove(orphan.journal, ignored);
  return {};
}

}  // namespace stepscope
