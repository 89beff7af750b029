#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/comparison/measured_run.h"
#include "core/comparison/sign_flip.h"

namespace stepscope {

// How often two ways give a different answer only by chance: intervals are 95 %, p is held against 0.05.
inline constexpr double kAlpha = 0.05;

// The same time of both runs of a pair, ns.
struct PairTimes {
  double a{0.0}, b{0.0};
  double weight{1.0};  // pairs of one scenario share the weight of 1
  int scenario{0};
};

// What chance alone does to the mean of log-ratios: pairs of one scenario scatter, whatever scenarios differ by.
struct Scatter {
  double log_sd{0.0};  // of a pair within its scenario
  int freedom{0};      // pairs less scenarios; 0: nothing is known of it
  double pairs{0.0};   // how many pairs of equal weight have a mean as certain as this one
  bool operator==(const Scatter&) const = default;
};
// The spread of pairs that scatter alike, known from both; of no mean.
Scatter pooled(const Scatter& a, const Scatter& b);

// B / A as geometric mean over pairs, every scenario counting alike.
struct RatioEstimate {
  double ratio{1.0};
  std::optional<Interval> interval;  // 95 %; none below 6 pairs
  double p{1.0};                     // two-sided, that the ratio is 1
  double log_sd{0.0};                // spread of the pairs' log-ratios; 0: fewer than 2
  Scatter within;                    // the same within scenarios
  int pairs{0};
  bool operator==(const RatioEstimate&) const = default;
};
// None where a time is 0 or there is no pair.
std::optional<RatioEstimate> ratio_of(std::span<const PairTimes> pairs, std::uint64_t seed = 1);

// The same from the test of the log-ratios of these pairs, which are not empty.
RatioEstimate ratio_of(const SignFlip& test, std::span<const PairTimes> pairs);

// B − A in ns, mean over pairs.
struct DifferenceEstimate {
  double difference_ns{0.0};
  std::optional<Interval> interval;  // 95 %; none below 6 pairs
  double p{1.0};
  bool operator==(const DifferenceEstimate&) const = default;
};
// Not without a pair.
DifferenceEstimate difference_of(std::span<const PairTimes> pairs, std::uint64_t seed = 1);

// 1 / number of pairs of the same scenario, one per pair.
std::vector<double> weights_of(std::span<const RunPair> pairs);

// ns, every scenario counting alike. Times are above 0.
double geometric_mean_of_a(std::span<const PairTimes> pairs);

// The log-ratios with their weights, for tests of them. Times are above 0.
std::vector<WeightedValue> log_ratios_of(std::span<const PairTimes> pairs);

}  // namespace stepscope
