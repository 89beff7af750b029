#include "core/comparison/sign_flip.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>

#include "core/base/random.h"

namespace stepscope {

namespace {

constexpr std::size_t kExactPairs = 16;
constexpr std::size_t kRandomSubsets = (std::size_t{1} << 14) - 1;
constexpr double kWidestTail = 0.05;  // at either end of an interval
constexpr double kRounding = 1e-9;    // of a count, so that 0.05 · 20 is 1 and not less

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

// Several subsets side by side: their sums do not wait for each other.
struct DrawnSubsets {
  static constexpr std::size_t kAtOnce = 8;
  std::array<double, kAtOnce> sums{}, weights{};

  DrawnSubsets(std::span<const WeightedValue> values, Random& random) {
    std::array<std::uint64_t, kAtOnce> bits{};
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i % 64 == 0)
        for (std::uint64_t& word : bits) word = random.next();
      const auto value = std::bit_cast<std::uint64_t>(values[i].weight * values[i].value);
      const auto weight = std::bit_cast<std::uint64_t>(values[i].weight);
      for (std::size_t set = 0; set < kAtOnce; ++set) {
        const std::uint64_t in = 0 - (bits[set] >> (i % 64) & 1U);  // all bits, or none: no branch to be guessed wrong
        sums[set] += std::bit_cast<double>(in & value);
        weights[set] += std::bit_cast<double>(in & weight);
      }
    }
  }
};

std::vector<double> random_subset_means(std::span<const WeightedValue> values, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> means;
  means.reserve(kRandomSubsets);
  while (means.size() < kRandomSubsets) {
    const DrawnSubsets drawn(values, random);
    for (std::size_t set = 0; set < drawn.kAtOnce && means.size() < kRandomSubsets; ++set)
      if (drawn.weights[set] > 0.0) means.push_back(drawn.sums[set] / drawn.weights[set]);
  }
  return means;
}

// The smallest and the largest `count` values to the ends, ascending. 2 count < values.size().
void sort_ends(std::vector<double>& values, std::ptrdiff_t count) {
  const auto low = values.begin() + count, high = values.end() - count;
  std::nth_element(values.begin(), low, values.end());
  std::nth_element(low, high, values.end());
  std::sort(values.begin(), low);
  std::sort(high, values.end());
}

std::ptrdiff_t tail_count(double share, std::size_t subset_means) {
  return static_cast<std::ptrdiff_t>(std::floor(share * static_cast<double>(subset_means + 1) + kRounding));
}

}  // namespace

SignFlip::SignFlip(std::span<const WeightedValue> values, std::uint64_t seed) : mean_(weighted_mean(values)) {
  assert(!values.empty());
  subset_means_ = values.size() <= kExactPairs ? all_subset_means(values) : random_subset_means(values, seed);
  sort_ends(subset_means_, tail_count(kWidestTail, subset_means_.size()));
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
  assert(level >= 1.0 - 2.0 * kWidestTail - kRounding);
  const std::ptrdiff_t k = tail_count((1.0 - level) / 2.0, subset_means_.size());
  if (k < 1) return std::nullopt;
  return Interval{.low = subset_means_[static_cast<std::size_t>(k - 1)], .high = *(subset_means_.end() - k)};
}

int pairs_to_reach(double alpha) {
  int pairs = 1;
  while (std::ldexp(2.0, -pairs) > alpha && pairs < 60) ++pairs;
  return pairs;
}

}  // namespace stepscope
