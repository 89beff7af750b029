#include "ui/window/interesting_scenario.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace stepscope::ui {

namespace {

bool stands_still(const ScenarioRow& row) {
  return std::ranges::any_of(row.tags, [](const std::string& tag) { return tag.starts_with("stationary"); });
}

// Larger is more interesting.
std::tuple<bool, bool, bool, int> interest(const ScenarioRow& row) {
  return {row.type == "near_multiple_vehicles", row.type != "unknown", !stands_still(row), row.agents};
}

}  // namespace

std::optional<ScenarioPlace> interesting_scenario(const Dataset& dataset) {
  std::optional<ScenarioPlace> best;
  for (const LogSummary& log : dataset.logs)
    for (const ScenarioRow& row : log.scenarios)
      if (row.problem.empty() && (!best || interest(row) > interest(*best->row))) best = ScenarioPlace{&log, &row};
  return best;
}

std::optional<ScenarioPlace> find_scenario(const Dataset& dataset, Token token) {
  for (const LogSummary& log : dataset.logs)
    for (const ScenarioRow& row : log.scenarios)
      if (row.token == token) return ScenarioPlace{&log, &row};
  return std::nullopt;
}

}  // namespace stepscope::ui
