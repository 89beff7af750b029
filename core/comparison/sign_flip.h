#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepscope {

struct Interval {
  double low{0.0}, high{0.0};
  bool contains(double value) const { return low <= value && value <= high; }
  bool operator==(const Interval&) const = default;
};

// One value per pair of runs, e.g. the logarithm of the ratio of their times, and how much it counts (> 0).
struct WeightedValue {
  double value{0.0};
  double weight{1.0};
};

// Test and interval of the mean of a few paired differences that ask nothing of their distribution but symmetry about
// that mean: had the two runs of a pair been swapped, the difference would have had the other sign.
//
// Flipping the signs of a subset of the pairs moves the mean beyond the observed one exactly where the subset's own
// mean is below zero; hence the share of subsets with a mean on the other side of a supposed mean is the one-sided p of
// that supposition, and the k-th smallest and k-th largest subset means are the ends of the interval of all means that
// are not rejected (Hartigan 1969, "Using subsample values as typical values"). Test and interval come from the same
// subset means and therefore never contradict each other. All 2ⁿ subsets of up to 16 pairs, 2¹⁴ random ones beyond.
class SignFlip {
 public:
  // Not empty.
  explicit SignFlip(std::span<const WeightedValue> values, std::uint64_t seed = 1);

  double mean() const { return mean_; }  // weighted
  // Two-sided, of the supposition that the mean is `supposed`; 2 / 2ⁿ at least.
  double p(double supposed = 0.0) const;
  // All means with a two-sided p above 1 − level, which is 0.9 at least; none where even the widest one does not reach
  // the level (0.95: fewer than 6 pairs; 0.9: fewer than 5).
  std::optional<Interval> interval(double level) const;

 private:
  std::vector<double> subset_means_;  // of the subsets that are not empty; a twentieth at either end is sorted
  double mean_{0.0};
};

// The smallest number of pairs whose two-sided p can reach `alpha`: 6 for 0.05.
int pairs_to_reach(double alpha);

}  // namespace stepscope
