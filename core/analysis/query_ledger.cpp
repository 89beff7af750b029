#include "core/analysis/query_ledger.h"

#include <algorithm>
#include <utility>

namespace stepscope {

namespace {

QuerySums sums_of(const StatementExecution& execution) {
  QuerySums sums{.statements = 1,
                 .rows = execution.rows,
                 .connections = execution.connections,
                 .scanned = execution.scanned,
                 .ns = execution.ns,
                 .connect_ns = execution.connect_ns};
  if (execution.repeat) {
    sums.repeats = 1;
    sums.repeats_ns = execution.ns + execution.connect_ns;
  }
  return sums;
}

std::int64_t cost_ns(const QuerySums& sums) { return sums.ns + sums.connect_ns; }

// Executions of the steps of a range, or those outside of steps, by statement and call site.
class Tally {
 public:
  Tally(std::size_t texts, std::size_t sites) : sites_(sites + 1), cells_(texts * sites_), times_(texts) {}

  void add(const StatementExecution& execution, const QuerySums& sums) {
    const auto statement = static_cast<std::size_t>(execution.statement);
    cells_[statement * sites_ + static_cast<std::size_t>(execution.site + 1)] += sums;
    times_[statement].push_back(execution.ns);
  }

  std::vector<StatementFigures> statements(std::int64_t wall_ns) {
    std::vector<StatementFigures> figures;
    for (std::size_t i = 0; i < times_.size(); ++i) {
      if (times_[i].empty()) continue;
      StatementFigures figure{
          .statement = static_cast<std::int32_t>(i), .sums = {}, .time = distribution_in(times_[i])};
      for (std::size_t site = 0; site < sites_; ++site) figure.sums += cells_[i * sites_ + site];
      if (wall_ns > 0) figure.share = static_cast<double>(cost_ns(figure.sums)) / static_cast<double>(wall_ns);
      figures.push_back(figure);
    }
    std::stable_sort(figures.begin(), figures.end(), [](const StatementFigures& a, const StatementFigures& b) {
      return cost_ns(a.sums) > cost_ns(b.sums);
    });
    return figures;
  }

  std::vector<SiteFigures> sites(const std::vector<StatementFigures>& order) const {
    std::vector<SiteFigures> figures;
    for (const StatementFigures& statement : order) {
      const auto first = static_cast<std::ptrdiff_t>(figures.size());
      for (std::size_t site = 0; site < sites_; ++site) {
        const QuerySums& sums = cells_[static_cast<std::size_t>(statement.statement) * sites_ + site];
        if (sums.statements == 0) continue;
        figures.push_back(
            {.statement = statement.statement, .site = static_cast<std::int32_t>(site) - 1, .sums = sums});
      }
      std::stable_sort(figures.begin() + first, figures.end(),
                       [](const SiteFigures& a, const SiteFigures& b) { return cost_ns(a.sums) > cost_ns(b.sums); });
    }
    return figures;
  }

 private:
  std::size_t sites_;  // and one for executions without
  std::vector<QuerySums> cells_;
  std::vector<std::vector<std::int64_t>> times_;
};

// What the present step has executed: a hash table that a new step empties by another stamp.
class SeenInStep {
 public:
  // Whether the step had the same before; executions come step by step.
  bool repeats(const StatementExecution& execution) {
    if (execution.step != step_) {
      step_ = execution.step;
      ++stamp_;
      count_ = 0;
    }
    if (2 * ++count_ > slots_.size()) grow();
    return !insert({.parameters = execution.parameters, .statement = execution.statement, .stamp = stamp_});
  }

 private:
  struct Slot {
    std::uint64_t parameters{0};
    std::int32_t statement{0};
    std::uint32_t stamp{0};
    bool operator==(const Slot&) const = default;
  };
  bool insert(const Slot& slot) {
    const std::uint64_t hash =
        (slot.parameters ^ static_cast<std::uint64_t>(slot.statement)) * 0x9E3779B97F4A7C15ULL;  // Fibonacci hashing
    std::size_t at = static_cast<std::size_t>(hash >> 32) & (slots_.size() - 1);
    while (slots_[at].stamp == stamp_) {
      if (slots_[at] == slot) return false;
      at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = slot;
    return true;
  }
  void grow() {
    const std::vector<Slot> before(std::move(slots_));
    slots_.assign(2 * before.size(), {});
    for (const Slot& slot : before)
      if (slot.stamp == stamp_) insert(slot);
  }

  std::vector<Slot> slots_{std::vector<Slot>(256)};
  std::int32_t step_{-1};
  std::uint32_t stamp_{0};
  std::size_t count_{0};
};

bool sound(const StatementExecution& execution, const StatementLog& log) {
  return execution.statement >= 0 && static_cast<std::size_t>(execution.statement) < log.texts.size() &&
         execution.site >= -1 && execution.site < static_cast<std::int32_t>(log.sites.size());
}

}  // namespace

QuerySums& QuerySums::operator+=(const QuerySums& other) {
  statements += other.statements;
  rows += other.rows;
  connections += other.connections;
  scanned += other.scanned;
  ns += other.ns;
  connect_ns += other.connect_ns;
  repeats_in_step += other.repeats_in_step;
  repeats += other.repeats;
  repeats_ns += other.repeats_ns;
  return *this;
}

QueryLedger query_ledger(const StatementLog& log, std::span<const StepTiming> steps, StepRange range) {
  return query_ledger(log, log.executions, steps, range);
}

QueryLedger query_ledger(const StatementLog& log, std::span<const StatementExecution> executions,
                         std::span<const StepTiming> steps, StepRange range) {
  QueryLedger ledger;
  const auto last_step = static_cast<std::int32_t>(steps.size()) - 1;
  ledger.range = {.first = std::max(range.first, 0), .last = std::min(range.last, last_step)};
  const std::int32_t first = ledger.range.first;
  const std::int32_t count = std::max(ledger.range.last - first + 1, 0);
  ledger.steps.resize(static_cast<std::size_t>(count));
  for (std::int32_t k = 0; k < count; ++k) {
    const StepTiming& step = steps[static_cast<std::size_t>(first + k)];
    ledger.wall_ns += step.wall_ns;
    ledger.database_ns += step.self_ns[static_cast<std::size_t>(Stage::kDatabase)];
    ledger.counted.statements += step.counters.statements;
    ledger.counted.rows += step.counters.rows;
    ledger.counted.connections += step.counters.connections;
  }

  Tally inside(log.texts.size(), log.sites.size()), outside(log.texts.size(), log.sites.size());
  SeenInStep seen;
  for (const StatementExecution& execution : executions) {
    if (!sound(execution, log)) continue;
    QuerySums sums = sums_of(execution);
    if (execution.step < 0) {
      outside.add(execution, sums);
      ledger.outside_sums += sums;
      continue;
    }
    if (execution.step < first || execution.step >= first + count) continue;
    sums.repeats_in_step = seen.repeats(execution) ? 1 : 0;
    inside.add(execution, sums);
    ledger.steps[static_cast<std::size_t>(execution.step - first)] += sums;
  }
  for (const QuerySums& step : ledger.steps) ledger.inside += step;
  ledger.outside_sums.connections += log.connections_apart;
  ledger.statements = inside.statements(ledger.wall_ns);
  ledger.sites = inside.sites(ledger.statements);
  ledger.outside = outside.statements(0);
  return ledger;
}

std::vector<QuerySums> statement_steps(const StatementLog& log, std::size_t steps, std::int32_t statement) {
  std::vector<QuerySums> sums(steps);
  for (const StatementExecution& execution : log.executions) {
    if (statement >= 0 && execution.statement != statement) continue;
    if (execution.step < 0 || static_cast<std::size_t>(execution.step) >= steps) continue;
    sums[static_cast<std::size_t>(execution.step)] += sums_of(execution);
  }
  return sums;
}

QueryLedger query_ledger(const StatementLog& log, std::span<const StepTiming> steps) {
  return query_ledger(log, steps, {.first = 0, .last = static_cast<std::int32_t>(steps.size()) - 1});
}

}  // namespace stepscope
