#include "core/comparison/sign_flip.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

#include "core/base/random.h"

namespace stepscope {

namespace {

constexpr std::size_t kExactPairs = 16;
constexpr std::size_t kRandomSubsets = (std::size_t{1} << 14) - 1;
constexpr double kRounding = 1e-9;  // of a count, so that 0.05 · 20 is 1 and not less

double weighted_mean(std::span<const WeightedValue> values) {
  double sum = 0.0, weights = 0.0;
  for (const WeightedValue& v : values) {
    sum += v.weight * v.value;
    weights += v.weight;
  }
  return sum / weights;
}

std::vector<double> all_subset_means(std::span<const WeightedValue> values) {
  const std::size_t subsets = std::size_t{1} << values.size();
  std::vector<double> sums(subsets), weights(subsets), means(subsets - 1);
  for (std::size_t set = 1; set < subsets; ++set) {
    const WeightedValue& lowest = values[static_cast<std::size_t>(std::countr_zero(set))];
    const std::size_t rest = set & (set - 1);
    sums[set] = sums[rest] + lowest.weight * lowest.value;
    weights[set] = weights[rest] + lowest.weight;
    means[set - 1] = sums[set] / weights[set];
  }
  return means;
}

std::vector<double> random_subset_means(std::span<const WeightedValue> values, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> means;
  means.reserve(kRandomSubsets);
  while (means.size() < kRandomSubsets) {
    double sum = 0.0, weights = 0.0;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i % 64 == 0) bits = random.next();
      if ((bits >> (i % 64) & 1U) == 0) continue;
      sum += values[i].weight * values[i].value;
      weights += values[i].weight;
    }
    if (weights > 0.0) means.push_back(sum / weights);
  }
  return means;
}

}  // namespace

SignFlip::SignFlip(std::span<const WeightedValue> values, std::uint64_t seed) : mean_(weighted_mean(values)) {
  assert(!values.empty());
  subset_means_ = values.size() <= kExactPairs ? all_subset_means(values) : random_subset_means(values, seed);
}

double SignFlip::p(double supposed) const {
  std::size_t not_above = 1, not_below = 1;  // the subset of no pair: nothing is flipped
  for (const double mean : subset_means_) {
    not_above += mean <= supposed ? 1 : 0;
    not_below += mean >= supposed ? 1 : 0;
  }
  const double sets = static_cast<double>(subset_means_.size() + 1);
  return std::min(1.0, 2.0 * static_cast<double>(std::min(not_above, not_below)) / sets);
}

std::optional<Interval> SignFlip::interval(double level) const {
  const double sets = static_cast<double>(subset_means_.size() + 1);
  const auto k = static_cast<std::ptrdiff_t>(std::floor((1.0 - level) / 2.0 * sets + kRounding));
  if (k < 1) return std::nullopt;
  std::vector<double> means = subset_means_;
  const auto low = means.begin() + (k - 1), high = means.end() - k;
  std::nth_element(means.begin(), low, means.end());
  Interval out{.low = *low};
  std::nth_element(low, high, means.end());
  out.high = *high;
  return out;
}

int pairs_to_reach(double alpha) {
  int pairs = 1;
  while (std::ldexp(2.0, -pairs) > alpha && pairs < 60) ++pairs;
  return pairs;
}

}  // namespace stepscope
