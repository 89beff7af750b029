#include "core/sqlite/ledger.h"

#include <algorithm>

namespace stepscope {

void StatementLedger::record(const std::string& sql, std::uint64_t parameter_hash, std::int64_t rows, std::int64_t ns) {
  const std::scoped_lock lock(mutex_);
  Entry& entry = entries_[sql];
  entry.cost.calls += 1;
  entry.cost.rows += rows;
  entry.cost.total_ns += ns;
  if (++entry.parameters[parameter_hash] > 1) entry.cost.repeats += 1;
}

void StatementLedger::record_connection(const std::string& sql) {
  const std::scoped_lock lock(mutex_);
  entries_[sql].cost.connections += 1;
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

}  // namespace stepscope
