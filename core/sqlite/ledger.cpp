#include "core/sqlite/ledger.h"

#include <algorithm>
#include <utility>

#include "core/probe/span.h"

namespace stepscope {

StatementLedger::Entry& StatementLedger::entry_of(const std::string& sql) {
  const auto [it, added] = entries_.try_emplace(sql);
  if (added) {
    it->second.number = static_cast<std::int32_t>(log_.texts.size());
    log_.texts.push_back({.sql = sql, .plan = {}});
  }
  return it->second;
}

std::int32_t StatementLedger::present_site() {
  site_.clear();
  const StepProbe* probe = StepProbe::current();
  for (int level = 0; probe != nullptr && level < probe->depth(); ++level) {
    if (probe->open_stage(level) == Stage::kDatabase) continue;
    if (!site_.empty()) site_ += " › ";
    site_ += stage_title(probe->open_stage(level));
  }
  if (site_.empty()) site_ = "outside of steps";
  const auto [it, added] = site_numbers_.try_emplace(site_, static_cast<std::int32_t>(log_.sites.size()));
  if (added) log_.sites.push_back(site_);
  return it->second;
}

void StatementLedger::record(const Execution& execution) {
  StepProbe* probe = StepProbe::current();
  const std::scoped_lock lock(mutex_);
  Entry& entry = entry_of(execution.sql);
  const bool repeat = !entry.parameters.insert(execution.parameters).second;
  entry.cost.calls += 1;
  entry.cost.rows += execution.rows;
  entry.cost.total_ns += execution.ns;
  entry.cost.repeats += repeat ? 1 : 0;
  std::int32_t connections = 0;
  std::int64_t connect_ns = 0;
  for (const Opening& opening : entry.openings) {
    if (opening.step != execution.step) {
      ++log_.connections_apart;
      continue;
    }
    ++connections;
    connect_ns += opening.ns;
  }
  entry.openings.clear();
  log_.executions.push_back({.step = execution.step,
                             .statement = entry.number,
                             .site = present_site(),
                             .connections = connections,
                             .parameters = execution.parameters,
                             .begin_ns = execution.begin_ns,
                             .ns = execution.ns,
                             .rows = execution.rows,
                             .scanned = execution.scanned,
                             .connect_ns = connect_ns,
                             .repeat = repeat});
  if (probe != nullptr && probe->depth() > 0 && probe->open_stage(probe->depth() - 1) == Stage::kDatabase)
    probe->annotate(entry.number);
}

void StatementLedger::record_connection(const std::string& sql, const Opening& opening) {
  const std::scoped_lock lock(mutex_);
  Entry& entry = entry_of(sql);
  entry.cost.connections += 1;
  entry.openings.push_back(opening);
}

std::vector<StatementCost> StatementLedger::costs() const {
  std::vector<StatementCost> out;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [sql, entry] : entries_) {
      out.push_back(entry.cost);
      out.back().sql = sql;
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const StatementCost& a, const StatementCost& b) { return a.total_ns > b.total_ns; });
  return out;
}

StatementLog StatementLedger::log(std::size_t first) const {
  const std::scoped_lock lock(mutex_);
  const auto begin = log_.executions.begin() + static_cast<std::ptrdiff_t>(std::min(first, log_.executions.size()));
  return {.texts = log_.texts,
          .sites = log_.sites,
          .executions = {begin, log_.executions.end()},
          .connections_apart = log_.connections_apart};
}

void StatementLedger::read(std::size_t first, std::vector<StatementExecution>& out) const {
  const std::scoped_lock lock(mutex_);
  for (std::size_t i = first; i < log_.executions.size(); ++i) out.push_back(log_.executions[i]);
}

void StatementLedger::forget_executions() {
  const std::scoped_lock lock(mutex_);
  for (auto& [sql, entry] : entries_) entry.cost = {};
  log_.executions.clear();
}

void StatementLedger::set_plan(std::size_t text, std::string plan) {
  const std::scoped_lock lock(mutex_);
  if (text < log_.texts.size()) log_.texts[text].plan = std::move(plan);
}

std::size_t StatementLedger::executions() const {
  const std::scoped_lock lock(mutex_);
  return log_.executions.size();
}

}  // namespace stepscope
