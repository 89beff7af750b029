#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stepscope {

enum class BinScale : std::uint8_t { kLinear, kLogarithmic };

// Durations in bins, nanoseconds. Bin i holds edges[i] ≤ value < edges[i + 1], the last one its upper edge, too.
// Linear edges are multiples of 1, 2 or 5 × 10^k ns; logarithmic ones divide every decade into 1, 2, 5, 10 … equal
// parts. On a logarithmic axis there is no place for 0 (a stage that did not run): `not_shown` counts those.
struct Histogram {
  BinScale scale{BinScale::kLinear};
  std::vector<double> edges_ns;      // one more than bins; empty without values
  std::vector<std::int64_t> counts;  // per bin
  std::vector<double> cumulative;    // share of the values shown that lie below the upper edge of the bin; ends at 1
  std::int64_t not_shown{0};
  std::int64_t shown() const;
  std::int64_t highest() const;  // count of the fullest bin, 0 without bins
};

// `most_bins` ≥ 1: there are at most about as many, and as nearly so many as round edges allow.
Histogram histogram_of(std::span<const std::int64_t> values_ns, BinScale scale, std::size_t most_bins = 60);

// Indices of the values in [from, to], ascending.
std::vector<std::size_t> indices_within(std::span<const std::int64_t> values_ns, double from_ns, double to_ns);

}  // namespace stepscope
