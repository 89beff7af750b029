#include "core/comparison/ratio_estimate.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace stepscope {

namespace {

// Squares of the log-ratios' distances from the mean of their scenario.
Scatter scatter_of(std::span<const PairTimes> pairs) {
  struct Sums {
    double logs{0.0}, squares{0.0};
    int pairs{0};
  };
  std::map<int, Sums> scenarios;
  double weights = 0.0, square_weights = 0.0;
  for (const PairTimes& pair : pairs) {
    Sums& sums = scenarios[pair.scenario];
    const double log = std::log(pair.b / pair.a), before = sums.pairs > 0 ? log - sums.logs / sums.pairs : 0.0;
    sums.logs += log;
    ++sums.pairs;
    sums.squares += before * (log - sums.logs / sums.pairs);
    weights += pair.weight;
    square_weights += pair.weight * pair.weight;
  }
  Scatter out{.freedom = static_cast<int>(pairs.size() - scenarios.size()),
              .pairs = weights * weights / square_weights};
  double squares = 0.0;
  for (const auto& [scenario, sums] : scenarios) squares += sums.squares;
  if (out.freedom > 0) out.log_sd = std::sqrt(squares / out.freedom);
  return out;
}

double spread_of(std::span<const WeightedValue> values) {
  if (values.size() < 2) return 0.0;
  double mean = 0.0, squares = 0.0;
  for (const WeightedValue& v : values) mean += v.value / static_cast<double>(values.size());
  for (const WeightedValue& v : values) squares += (v.value - mean) * (v.value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace

Scatter pooled(const Scatter& a, const Scatter& b) {
  Scatter out{.freedom = a.freedom + b.freedom};
  if (out.freedom > 0)
    out.log_sd = std::sqrt((a.freedom * a.log_sd * a.log_sd + b.freedom * b.log_sd * b.log_sd) / out.freedom);
  return out;
}

std::vector<double> weights_of(std::span<const RunPair> pairs) {
  std::map<int, int> counts;
  for (const RunPair& pair : pairs) ++counts[pair.scenario];
  std::vector<double> out;
  for (const RunPair& pair : pairs) out.push_back(1.0 / counts[pair.scenario]);
  return out;
}

double geometric_mean_of_a(std::span<const PairTimes> pairs) {
  double logs = 0.0, weights = 0.0;
  for (const PairTimes& pair : pairs) {
    logs += pair.weight * std::log(pair.a);
    weights += pair.weight;
  }
  return std::exp(logs / weights);
}

std::vector<WeightedValue> log_ratios_of(std::span<const PairTimes> pairs) {
  std::vector<WeightedValue> out;
  for (const PairTimes& pair : pairs) out.push_back({.value = std::log(pair.b / pair.a), .weight = pair.weight});
  return out;
}

std::optional<RatioEstimate> ratio_of(std::span<const PairTimes> pairs, std::uint64_t seed) {
  if (pairs.empty()) return std::nullopt;
  if (std::any_of(pairs.begin(), pairs.end(), [](const PairTimes& t) { return t.a <= 0.0 || t.b <= 0.0; }))
    return std::nullopt;
  return ratio_of(SignFlip(log_ratios_of(pairs), seed), pairs);
}

RatioEstimate ratio_of(const SignFlip& test, std::span<const PairTimes> pairs) {
  RatioEstimate out{.ratio = std::exp(test.mean()),
                    .p = test.p(),
                    .log_sd = spread_of(log_ratios_of(pairs)),
                    .within = scatter_of(pairs),
                    .pairs = static_cast<int>(pairs.size())};
  if (const auto interval = test.interval(1.0 - kAlpha))
    out.interval = Interval{.low = std::exp(interval->low), .high = std::exp(interval->high)};
  return out;
}

DifferenceEstimate difference_of(std::span<const PairTimes> pairs, std::uint64_t seed) {
  std::vector<WeightedValue> values;
  for (const PairTimes& pair : pairs) values.push_back({.value = pair.b - pair.a, .weight = pair.weight});
  const SignFlip flip(values, seed);
  return {.difference_ns = flip.mean(), .interval = flip.interval(1.0 - kAlpha), .p = flip.p()};
}

}  // namespace stepscope
