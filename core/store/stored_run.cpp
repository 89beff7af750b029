#include <algorithm>
#include <map>
#include <utility>

#include "core/record/manifest_facts.h"
#include "core/record/metrics_json.h"
#include "core/store/rows.h"
#include "core/store/run_store.h"
#include "core/store/stored_rows.h"
#include "core/store/timing_bytes.h"
#include "core/store/zlib_bytes.h"

namespace stepscope {

namespace {

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
  auto row =
      database_.prepare("SELECT manifest, stages, step_interval_s, metrics, status FROM run WHERE id = ?1", "run");
  if (!row.ok()) return row.error();
  auto found = row.value().bind(1, run).step();
  if (!found.ok()) return found.error();
  if (!found.value()) return no_such_run(run);

  const std::string place = "run, number " + std::to_string(run);
  auto manifest = parse_content(std::string(row.value().text(0)), file_.string() + ": " + place);
  if (!manifest.ok()) return manifest.error();
  ProfiledRun out;
  out.facts = std::move(manifest.value().facts);
  out.loading = std::move(manifest.value().loading);
  out.facts.status = summary.value().status;  // of a run whose end nobody wrote down, the list knows better
  out.facts.message = summary.value().message;
  const auto damaged = [&](const char* field) {
    return Error{.file = file_.string(), .place = place, .field = field, .reason = "is damaged"};
  };
  std::vector<Stage> stages = stages_from_keys(row.value().text(1));
  if (stages.empty()) return damaged("stages");
  out.step_interval_s = row.value().real(2);
  if (!row.value().is_null(3)) {
    const auto text = inflated(row.value().blob(3));
    if (!text) return damaged("metrics");
    auto card = parse_metrics_json(*text, file_.string() + ": " + place + ", metrics");
    if (!card.ok()) return card.error();
    out.score = std::move(card).value();
  }
  const bool ended = row.value().text(4) != "running";
  row.value().reset();
  auto rows = StoredRows::of_run(database_, run, std::move(stages), ended);
  if (!rows.ok()) return rows.error();
  if (Status read = rows.value().read_steps(out); !read.ok()) return read.error();
  if (Status read = rows.value().read_background(out); !read.ok()) return read.error();
  if (Status read = rows.value().read_log(out.statement_log); !read.ok()) return read.error();
  const ConnectionsApart& apart = manifest.value().connections_apart;
  for (const auto& [statement, connections] : apart) out.statement_log.connections_apart += connections;
  out.statements = costs_of(out.statement_log, apart);
  return out;
}

Result<std::string> RunStore::manifest_text(RunId run) const {
  if (Status known = sound(run); !known.ok()) return known.error();
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
