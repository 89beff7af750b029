#include "core/store/stored_rows.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "core/store/frame_bytes.h"
#include "core/store/row_bytes.h"
#include "core/store/rows.h"
#include "core/store/schema.h"
#include "core/store/timing_bytes.h"

namespace stepscope {

namespace {
constexpr const char* kSenseless = "is damaged";
constexpr const char* kNotAsWritten = "is damaged: it is not what was written there";
constexpr const char* kMissing = "is missing: the table is damaged";
}  // namespace

Error StoredRows::error_in(const char* table, std::int64_t number, const char* field, const char* reason) const {
  return {.file = store_.file(),
          .place = std::string(table) + ", number " + std::to_string(number),
          .field = field,
          .reason = std::string(reason) + " (run " + std::to_string(run_) + ")"};
}

Result<StoredRows> StoredRows::of_run(const Database& store, RunId run, std::vector<Stage> stages, bool ended) {
  StoredRows rows(store, run, std::move(stages));
  auto row = store.prepare(
      "SELECT steps, last_statement, last_site, last_execution, last_background, crc FROM run WHERE id = ?1", "run");
  if (!row.ok()) return row.error();
  if (auto found = row.value().bind(1, run).step(); !found.ok()) return found.error();
  const Statement& r = row.value();
  rows.checked_ = !r.is_null(5);
  if (!ended) return rows;
  rows.ends_.step = r.integer(0) - 1;
  int column = 0;
  for (auto* end : {&rows.ends_.statement, &rows.ends_.site, &rows.ends_.execution, &rows.ends_.background})
    if (!r.is_null(++column)) *end = r.integer(column);
  return rows;
}

// Every row of a table that belongs to the run, in order, with its number within it; `columns`: from `id` on.
template <typename Take>
Status StoredRows::rows(const char* table, const std::string& columns, const Take& take) {
  const std::string sql = "SELECT " + columns + " FROM " + table + " WHERE id >= ?1 AND id < ?2 ORDER BY id";
  auto statement = store_.prepare(sql, table);
  if (!statement.ok()) return statement.error();
  statement.value().bind(1, first_row_of(run_)).bind(2, end_row_of(run_));
  return each_row(statement.value(),
                  [&](const Statement& row) { return take(row, row.integer(0) - first_row_of(run_)); });
}

// A row whose columns are in check_ is what was written, and the one that comes next.
Status StoredRows::sound(const char* table, const Statement& row, int check_column, std::int64_t number,
                         std::size_t next) const {
  const bool has_check = !row.is_null(check_column);
  if (has_check && check_.value() != row.integer(check_column)) return error_in(table, number, "", kNotAsWritten);
  if (!has_check && checked_) return error_in(table, number, "crc", kSenseless);
  if (checked_ && !std::cmp_equal(number, next)) return error_in(table, static_cast<std::int64_t>(next), "", kMissing);
  return {};
}

Status StoredRows::complete(const char* table, std::int64_t last, std::optional<std::int64_t> expected) const {
  if (!expected || *expected == last) return {};
  if (last > *expected) return error_in(table, last, "id", kSenseless);
  return error_in(table, *expected, "", kMissing);
}

Status StoredRows::read_step(const Statement& row, std::int64_t step, ProfiledRun& out,
                             std::vector<SpanRecord>& spans) {
  if (!std::cmp_equal(step, out.steps.size())) return error_in("step", step, "id", kSenseless);
  StepTiming timing;
  timing.wall_ns = row.integer(2);
  timing.cpu_ns = row.integer(3);
  StepCounters& c = timing.counters;
  int column = 3;
  for (std::int64_t* counter : {&c.statements, &c.rows, &c.connections, &c.agents, &c.map_objects, &c.lead_checks,
                                &c.raster_pixels, &c.allocations})
    *counter = row.integer(++column);
  ByteReader stages(row.blob(12)), ego(row.blob(13)), span_bytes(row.blob(14));
  read_stage_times(stages, stages_, timing);
  if (!stages.ok()) return error_in("step", step, "stages", kSenseless);
  out.ego.push_back(read_ego(ego));
  if (!ego.ok()) return error_in("step", step, "ego", kSenseless);
  read_spans(span_bytes, stages_, spans);
  if (!span_bytes.ok()) return error_in("step", step, "spans", kSenseless);
  check_.timing(row, step);
  if (Status same = sound("step", row, kTimingCheck, step, out.steps.size()); !same.ok()) return same;
  out.times.push_back({row.integer(1)});
  out.steps.push_back(timing);
  return {};
}

Status StoredRows::read_steps(ProfiledRun& out) {
  std::vector<std::vector<SpanRecord>> spans;
  std::size_t span_count = 0;
  const Status read = rows("step", kTimingColumns, [&](const Statement& row, std::int64_t step) {
    Status done = read_step(row, step, out, spans.emplace_back());
    span_count += spans.back().size();
    return done;
  });
  if (!read.ok()) return read;
  if (Status all = complete("step", std::ssize(out.steps) - 1, ends_.step); !all.ok()) return all;
  auto tape = std::make_shared<SpanTape>(spans.size(), spans.empty() ? 0 : span_count / spans.size() + 1);
  for (const auto& step : spans) tape->append(step);
  out.spans = std::move(tape);
  return {};
}

Status StoredRows::read_background(ProfiledRun& out) {
  std::vector<SpanRecord> part;
  std::int64_t last = -1;
  const Status read = rows("background", "id, data, crc", [&](const Statement& row, std::int64_t number) -> Status {
    last = number;
    ByteReader in(row.blob(1));
    read_spans(in, stages_, part);
    if (!in.ok()) return error_in("background", number, "data", kSenseless);
    check_.begin(number).add(row.blob(1));
    if (Status same = sound("background", row, 2, number, out.background.size()); !same.ok()) return same;
    out.background.insert(out.background.end(), part.begin(), part.end());
    return {};
  });
  return read.ok() ? complete("background", last, ends_.background) : read;
}

Status StoredRows::read_texts(StatementLog& log) {
  Status read = rows("statement", "id, sql, plan, crc", [&](const Statement& row, std::int64_t number) -> Status {
    check_.begin(number).add(row.text(1)).add(row.text(2));
    if (Status same = sound("statement", row, 3, number, log.texts.size()); !same.ok()) return same;
    log.texts.push_back({.sql = std::string(row.text(1)), .plan = std::string(row.text(2))});
    return {};
  });
  if (read.ok()) read = complete("statement", std::ssize(log.texts) - 1, ends_.statement);
  if (!read.ok()) return read;
  read = rows("site", "id, text, crc", [&](const Statement& row, std::int64_t number) -> Status {
    check_.begin(number).add(row.text(1));
    if (Status same = sound("site", row, 2, number, log.sites.size()); !same.ok()) return same;
    log.sites.emplace_back(row.text(1));
    return {};
  });
  return read.ok() ? complete("site", std::ssize(log.sites) - 1, ends_.site) : read;
}

Status StoredRows::read_log(StatementLog& log) {
  if (Status texts = read_texts(log); !texts.ok()) return texts;
  std::int64_t last = -1;
  const auto known = [&log](const StatementExecution& e) {
    return e.statement >= 0 && std::cmp_less(e.statement, log.texts.size()) && std::cmp_less(e.site, log.sites.size());
  };
  const Status read = rows("executions", "id, data, crc", [&](const Statement& row, std::int64_t number) -> Status {
    last = number;
    const std::size_t before = log.executions.size();
    ByteReader in(row.blob(1));
    read_executions(in, log.executions);
    if (!in.ok() ||
        !std::all_of(log.executions.begin() + static_cast<std::ptrdiff_t>(before), log.executions.end(), known))
      return error_in("executions", number, "data", kSenseless);
    check_.begin(number).add(row.blob(1));
    return sound("executions", row, 2, number, before);
  });
  return read.ok() ? complete("executions", last, ends_.execution) : read;
}

}  // namespace stepscope
