#include "ui/models/scenario_sort.h"

#include <algorithm>
#include <string_view>

namespace stepscope::ui {

namespace {

class Ranks {
 public:
  void add(std::string_view name) { names_.push_back(name); }
  void finish() {
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  }
  std::int64_t of(std::string_view name) const {
    return std::lower_bound(names_.begin(), names_.end(), name) - names_.begin();
  }

 private:
  std::vector<std::string_view> names_;
};

}  // namespace

ScenarioSortKeys::ScenarioSortKeys(const ScenarioTreeModel& model, int column) : model_(model), column_(column) {
  const std::vector<LogSummary>& logs = model.dataset()->logs;
  const bool by_name = column == ScenarioTreeModel::kName;
  Ranks ranks;
  if (by_name && model.grouping() == ScenarioGrouping::kByLog) {
    ranks.add(kUntaggedType);
    for (const LogSummary& log : logs)
      for (const std::string& type : log.scenarios.columns().types) ranks.add(type);
    ranks.finish();
    for (const LogSummary& log : logs) {
      std::vector<std::int64_t>& of_log = set_ranks_.emplace_back();
      for (std::size_t set = 0; set < log.scenarios.set_count(); ++set)
        of_log.push_back(ranks.of(log.scenarios.type_of_set(set)));
    }
  } else if (by_name || column == ScenarioTreeModel::kLocation) {
    const auto text = [by_name](const LogSummary& log) -> const std::string& {
      return by_name ? log.name : log.location;
    };
    for (const LogSummary& log : logs) ranks.add(text(log));
    ranks.finish();
    for (const LogSummary& log : logs) log_ranks_.push_back(ranks.of(text(log)));
  }
}

std::int64_t ScenarioSortKeys::of(std::uint32_t scenario) const {
  const std::size_t log = model_.log_of(scenario);
  const std::size_t row = scenario - model_.first_scenario(log);
  const LogSummary& summary = model_.dataset()->logs[log];
  if (!set_ranks_.empty()) return set_ranks_[log][summary.scenarios.set(row)];
  if (!log_ranks_.empty()) return log_ranks_[log];
  switch (column_) {
    case ScenarioTreeModel::kOffset:
      return summary.scenarios.time(row).us - summary.begin.us;
    case ScenarioTreeModel::kSteps:
      return summary.scenarios.iterations(row);
    case ScenarioTreeModel::kAgents:
      return summary.scenarios.agents(row);
    default:
      return 0;
  }
}

}  // namespace stepscope::ui
