#include "ui/window/interesting_scenario.h"

#include <tuple>

namespace stepscope::ui {

namespace {

// Larger is more interesting.
std::tuple<bool, bool, int> interest(const ScenarioRow& row) {
  return {row.type == "near_multiple_vehicles", row.type != "unknown", row.agents};
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
