#include "core/store/run_row.h"

#include <bit>

#include "core/store/row_check.h"
#include "core/store/schema.h"

namespace stepscope {

namespace {

constexpr std::int64_t kGivenUpMark = -1;  // no crc32

void add_column(const Statement& row, int column, ByteWriter& out) {
  const ColumnKind kind = row.kind(column);
  out.unsigned_number(static_cast<std::uint64_t>(kind));
  switch (kind) {
    case ColumnKind::kInteger:
      return out.signed_number(row.integer(column));
    case ColumnKind::kReal:
      return out.real(row.real(column));
    case ColumnKind::kText:
      return out.blob(row.text(column));
    case ColumnKind::kBlob:
      return out.blob(row.blob(column));
    case ColumnKind::kNull:
      return;
  }
}

std::int64_t check_of_row(const Statement& row) {
  ByteWriter bytes;
  for (int column = 0; column <= kRunColumnCount; ++column) add_column(row, column, bytes);
  return check_of(bytes.bytes());
}

// At the row, if there is one.
Result<Statement> row_of(const Database& store, RunId run) {
  auto row = store.prepare(std::string("SELECT id, ") + kRunColumns + ", crc FROM run WHERE id = ?1", "run");
  if (!row.ok()) return row.error();
  auto found = row.value().bind(1, run).step();
  if (!found.ok()) return found.error();
  if (!found.value())
    return Error{.file = store.file(), .place = "run", .field = {}, .reason = "there is no run " + std::to_string(run)};
  return row;
}

Status set_check(const Database& store, RunId run, std::int64_t check) {
  auto update = store.prepare("UPDATE run SET crc = ?2 WHERE id = ?1", "run");
  if (!update.ok()) return update.error();
  return update.value().bind(1, run).bind(2, check).run();
}

// SQL for the number of a run's last row in a table; −1 without one.
std::string last_row(const char* table) {
  return std::string("(SELECT coalesce(max(id) - ?2, -1) FROM ") + table + " WHERE id >= ?2 AND id < ?3)";
}

}  // namespace

RunRow run_row_of(const Statement& row) {
  constexpr int kCheck = kRunColumnCount + 1, kManifest = 34;
  // Rows of another table, to which a damaged page leads, have fewer columns.
  if (row.is_null(kCheck)) return row.kind(kManifest) == ColumnKind::kText ? RunRow::kUnchecked : RunRow::kDamaged;
  const std::int64_t check = row.integer(kCheck);
  if (check == kGivenUpMark) return RunRow::kGivenUp;
  return check == check_of_row(row) ? RunRow::kSound : RunRow::kDamaged;
}

Result<RunRow> look_at_run(const Database& store, RunId run) {
  const auto row = row_of(store, run);
  if (!row.ok()) return row.error();
  return run_row_of(row.value());
}

Error damaged_run(const std::string& store, RunId run) {
  return {.file = store,
          .place = "run, number " + std::to_string(run),
          .field = {},
          .reason = "is damaged: it is not what was written there"};
}

Status seal_run(const Database& store, RunId run) {
  std::int64_t check = 0;
  {
    const auto row = row_of(store, run);
    if (!row.ok()) return row.error();
    check = check_of_row(row.value());
  }
  return set_check(store, run, check);
}

Status seal_ended_run(const Database& store, RunId run) {
  auto update = store.prepare("UPDATE run SET last_statement = " + last_row("statement") +
                                  ", last_site = " + last_row("site") + ", last_execution = " + last_row("executions") +
                                  ", last_background = " + last_row("background") + " WHERE id = ?1",
                              "run");
  if (!update.ok()) return update.error();
  update.value().bind(1, run).bind(2, first_row_of(run)).bind(3, end_row_of(run));
  if (Status done = update.value().run(); !done.ok()) return done;
  return seal_run(store, run);
}

Status give_up_run(const Database& store, RunId run) { return set_check(store, run, kGivenUpMark); }

}  // namespace stepscope
