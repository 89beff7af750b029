#include "core/comparison/comparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analysis/distribution.h"
#include "core/comparison/pair_check.h"

namespace stepscope {

namespace {

double median_of(std::vector<std::int64_t> values) { return quantile_in(values, 0.5); }

std::vector<ScenarioRatio> scenarios_of(std::span<const RunPair> pairs) {
  std::vector<ScenarioRatio> out;  // sums of logarithms at first
  for (const RunPair& pair : pairs) {
    auto found =
        std::find_if(out.begin(), out.end(), [&](const ScenarioRatio& s) { return s.scenario == pair.scenario; });
    if (found == out.end()) found = out.insert(out.end(), {.scenario = pair.scenario});
    ++found->pairs;
    found->a_ns += std::log(static_cast<double>(pair.a.total_ns()));
    found->b_ns += std::log(static_cast<double>(pair.b.total_ns()));
  }
  for (ScenarioRatio& scenario : out) {
    scenario.a_ns = std::exp(scenario.a_ns / scenario.pairs);
    scenario.b_ns = std::exp(scenario.b_ns / scenario.pairs);
    scenario.ratio = scenario.b_ns / scenario.a_ns;
  }
  return out;
}

std::optional<RatioEstimate> across(std::span<const ScenarioRatio> scenarios, std::uint64_t seed) {
  if (scenarios.size() < kFewestPairs) return std::nullopt;
  std::vector<PairTimes> means;
  for (const ScenarioRatio& scenario : scenarios) means.push_back({.a = scenario.a_ns, .b = scenario.b_ns});
  return ratio_of(means, seed);
}

template <typename TimeOf>
PairTimes medians_of(std::span<const RunPair> pairs, const TimeOf& time) {
  std::vector<std::int64_t> a, b;
  for (const RunPair& pair : pairs) {
    a.push_back(time(pair.a));
    b.push_back(time(pair.b));
  }
  return {.a = median_of(std::move(a)), .b = median_of(std::move(b))};
}

ColdTimes cold_times_of(std::span<const RunPair> pairs, std::uint64_t seed) {
  const std::vector<double> weights = weights_of(pairs);
  std::vector<PairTimes> first;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    first.push_back({.a = static_cast<double>(pairs[i].a.steps.front().wall_ns),
                     .b = static_cast<double>(pairs[i].b.steps.front().wall_ns),
                     .weight = weights[i],
                     .scenario = pairs[i].scenario});
  return {.preparation = medians_of(pairs, [](const MeasuredRun& run) { return run.before_ns; }),
          .first_step = medians_of(pairs, [](const MeasuredRun& run) { return run.steps.front().wall_ns; }),
          .first_step_ratio = ratio_of(first, seed)};
}

}  // namespace

Result<RunComparison> compare_runs(std::span<const RunPair> pairs, std::span<const RunPair> same_pairs,
                                   const ComparisonOptions& options) {
  if (const Status status = check_pairs(pairs); !status.ok()) return status.error();
  if (const Status status = check_pairs(same_pairs); !status.ok()) return status.error();
  const std::uint64_t seed = options.answer.seed;
  RunComparison out{.answer = answer_of(pairs, options.answer),
                    .scenarios = scenarios_of(pairs),
                    .stages = stages_of(pairs, options.window, seed),
                    .tails = tails_of(pairs, {}, options.window, seed),
                    .misses = paired_misses(pairs, options.window, options.budgets_ns),
                    .cold = cold_times_of(pairs, seed),
                    .processor = processor_time_of(pairs, seed),
                    .order = order_effect_of(pairs),
                    .drift = drift_of(pairs),
                    .outliers = outliers_of(pairs),
                    .wished_effect = options.wished_effect};
  out.across_scenarios = across(out.scenarios, seed);
  if (!out.outliers.empty()) out.without_outliers = answer_without(pairs, out.outliers, options.answer);
  if (!same_pairs.empty() && !pairs.empty()) {
    out.floor = noise_floor_of(same_pairs, out.answer, out.stages, options.window, options.answer);
    out.answer = held_against(std::move(out.answer), out.floor->total);
    if (out.without_outliers) {
      Answer& without = *out.without_outliers;
      const auto floor = noise_floor(out.floor->same.total, out.floor->alarmed(), without.total);
      without = held_against(std::move(without), floor);
    }
  }
  out.spread = expected_spread(out.answer.total, out.floor ? &out.floor->same.total : nullptr);
  out.detectable = detectable_effect(out.spread, out.answer.total.pairs);
  out.pairs_for_wish = pairs_needed(out.spread, options.wished_effect);
  return out;
}

}  // namespace stepscope
