#include "ui/window/interesting_scenario.h"

#include <algorithm>
#include <compare>
#include <string>
#include <tuple>
#include <vector>

#include "core/scenario/scenario.h"

namespace stepscope::ui {

namespace {

// Larger is more interesting: a tagged frame, an ego that moves, a lively type; then a scenario that the log covers
// whole; then the number of agents.
struct Interest {
  std::tuple<bool, bool, int> tags;
  bool whole{false};
  int agents{0};
  auto operator<=>(const Interest&) const = default;
};

int liveliness(const std::string& type) {
  if (type == "starting_left_turn") return 2;
  return type == "near_multiple_vehicles" ? 1 : 0;
}

std::tuple<bool, bool, int> interest_of_set(const ScenarioList& scenarios, std::size_t set) {
  const auto types = scenarios.types_of_set(set);
  const bool stands_still = std::ranges::any_of(
      types, [&](std::uint32_t type) { return scenarios.type_name(type).starts_with("stationary"); });
  const std::string& type = scenarios.type_of_set(set);
  return {type != kUntaggedType, !stands_still, liveliness(type)};
}

bool is_whole(const ScenarioList& scenarios, std::size_t row) {
  const ScenarioExtraction cut = ScenarioExtraction::for_type(scenarios.type(row));
  return scenarios.iterations(row) + 2 >= cut.duration_s / cut.interval_s();  // frames jitter around the interval
}

}  // namespace

std::optional<ListedScenario> interesting_scenario(const Dataset& dataset) {
  std::optional<ListedScenario> best;
  Interest most;
  std::vector<std::tuple<bool, bool, int>> of_set;
  for (const LogSummary& log : dataset.logs) {
    const ScenarioList& scenarios = log.scenarios;
    of_set.clear();
    for (std::size_t set = 0; set < scenarios.set_count(); ++set) of_set.push_back(interest_of_set(scenarios, set));
    for (std::size_t row = 0; row < scenarios.size(); ++row) {
      Interest interest{.tags = of_set[scenarios.set(row)], .agents = scenarios.agents(row)};
      if (best && interest.tags < most.tags) continue;
      interest.whole = is_whole(scenarios, row);
      if (best && interest <= most) continue;
      if (!scenarios.can_be_simulated(row)) continue;  // asked last: it is the only part that takes time
      best = ListedScenario{&log, row};
      most = interest;
    }
  }
  return best;
}

std::optional<ListedScenario> find_scenario(const Dataset& dataset, Token token) {
  for (const LogSummary& log : dataset.logs)
    if (const auto row = log.scenarios.find(token)) return ListedScenario{&log, *row};
  return std::nullopt;
}

}  // namespace stepscope::ui
