#include "core/comparison/tail_comparison.h"

#include <array>

#include "core/analysis/distribution.h"

namespace stepscope {

namespace {

constexpr std::array kQuantiles{0.5, 0.95, 0.99, 1.0};

using Quantiles = std::array<double, kQuantiles.size()>;

Quantiles quantiles_of(std::span<const StepTiming> steps, TimeSource source) {
  std::vector<std::int64_t> times = times_of(steps, source);
  Quantiles out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = quantile_in(times, kQuantiles[i]);
  return out;
}

}  // namespace

std::vector<TailComparison> tails_of(std::span<const RunPair> pairs, TimeSource source, StepWindow window,
                                     std::uint64_t seed) {
  const std::vector<double> weights = weights_of(pairs);
  std::array<std::vector<PairTimes>, kQuantiles.size()> times;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto steps_a = warm_steps(pairs[i].a, window), steps_b = warm_steps(pairs[i].b, window);
    if (steps_a.empty() || steps_b.empty()) return {};
    const Quantiles a = quantiles_of(steps_a, source), b = quantiles_of(steps_b, source);
    for (std::size_t q = 0; q < kQuantiles.size(); ++q)
      times[q].push_back({.a = a[q], .b = b[q], .weight = weights[i], .scenario = pairs[i].scenario});
  }
  std::vector<TailComparison> out;
  for (std::size_t q = 0; q < kQuantiles.size() && !pairs.empty(); ++q) {
    TailComparison tail{.q = kQuantiles[q], .ratio = ratio_of(times[q], seed)};
    if (tail.ratio) {
      tail.a_ns = geometric_mean_of_a(times[q]);
      tail.b_ns = tail.a_ns * tail.ratio->ratio;
    }
    out.push_back(tail);
  }
  return out;
}

}  // namespace stepscope
