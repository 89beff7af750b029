#include "tests/benchmarks/floor_rates.h"

#include <fmt/core.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <utility>

#include "core/comparison/noise_floor.h"
#include "core/comparison/precision.h"
#include "core/comparison/student_t.h"

namespace stepscope {

namespace {

constexpr double kRunNoise = 0.02, kGain = 0.03;

bool leaves_out_equal(const RatioEstimate& estimate) { return !estimate.interval->contains(1.0); }

// Of a logarithm. Three A/A pairs or more.
double student(const RatioEstimate& same, double pairs) {
  return student_t_quantile(1.0 - kAlpha / 2.0, same.pairs - 1.0) * same.log_sd / std::sqrt(pairs);
}

struct Candidate {
  const char* name;
  std::function<std::optional<double>(const RatioEstimate& same, const RatioEstimate& pairs)> floor;
};
const std::array kCandidates{
    Candidate{"none: the interval alone", [](const auto&, const auto&) { return std::optional<double>(); }},
    Candidate{"a: t · sd of A/A over √n, 5 %",
              [](const RatioEstimate& same, const RatioEstimate& pairs) -> std::optional<double> {
                const double apart = leaves_out_equal(same) ? std::abs(std::log(same.ratio)) : 0.0;
                return std::expm1(apart + student(same, pairs.pairs));
              }},
    Candidate{"b: farther end of A/A's 95 % interval",
              [](const RatioEstimate& same, const RatioEstimate&) -> std::optional<double> {
                return std::expm1(std::abs(std::log(same.ratio)) + student(same, same.pairs));
              }},
    Candidate{"c: spread of all pairs, 0.2 %, and A/A itself",
              [](const RatioEstimate& same, const RatioEstimate& pairs) -> std::optional<double> {
                const Scatter both = pooled(same.within, pairs.within);
                const double reach =
                    student_t_quantile(1.0 - 0.002 / 2.0, both.freedom) * both.log_sd / std::sqrt(pairs.within.pairs);
                return std::expm1(std::max(reach, std::abs(std::log(same.ratio))));
              }},
    Candidate{"**d: the same, 0.05 %**",
              [](const RatioEstimate& same, const RatioEstimate& pairs) {
                const bool differs = leaves_out_equal(same) && !below_floor(same.ratio, own_floor(same));
                return noise_floor(same, differs, pairs);
              }},
};

struct Rates {
  double told_apart{0.0}, faster{0.0}, found{0.0};
};

RatioEstimate drawn(int pairs, double ratio, double log_sd, std::mt19937_64& random) {
  std::normal_distribution<double> log_ratio(std::log(ratio), log_sd);
  std::vector<PairTimes> times(static_cast<std::size_t>(pairs), {.a = 1.0});
  for (PairTimes& pair : times) pair.b = std::exp(log_ratio(random));
  return *ratio_of(times);
}

// -1: faster is said, 1: slower, 0: neither.
int said(const Candidate& candidate, const RatioEstimate& same, const RatioEstimate& pairs) {
  if (!leaves_out_equal(pairs) || below_floor(pairs.ratio, candidate.floor(same, pairs))) return 0;
  return pairs.ratio < 1.0 ? -1 : 1;
}

// Every candidate on the same sessions.
std::array<Rates, kCandidates.size()> rates_of(int pairs, int same_pairs, int trials) {
  std::mt19937_64 random(static_cast<std::uint64_t>(1000 * pairs + same_pairs));
  const double log_sd = kRunNoise * std::sqrt(2.0), share = 1.0 / trials;
  std::array<Rates, kCandidates.size()> out;
  for (int i = 0; i < trials; ++i) {
    const RatioEstimate same = drawn(same_pairs, 1.0, log_sd, random), equal = drawn(pairs, 1.0, log_sd, random),
                        gain = drawn(pairs, 1.0 - kGain, log_sd, random);
    for (std::size_t c = 0; c < out.size(); ++c) {
      const int alarm = said(kCandidates[c], same, equal);
      out[c].told_apart += alarm != 0 ? share : 0.0;
      out[c].faster += alarm < 0 ? share : 0.0;
      out[c].found += said(kCandidates[c], same, gain) < 0 ? share : 0.0;
    }
  }
  return out;
}

// Fewest A/B pairs with which a candidate finds the gain with the chance kPower, by sessions made once for all
// candidates.
class Planning {
 public:
  Planning(std::function<int(int)> same_pairs, int trials) : same_pairs_(std::move(same_pairs)), trials_(trials) {}

  int fewest_for(std::size_t candidate) {
    int few = kFewestPairs, many = 64;
    while (few < many) {
      const int middle = (few + many) / 2;
      const auto [known, fresh] = known_.try_emplace(middle);
      if (fresh) known->second = rates_of(middle, same_pairs_(middle), trials_);
      const bool enough = known->second[candidate].found >= kPower;
      (enough ? many : few) = enough ? middle : middle + 1;
    }
    return few;
  }

 private:
  std::function<int(int)> same_pairs_;
  int trials_;
  std::map<int, std::array<Rates, kCandidates.size()>> known_;
};

}  // namespace

void print_floor_rates(int trials) {
  fmt::print("\n| noise floor | A/B + A/A pairs | equal told apart | called faster | 3 % gain found |\n");
  fmt::print("|---|--:|--:|--:|--:|\n");
  for (const auto& [pairs, same] : {std::pair{6, 6}, {10, 6}, {10, 10}, {16, 8}, {16, 16}, {24, 12}, {24, 24}}) {
    const auto rates = rates_of(pairs, same, trials);
    for (std::size_t c = 0; c < kCandidates.size(); ++c)
      fmt::print("| {} | {} + {} | {:.2f} % | {:.2f} % | {:.1f} % |\n", kCandidates[c].name, pairs, same,
                 100.0 * rates[c].told_apart, 100.0 * rates[c].faster, 100.0 * rates[c].found);
    std::fflush(stdout);
  }
  fmt::print("\n| noise floor | pairs for 80 %, half as many A/A | as many A/A |\n|---|--:|--:|\n");
  Planning half_as_many(same_pairs_for, trials), as_many([](int pairs) { return pairs; }, trials);
  for (std::size_t c = 0; c < kCandidates.size(); ++c) {
    const int half = half_as_many.fewest_for(c), all = as_many.fewest_for(c);
    fmt::print("| {} | {} + {} | {} + {} |\n", kCandidates[c].name, half, same_pairs_for(half), all, all);
    std::fflush(stdout);
  }
}

}  // namespace stepscope
