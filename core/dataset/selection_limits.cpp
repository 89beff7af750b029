#include "core/dataset/selection_limits.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/base/random.h"

namespace stepscope {

namespace {

// Fisher and Yates's shuffle with our own random numbers; the standard library's differ from machine to machine.
void shuffle(std::uint64_t seed, std::vector<ChosenScenario>& scenarios) {
  Random random(seed);
  for (std::size_t i = scenarios.size(); i > 1; --i)
    std::swap(scenarios[i - 1], scenarios[static_cast<std::size_t>(random.next() % i)]);
}

// Which of `count` to keep if at most `limit` may stay: the first ones, or as many at equal steps.
std::vector<bool> kept_of(std::size_t count, std::size_t limit, bool shuffled) {
  std::vector<bool> kept(count, false);
  const std::size_t step = shuffled || limit == 0 ? 1 : std::max<std::size_t>(count / limit, 1);
  std::size_t left = limit;
  for (std::size_t i = 0; i < count && left > 0; i += step, --left) kept[i] = true;
  return kept;
}

// Keeps at most `limit` of the scenarios of a group; the others stay.
template <typename InGroup>
void limit_group(std::size_t limit, bool shuffled, std::vector<ChosenScenario>& scenarios, const InGroup& in_group) {
  const auto count = static_cast<std::size_t>(std::count_if(scenarios.begin(), scenarios.end(), in_group));
  if (count <= limit) return;
  const std::vector<bool> kept = kept_of(count, limit, shuffled);
  std::size_t number = 0;
  std::vector<ChosenScenario> out;
  for (ChosenScenario& scenario : scenarios)
    if (!in_group(scenario) || kept[number++]) out.push_back(std::move(scenario));
  scenarios = std::move(out);
}

void limit_per_type(std::size_t limit, bool shuffled, std::vector<ChosenScenario>& scenarios) {
  std::map<std::string, std::size_t> count, number;
  std::map<std::string, std::vector<bool>> kept;
  for (const ChosenScenario& scenario : scenarios) ++count[scenario.type];
  for (const auto& [type, total] : count) kept[type] = kept_of(total, limit, shuffled);
  std::vector<ChosenScenario> out;
  for (ChosenScenario& scenario : scenarios)
    if (kept[scenario.type][number[scenario.type]++]) out.push_back(std::move(scenario));
  scenarios = std::move(out);
}

void limit_total(std::size_t limit, bool shuffled, std::vector<ChosenScenario>& scenarios) {
  if (scenarios.size() <= limit) return;
  const auto untagged = [](const ChosenScenario& scenario) { return scenario.type == kUntaggedType; };
  const auto count = static_cast<std::size_t>(std::count_if(scenarios.begin(), scenarios.end(), untagged));
  const std::size_t excess = scenarios.size() - limit;
  limit_group(count > excess ? count - excess : 0, shuffled, scenarios, untagged);
  limit_group(limit, shuffled, scenarios, [](const ChosenScenario&) { return true; });
}

}  // namespace

void keep_spaced(double least_spacing_s, std::vector<ChosenScenario>& scenarios) {
  std::sort(scenarios.begin(), scenarios.end(), [](const ChosenScenario& a, const ChosenScenario& b) {
    return std::tie(a.type, a.id.db, a.time) < std::tie(b.type, b.id.db, b.time);
  });
  std::vector<ChosenScenario> out;
  for (ChosenScenario& scenario : scenarios) {
    const bool first = out.empty() || out.back().type != scenario.type || out.back().id.db != scenario.id.db;
    if (first || scenario.time.seconds() >= out.back().time.seconds() + least_spacing_s)
      out.push_back(std::move(scenario));
  }
  scenarios = std::move(out);
}

void keep_within_limits(const ScenarioFilter& filter, std::vector<ChosenScenario>& scenarios) {
  const bool shuffled = filter.shuffle_seed.has_value();
  if (shuffled) shuffle(*filter.shuffle_seed, scenarios);
  if (filter.most_per_type) limit_per_type(*filter.most_per_type, shuffled, scenarios);
  if (filter.share)
    limit_total(static_cast<std::size_t>(std::ceil(*filter.share * static_cast<double>(scenarios.size()))), shuffled,
                scenarios);
  if (filter.most) limit_total(*filter.most, shuffled, scenarios);
}

}  // namespace stepscope
