#include "core/analysis/histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepscope {

namespace {

constexpr double kSteps[] = {1.0, 2.0, 5.0};  // within a decade, for widths and for parts

struct Extent {
  std::int64_t low{0}, high{0};
  bool found{false};
};

Extent extent_of(std::span<const std::int64_t> values, bool positive_only) {
  Extent extent;
  for (const std::int64_t value : values) {
    if (positive_only && value <= 0) continue;
    extent.low = extent.found ? std::min(extent.low, value) : value;
    extent.high = extent.found ? std::max(extent.high, value) : value;
    extent.found = true;
  }
  return extent;
}

// Edges that enclose [low, high] at multiples of a round width of at least 1 ns.
std::vector<double> linear_edges(double low, double high, std::size_t most_bins) {
  for (double decade = 1.0;; decade *= 10.0)
    for (const double step : kSteps) {
      const double width = decade * step;
      const double first = std::floor(low / width);
      const double last = std::max(first + 1.0, std::ceil(high / width));
      if (last - first > static_cast<double>(most_bins) + 1.0) continue;
      std::vector<double> edges;
      for (double i = first; i <= last; i += 1.0) edges.push_back(i * width);
      return edges;
    }
}

// Edges at 10^(i / parts), as many parts of a decade as the bins allow; 0 < low ≤ high.
std::vector<double> logarithmic_edges(double low, double high, std::size_t most_bins) {
  constexpr double kMostParts = 1000.0;
  double parts = 1.0;
  for (double decade = 1.0; decade <= kMostParts; decade *= 10.0)
    for (const double step : kSteps) {
      const double candidate = decade * step;
      const double bins = std::ceil(candidate * std::log10(high)) - std::floor(candidate * std::log10(low));
      if (candidate <= kMostParts && bins <= static_cast<double>(most_bins) + 1.0) parts = candidate;
    }
  const double first = std::floor(parts * std::log10(low));
  const double last = std::max(first + 1.0, std::ceil(parts * std::log10(high)));
  std::vector<double> edges;
  for (double i = first; i <= last; i += 1.0) edges.push_back(std::pow(10.0, i / parts));
  // Rounding of the power must not leave out the extremes.
  edges.front() = std::min(edges.front(), low);
  edges.back() = std::max(edges.back(), high);
  return edges;
}

}  // namespace

std::int64_t Histogram::shown() const { return std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); }

std::int64_t Histogram::highest() const { return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end()); }

Histogram histogram_of(std::span<const std::int64_t> values_ns, BinScale scale, std::size_t most_bins) {
  Histogram histogram{.scale = scale};
  const bool logarithmic = scale == BinScale::kLogarithmic;
  const Extent extent = extent_of(values_ns, logarithmic);
  if (!extent.found) {
    histogram.not_shown = static_cast<std::int64_t>(values_ns.size());
    return histogram;
  }
  const auto low = static_cast<double>(extent.low), high = static_cast<double>(extent.high);
  histogram.edges_ns = logarithmic ? logarithmic_edges(low, high, most_bins) : linear_edges(low, high, most_bins);
  histogram.counts.assign(histogram.edges_ns.size() - 1, 0);
  const auto begin = histogram.edges_ns.begin() + 1, end = histogram.edges_ns.end() - 1;  // the inner edges
  for (const std::int64_t value : values_ns) {
    if (logarithmic && value <= 0) {
      ++histogram.not_shown;
      continue;
    }
    ++histogram.counts[static_cast<std::size_t>(std::upper_bound(begin, end, static_cast<double>(value)) - begin)];
  }
  const auto shown = static_cast<double>(histogram.shown());
  std::int64_t below = 0;
  for (const std::int64_t count : histogram.counts)
    histogram.cumulative.push_back(static_cast<double>(below += count) / shown);
  return histogram;
}

std::vector<std::size_t> indices_within(std::span<const std::int64_t> values_ns, double from_ns, double to_ns) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < values_ns.size(); ++i) {
    const auto value = static_cast<double>(values_ns[i]);
    if (value >= from_ns && value <= to_ns) found.push_back(i);
  }
  return found;
}

}  // namespace stepscope
