#include <algorithm>
#include <map>

#include "core/record/manifest_facts.h"
#include "core/record/metrics_json.h"
#include "core/store/frame_bytes.h"
#include "core/store/interrupted.h"
#include "core/store/rows.h"
#include "core/store/run_store.h"
#include "core/store/schema.h"
#include "core/store/timing_bytes.h"
#include "core/store/zlib_bytes.h"

namespace stepscope {

namespace {

// Reads one run's rows. An error names file, table, row and column.
class RunReader {
 public:
  RunReader(const Database& store, RunId run) : store_(store), run_(run) {}

  Status read_steps(ProfiledRun& out);
  Status read_background(ProfiledRun& out);
  Status read_log(StatementLog& log);
  void set_stages(std::vector<Stage> stages) { stages_ = std::move(stages); }
  Error damaged(std::string place, std::string field) const {
    return {.file = store_.file(),
            .place = std::move(place),
            .field = std::move(field),
            .reason = "is damaged (run " + std::to_string(run_) + ")"};
  }

 private:
  // Every row of a table that belongs to the run, in order, with its number within it.
  template <typename Take>
  Status rows(const char* table, const std::string& columns, const Take& take) {
    const std::string sql = "SELECT id, " + columns + " FROM " + table + " WHERE id >= ?1 AND id < ?2 ORDER BY id";
    auto statement = store_.prepare(sql, table);
    if (!statement.ok()) return statement.error();
    statement.value().bind(1, first_row_of(run_)).bind(2, end_row_of(run_));
    return each_row(statement.value(),
                    [&](const Statement& row) { return take(row, row.integer(0) - first_row_of(run_)); });
  }

  const Database& store_;
  RunId run_;
  std::vector<Stage> stages_;
};

Status RunReader::read_steps(ProfiledRun& out) {
  std::vector<std::vector<SpanRecord>> spans;
  std::size_t span_count = 0;
  const Status read =
      rows("step",
           "time_us, wall_ns, cpu_ns, statements, rows, connections, agents, map_objects, lead_checks, raster_pixels, "
           "allocations, stages, ego, spans",
           [&](const Statement& row, std::int64_t step) -> Status {
             const std::string place = "step, number " + std::to_string(step);
             if (step != static_cast<std::int64_t>(out.steps.size())) return damaged(place, "id");
             StepTiming timing;
             timing.wall_ns = row.integer(2);
             timing.cpu_ns = row.integer(3);
             StepCounters& c = timing.counters;
             int column = 3;
             for (std::int64_t* counter : {&c.statements, &c.rows, &c.connections, &c.agents, &c.map_objects,
                                           &c.lead_checks, &c.raster_pixels, &c.allocations})
               *counter = row.integer(++column);
             ByteReader stages(row.blob(12)), ego(row.blob(13)), span_bytes(row.blob(14));
             read_stage_times(stages, stages_, timing);
             if (!stages.ok()) return damaged(place, "stages");
             out.ego.push_back(read_ego(ego));
             if (!ego.ok()) return damaged(place, "ego");
             read_spans(span_bytes, stages_, spans.emplace_back());
             if (!span_bytes.ok()) return damaged(place, "spans");
             span_count += spans.back().size();
             out.times.push_back({row.integer(1)});
             out.steps.push_back(timing);
             return {};
           });
  if (!read.ok()) return read;
  auto tape = std::make_shared<SpanTape>(spans.size(), spans.empty() ? 0 : span_count / spans.size() + 1);
  for (const auto& step : spans) tape->append(step);
  out.spans = std::move(tape);
  return {};
}

Status RunReader::read_background(ProfiledRun& out) {
  std::vector<SpanRecord> part;
  return rows("background", "data", [&](const Statement& row, std::int64_t number) -> Status {
    ByteReader in(row.blob(1));
    read_spans(in, stages_, part);
    if (!in.ok()) return damaged("background, number " + std::to_string(number), "data");
    out.background.insert(out.background.end(), part.begin(), part.end());
    return {};
  });
}

Status RunReader::read_log(StatementLog& log) {
  const Status texts = rows("statement", "sql, plan", [&](const Statement& row, std::int64_t) -> Status {
    log.texts.push_back({.sql = std::string(row.text(1)), .plan = std::string(row.text(2))});
    return {};
  });
  if (!texts.ok()) return texts;
  const Status sites = rows("site", "text", [&](const Statement& row, std::int64_t) -> Status {
    log.sites.emplace_back(row.text(1));
    return {};
  });
  if (!sites.ok()) return sites;
  return rows("executions", "data", [&](const Statement& row, std::int64_t number) -> Status {
    ByteReader in(row.blob(1));
    read_executions(in, log.executions);
    const bool known = std::ranges::all_of(log.executions, [&](const StatementExecution& e) {
      return std::cmp_less(e.statement, log.texts.size()) && std::cmp_less(e.site, log.sites.size()) &&
             e.statement >= 0;
    });
    if (in.ok() && known) return {};
    return damaged("executions, number " + std::to_string(number), "data");
  });
}

// As StatementLedger::costs().
std::vector<StatementCost> costs_of(const StatementLog& log, const ConnectionsApart& apart) {
  std::map<std::string, StatementCost> by_text;
  for (const StatementExecution& e : log.executions) {
    const std::string& sql = log.texts[static_cast<std::size_t>(e.statement)].sql;
    StatementCost& cost = by_text[sql];
    cost.sql = sql;
    cost.calls += 1;
    cost.rows += e.rows;
    cost.total_ns += e.ns;
    cost.connections += e.connections;
    cost.repeats += e.repeat ? 1 : 0;
  }
  for (const auto& [statement, connections] : apart)
    if (std::cmp_less(statement, log.texts.size()))
      if (const auto cost = by_text.find(log.texts[static_cast<std::size_t>(statement)].sql); cost != by_text.end())
        cost->second.connections += connections;
  std::vector<StatementCost> out;
  for (auto& [sql, cost] : by_text) out.push_back(std::move(cost));
  std::stable_sort(out.begin(), out.end(),
                   [](const StatementCost& a, const StatementCost& b) { return a.total_ns > b.total_ns; });
  return out;
}

}  // namespace

Result<ProfiledRun> RunStore::read(RunId run) const {
  const Snapshot snapshot(database_);  // a run that goes on grows meanwhile
  auto summary = this->summary(run);
  if (!summary.ok()) return summary.error();
  auto row = database_.prepare("SELECT manifest, stages, step_interval_s, metrics FROM run WHERE id = ?1", "run");
  if (!row.ok()) return row.error();
  auto found = row.value().bind(1, run).step();
  if (!found.ok()) return found.error();
  if (!found.value()) return no_such_run(run);

  RunReader reader(database_, run);
  const std::string place = "run, number " + std::to_string(run);
  auto manifest = parse_content(std::string(row.value().text(0)), file_.string() + ": " + place);
  if (!manifest.ok()) return manifest.error();
  ProfiledRun out;
  out.facts = std::move(manifest.value().facts);
  out.loading = std::move(manifest.value().loading);
  out.facts.status = summary.value().status;  // of a run whose end nobody wrote down, the list knows better
  out.facts.message = summary.value().message;
  std::vector<Stage> stages = stages_from_keys(row.value().text(1));
  if (stages.empty()) return reader.damaged(place, "stages");
  reader.set_stages(std::move(stages));
  out.step_interval_s = row.value().real(2);
  if (!row.value().is_null(3)) {
    const auto text = inflated(row.value().blob(3));
    if (!text) return reader.damaged(place, "metrics");
    auto card = parse_metrics_json(*text, file_.string() + ": " + place + ", metrics");
    if (!card.ok()) return card.error();
    out.score = std::move(card).value();
  }
  row.value().reset();
  if (Status read = reader.read_steps(out); !read.ok()) return read.error();
  if (Status read = reader.read_background(out); !read.ok()) return read.error();
  if (Status read = reader.read_log(out.statement_log); !read.ok()) return read.error();
  const ConnectionsApart& apart = manifest.value().connections_apart;
  for (const auto& [statement, connections] : apart) out.statement_log.connections_apart += connections;
  out.statements = costs_of(out.statement_log, apart);
  return out;
}

Result<std::string> RunStore::manifest_text(RunId run) const {
  auto row = database_.prepare("SELECT manifest FROM run WHERE id = ?1", "run");
  if (!row.ok()) return row.error();
  auto found = row.value().bind(1, run).step();
  if (!found.ok()) return found.error();
  if (!found.value()) return no_such_run(run);
  return std::string(row.value().text(0));
}

Result<ProfiledRun> read_stored_run(const std::filesystem::path& store, RunId run) {
  auto opened = RunStore::open(store);
  if (!opened.ok()) return opened.error();
  return opened.value().read(run);
}

}  // namespace stepscope
