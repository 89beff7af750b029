#include <fmt/format.h>

#include <algorithm>

#include "core/report/number_text.h"
#include "core/report/sections.h"

namespace stepscope {

namespace {

constexpr std::size_t kShown = 12;

std::string per_step(std::int64_t n, const RunStatistics& s) {
  return short_number(static_cast<double>(n) / static_cast<double>(std::max<std::int64_t>(s.step.count, 1)));
}

}  // namespace

void add_ledger(Blocks& out, const RunFindings& f) {
  const RunStatistics& s = f.statistics;
  out.emplace_back(Heading{3, "Statements, rows, connections"});
  out.emplace_back(Paragraph{
      fmt::format("Per step: {} statements, {} rows, {} connections, {} agents, {} heap allocations.",
                  per_step(s.counters.statements, s), per_step(s.counters.rows, s), per_step(s.counters.connections, s),
                  per_step(s.counters.agents, s), per_step(s.counters.allocations, s))});
  const auto& statements = f.run().statements;
  if (statements.empty()) {
    out.emplace_back(Paragraph{s.counters.statements > 0 ? "Which statements these were was not recorded."
                                                         : "This run executed no statement."});
    return;
  }
  std::int64_t calls = 0, repeats = 0;
  for (const StatementCost& cost : statements) {
    calls += cost.calls;
    repeats += cost.repeats;
  }
  out.emplace_back(Paragraph{fmt::format(
      "A statement is one execution, a row one row that it returned, a connection one opening of the file: three "
      "counts, "
      "never one number. {} of {} executions of the run had parameters that it had seen before and could have been "
      "cached. Statements before the first step and after the last are in the table, not in the counts per step. The "
      "ms "
      "of a statement are preparing it and fetching its rows: opening and closing its connection, and reading the "
      "columns of a row, are in the stage database and not in the table.",
      repeats, calls)});
  Table table{.columns = {{"statement", Align::kLeft, true}, {"calls"}, {"rows"}, {"connections"}, {"repeats"}, {"ms"}},
              .rows = {}};
  for (std::size_t i = 0; i < std::min(kShown, statements.size()); ++i) {
    const StatementCost& q = statements[i];
    table.rows.push_back({{q.sql, std::to_string(q.calls), std::to_string(q.rows), std::to_string(q.connections),
                           std::to_string(q.repeats), short_number(static_cast<double>(q.total_ns) * 1e-6)}});
  }
  out.emplace_back(std::move(table));
  if (statements.size() > kShown)
    out.emplace_back(
        Paragraph{fmt::format("{} more statements are in queries.csv of the run.", statements.size() - kShown)});
}

}  // namespace stepscope
