#include "core/comparison/tail_comparison.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "core/analysis/distribution.h"
#include "core/base/random.h"
#include "core/comparison/answer.h"
#include "core/comparison/student_t.h"

namespace stepscope {

namespace {

constexpr std::array kQuantiles{0.5, 0.95, 0.99};

// The step times of a pair.
struct PairColumns {
  std::vector<std::int64_t> a, b;
};
using Scenarios = std::map<int, std::vector<PairColumns>>;

Scenarios columns_of(std::span<const RunPair> pairs, TimeSource source, StepWindow window) {
  Scenarios out;
  for (const RunPair& pair : pairs)
    out[pair.scenario].push_back(
        {.a = times_of(warm_steps(pair.a, window), source), .b = times_of(warm_steps(pair.b, window), source)});
  return out;
}

// All step times of a way.
struct Pool {
  std::vector<std::int64_t> a, b;

  void add_block(const PairColumns& pair, std::size_t begin, std::size_t count) {
    for (std::size_t k = begin; k < begin + count; ++k) {
      const std::size_t step = k % pair.a.size();  // a run as a ring: no step is rarer at its ends
      a.push_back(pair.a[step]);
      b.push_back(pair.b[step]);
    }
  }
};

std::size_t block_length(std::size_t steps) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(steps)))));
}

void resample(const Scenarios& scenarios, Random& random, Pool& pool) {
  pool.a.clear();
  pool.b.clear();
  for (const auto& [scenario, pairs] : scenarios) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const PairColumns& pair = pairs[static_cast<std::size_t>(random.below(static_cast<int>(pairs.size())))];
      const std::size_t steps = pair.a.size(), block = block_length(steps);
      for (std::size_t k = 0; k < steps; k += block)
        pool.add_block(pair, static_cast<std::size_t>(random.below(static_cast<int>(steps))),
                       std::min(block, steps - k));
    }
  }
}

double log_ratio(double a, double b) { return a > 0.0 && b > 0.0 ? std::log(b / a) : 0.0; }

// How far out the percentile is that stands for 2.5 % with so few pairs.
double expanded_tail(std::size_t pairs) {
  const double n = static_cast<double>(pairs);
  const double z = student_t_quantile(1.0 - kAlpha / 2.0, n - 1.0) * std::sqrt(n / (n - 1.0));
  return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

Interval percentile_interval(std::vector<double>& logs, double tail) {
  const auto out = static_cast<std::ptrdiff_t>(tail * static_cast<double>(logs.size()));
  std::sort(logs.begin(), logs.end());
  return {.low = std::exp(logs[static_cast<std::size_t>(out)]), .high = std::exp(*(logs.end() - 1 - out))};
}

// Geometric means of the runs' longest steps.
TailComparison longest_of(const Scenarios& scenarios, std::uint64_t seed) {
  std::vector<PairTimes> longest;
  TailComparison out{.q = 1.0};
  for (const auto& [scenario, pairs] : scenarios)
    for (const PairColumns& pair : pairs)
      longest.push_back({.a = static_cast<double>(*std::max_element(pair.a.begin(), pair.a.end())),
                         .b = static_cast<double>(*std::max_element(pair.b.begin(), pair.b.end())),
                         .weight = 1.0 / static_cast<double>(pairs.size())});
  const auto ratio = ratio_of(longest, seed);
  if (!ratio) return out;
  double log_a = 0.0, weights = 0.0;
  for (const PairTimes& pair : longest) {
    log_a += pair.weight * std::log(pair.a);
    weights += pair.weight;
  }
  out.a_ns = std::exp(log_a / weights);
  out.b_ns = out.a_ns * ratio->ratio;
  out.ratio = ratio->ratio;
  out.interval = ratio->interval;
  return out;
}

}  // namespace

std::vector<TailComparison> tails_of(std::span<const RunPair> pairs, TimeSource source, StepWindow window,
                                     std::uint64_t seed) {
  const Scenarios scenarios = columns_of(pairs, source, window);
  Pool pool;
  for (const auto& [scenario, columns] : scenarios) {
    for (const PairColumns& pair : columns) {
      if (pair.a.empty() || pair.a.size() != pair.b.size()) return {};
      pool.add_block(pair, 0, pair.a.size());
    }
  }
  if (pool.a.empty()) return {};
  std::vector<TailComparison> out;
  for (const double q : kQuantiles) {
    TailComparison tail{.q = q, .a_ns = quantile_in(pool.a, q), .b_ns = quantile_in(pool.b, q)};
    tail.ratio = std::exp(log_ratio(tail.a_ns, tail.b_ns));
    out.push_back(tail);
  }
  if (pairs.size() >= kFewestPairs) {
    std::array<std::vector<double>, kQuantiles.size()> logs;
    Random random(seed);
    for (int i = 0; i < kTailResamples; ++i) {
      resample(scenarios, random, pool);
      for (std::size_t q = 0; q < kQuantiles.size(); ++q)
        logs[q].push_back(log_ratio(quantile_in(pool.a, kQuantiles[q]), quantile_in(pool.b, kQuantiles[q])));
    }
    for (std::size_t q = 0; q < kQuantiles.size(); ++q)
      out[q].interval = percentile_interval(logs[q], expanded_tail(pairs.size()));
  }
  out.push_back(longest_of(scenarios, seed));
  return out;
}

}  // namespace stepscope
