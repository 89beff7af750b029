#include "ui/window/interesting_scenario.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace stepscope::ui {

namespace {

// Larger is more interesting: what the tags say, then the number of agents.
using Interest = std::tuple<bool, bool, bool, int>;

Interest interest_of_set(const ScenarioList& scenarios, std::size_t set) {
  const auto types = scenarios.types_of_set(set);
  const bool stands_still = std::ranges::any_of(
      types, [&](std::uint32_t type) { return scenarios.type_name(type).starts_with("stationary"); });
  const std::string& type = scenarios.type_of_set(set);
  return {type == "near_multiple_vehicles", type != kUntaggedType, !stands_still, 0};
}

}  // namespace

std::optional<ScenarioPlace> interesting_scenario(const Dataset& dataset) {
  std::optional<ScenarioPlace> best;
  Interest most;
  std::vector<Interest> of_set;
  for (const LogSummary& log : dataset.logs) {
    const ScenarioList& scenarios = log.scenarios;
    of_set.clear();
    for (std::size_t set = 0; set < scenarios.set_count(); ++set) of_set.push_back(interest_of_set(scenarios, set));
    for (std::size_t row = 0; row < scenarios.size(); ++row) {
      Interest interest = of_set[scenarios.set(row)];
      std::get<3>(interest) = scenarios.agents(row);
      if (best && interest <= most) continue;
      if (!scenarios.can_be_simulated(row)) continue;  // asked last: it is the only part that takes time
      best = ScenarioPlace{&log, row};
      most = interest;
    }
  }
  return best;
}

std::optional<ScenarioPlace> find_scenario(const Dataset& dataset, Token token) {
  for (const LogSummary& log : dataset.logs)
    if (const auto row = log.scenarios.find(token)) return ScenarioPlace{&log, *row};
  return std::nullopt;
}

}  // namespace stepscope::ui
