#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace stepscope {

// Summary of a sample of durations, nanoseconds. Quantiles by linear interpolation between order statistics: the
// q-quantile of n ascending values lies at position q·(n − 1).
struct Distribution {
  std::int64_t count{0};
  double mean{0.0}, p50{0.0}, p95{0.0}, p99{0.0}, min{0.0}, max{0.0};
  bool operator==(const Distribution&) const = default;
};

// Without values all figures are 0. Linear in the number of values, a few nanoseconds each: it counts or selects what
// it needs instead of sorting.
Distribution distribution_of(std::vector<std::int64_t> sample);
// The same, in place: may reorder `sample`.
Distribution distribution_in(std::span<std::int64_t> sample);

// The q-quantile, 0 ≤ q ≤ 1; 0 without values. Reorders `sample`.
double quantile_in(std::span<std::int64_t> sample, double q);

}  // namespace stepscope
