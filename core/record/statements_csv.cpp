#include "core/record/statements_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include "core/record/csv.h"
#include "core/record/csv_table.h"
#include "core/record/run_record.h"

namespace stepscope {

namespace {

// Who asked, longest in all first, one line each.
std::string sites_of(const StatementLog& log, std::int32_t statement) {
  std::map<std::int32_t, std::int64_t> times;
  for (const StatementExecution& execution : log.executions)
    if (execution.statement == statement && execution.site >= 0) times[execution.site] += execution.ns;
  std::vector<std::pair<std::int64_t, std::int32_t>> order;
  for (const auto& [site, ns] : times) order.emplace_back(-ns, site);
  std::sort(order.begin(), order.end());
  std::string text;
  for (const auto& [ns, site] : order) {
    if (!text.empty()) text += '\n';
    text += log.sites[static_cast<std::size_t>(site)];
  }
  return text;
}

// A count that early versions did not write yet: `otherwise`.
Status optional_count(const CsvTable& table, std::size_t row, const char* field, std::int64_t otherwise,
                      std::int64_t& out) {
  out = otherwise;
  return table.has(field).ok() ? table.count(row, field, out) : Status{};
}

Status read_parameters(const CsvTable& table, std::size_t row, std::uint64_t& out) {
  const auto text = table.text(row, "parameters");
  if (!text.ok()) return text.error();
  const std::string& digits = text.value();
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), out, 16);
  if (code == std::errc{} && end == digits.data() + digits.size()) return {};
  return table.problem(row + 1, "parameters", "\"" + digits + "\" is not a hexadecimal number of 64 bits");
}

// Call sites by their text, numbered as they come.
class Sites {
 public:
  explicit Sites(std::vector<std::string>& texts) : texts_(texts) {}
  std::int32_t of(const std::string& text) {
    if (text.empty()) return -1;
    const auto [it, added] = numbers_.try_emplace(text, static_cast<std::int32_t>(texts_.size()));
    if (added) texts_.push_back(text);
    return it->second;
  }

 private:
  std::vector<std::string>& texts_;
  std::map<std::string, std::int32_t> numbers_;
};

}  // namespace

std::string queries_csv(const RunRecord& record) {
  const StatementLog log = record.run.ledger().log();
  std::map<std::string, std::int32_t> numbers;
  for (const StatementText& text : log.texts) numbers.emplace(text.sql, static_cast<std::int32_t>(numbers.size()));
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "statement,calls,rows,total_ns,connections,repeats,number,call_site,plan\n");
  for (const StatementCost& cost : record.run.ledger().costs()) {
    const std::int32_t number = numbers.at(cost.sql);
    fmt::format_to(add, "{},{},{},{},{},{},{},{},{}\n", csv_field(cost.sql), cost.calls, cost.rows, cost.total_ns,
                   cost.connections, cost.repeats, number, csv_field(sites_of(log, number)),
                   csv_field(log.texts[static_cast<std::size_t>(number)].plan));
  }
  return fmt::to_string(out);
}

std::string statements_csv(const RunRecord& record) {
  const StatementLog log = record.run.ledger().log();
  std::vector<std::string> sites;
  for (const std::string& site : log.sites) sites.push_back(csv_field(site));
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "step,number,call_site,connections,connect_ns,rows,scanned,parameters,begin_ns,ns,repeat\n");
  for (const StatementExecution& e : log.executions) {
    const std::string_view site = e.site < 0 ? std::string_view{} : sites[static_cast<std::size_t>(e.site)];
    fmt::format_to(add, "{},{},{},{},{},{},{},{:016x},{},{},{}\n", e.step, e.statement, site, e.connections,
                   e.connect_ns, e.rows, e.scanned, e.parameters, e.begin_ns, e.ns, e.repeat ? 1 : 0);
  }
  return fmt::to_string(out);
}

Status read_queries(const std::filesystem::path& file, ProfiledRun& run) {
  auto read = CsvTable::read(file);
  if (!read.ok()) return read.error();
  const CsvTable& table = read.value();
  for (const char* field : {"statement", "calls", "rows", "total_ns", "connections", "repeats"})  // also without rows
    if (Status status = table.has(field); !status.ok()) return status;
  const bool plans = table.has("plan").ok();
  run.statement_log.texts.resize(table.rows());
  std::set<std::int64_t> numbers;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    StatementCost cost;
    std::int64_t number = 0;
    for (const auto& [name, target] : {std::pair<const char*, std::int64_t*>{"calls", &cost.calls},
                                       {"rows", &cost.rows},
                                       {"total_ns", &cost.total_ns},
                                       {"connections", &cost.connections},
                                       {"repeats", &cost.repeats}})
      if (Status status = table.count(i, name, *target); !status.ok()) return status;
    if (Status status = optional_count(table, i, "number", static_cast<std::int64_t>(i), number); !status.ok())
      return status;
    if (number >= static_cast<std::int64_t>(table.rows()) || !numbers.insert(number).second)
      return table.problem(i + 1, "number", std::to_string(number) + " is beyond the rows or there twice");
    cost.sql = table.text(i, "statement").value();
    run.statement_log.texts[static_cast<std::size_t>(number)] = {.sql = cost.sql,
                                                                 .plan = plans ? table.text(i, "plan").value() : ""};
    run.statements.push_back(std::move(cost));
  }
  return {};
}

Status read_statements(const std::filesystem::path& file, ProfiledRun& run) {
  auto read = CsvTable::read(file);
  if (!read.ok()) return read.error();
  const CsvTable& table = read.value();
  StatementLog& log = run.statement_log;
  Sites sites(log.sites);
  std::int64_t opened = std::accumulate(run.statements.begin(), run.statements.end(), std::int64_t{0},
                                        [](std::int64_t sum, const StatementCost& c) { return sum + c.connections; });
  for (const char* field : {"step", "number", "call_site", "connections", "connect_ns", "rows", "scanned", "parameters",
                            "begin_ns", "ns", "repeat"})
    if (Status status = table.has(field); !status.ok()) return status;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    StatementExecution e;
    std::int64_t step = 0, number = 0, connections = 0, repeat = 0;
    if (Status status = table.integer(i, "step", step); !status.ok()) return status;
    if (Status status = table.integer(i, "begin_ns", e.begin_ns); !status.ok()) return status;
    for (const auto& [name, target] : {std::pair<const char*, std::int64_t*>{"number", &number},
                                       {"connections", &connections},
                                       {"connect_ns", &e.connect_ns},
                                       {"rows", &e.rows},
                                       {"scanned", &e.scanned},
                                       {"ns", &e.ns},
                                       {"repeat", &repeat}})
      if (Status status = table.count(i, name, *target); !status.ok()) return status;
    if (Status status = read_parameters(table, i, e.parameters); !status.ok()) return status;
    if (step < -1 || step >= static_cast<std::int64_t>(run.steps.size()) + 1)  // the last one may be unfinished
      return table.problem(i + 1, "step", std::to_string(step) + " is not a step of the run");
    if (number >= static_cast<std::int64_t>(log.texts.size()))
      return table.problem(i + 1, "number", "queries.csv has no statement " + std::to_string(number));
    if (connections > 1'000'000) return table.problem(i + 1, "connections", "is too many");
    e.step = static_cast<std::int32_t>(step);
    e.statement = static_cast<std::int32_t>(number);
    e.connections = static_cast<std::int32_t>(connections);
    e.repeat = repeat != 0;
    e.site = sites.of(table.text(i, "call_site").value());
    opened -= connections;
    log.executions.push_back(e);
  }
  log.connections_apart = std::max<std::int64_t>(opened, 0);
  return {};
}

namespace {

// What to add to the times of `log` to have those of the trace: by the first execution that both have. Exact for one
// outside of steps; one inside stands in the trace where its span begins, some microseconds earlier.
std::int64_t time_shift(const StatementLog& log, const StatementLog& trace) {
  for (const StatementExecution& known : trace.executions) {
    const auto same = std::find_if(log.executions.begin(), log.executions.end(), [&](const StatementExecution& e) {
      return e.step == known.step && e.statement == known.statement && e.parameters == known.parameters;
    });
    if (same != log.executions.end()) return known.begin_ns - same->begin_ns;
  }
  return 0;
}

}  // namespace

void follow_trace(StatementLog& log, StatementLog trace) {
  std::map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < trace.texts.size(); ++i) numbers.emplace(trace.texts[i].sql, i);
  std::vector<std::int32_t> renumbered;
  for (StatementText& text : log.texts) {
    const auto [it, added] = numbers.try_emplace(text.sql, trace.texts.size());
    if (added) trace.texts.push_back(text);
    renumbered.push_back(static_cast<std::int32_t>(it->second));
    trace.texts[it->second].plan = std::move(text.plan);
  }
  log.texts = trace.texts;
  if (log.executions.empty()) {
    log.sites = std::move(trace.sites);
    log.executions = std::move(trace.executions);
    return;
  }
  for (StatementExecution& e : log.executions) e.statement = renumbered[static_cast<std::size_t>(e.statement)];
  const std::int64_t shift = time_shift(log, trace);
  for (StatementExecution& e : log.executions) e.begin_ns += shift;
}

}  // namespace stepscope
