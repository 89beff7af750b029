#include "core/comparison/precision.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/comparison/noise_floor.h"
#include "core/comparison/student_t.h"

namespace stepscope {

namespace {

// What `alpha` comes to with 2ⁿ sign flips, of which a whole number has to be chosen; 0 where none can be.
double reached_alpha(double alpha, int pairs) {
  if (pairs > 16) return alpha;
  return 2.0 * std::floor(std::ldexp(alpha / 2.0, pairs) + 1e-9) / std::ldexp(1.0, pairs);
}

// By how much more than with Student's test two ways have to differ with 6, 7, 8 and 9 pairs, which leave so few sign
// flips to choose from: simulated with normal log-ratios. Beyond, the difference is below 1 %.
constexpr std::array kFewFlips{1.13, 1.04, 1.02, 1.01};

// By how many standard errors two ways have to differ to be found out with the chance kPower.
double standard_errors(int pairs) {
  const double df = pairs - 1.0;
  const auto place = static_cast<std::size_t>(pairs - kFewestPairs);
  return (student_t_quantile(1.0 - reached_alpha(kAlpha, pairs) / 2.0, df) + student_t_quantile(kPower, df)) *
         (place < kFewFlips.size() ? kFewFlips[place] : 1.0);
}

// How many standard errors must fit into the margin for two equal ways to be shown equivalent with that chance: the
// mean must not be off either way, each with half of what is left of it.
double equivalence_errors(int pairs) {
  const double df = pairs - 1.0;
  return student_t_quantile(1.0 - reached_alpha(2.0 * kAlpha, pairs) / 2.0, df) +
         student_t_quantile(1.0 - (1.0 - kPower) / 2.0, df);
}

// The quantile of the normal distribution at kPower.
constexpr double kNormalPower = 0.8416;

// By how much of a logarithm two ways have to differ for faster or slower to be said with the chance kPower: the mean
// has to leave the interval's reach behind, and that of the floor, which scatters itself, as the spread that it is of.
double told_apart(const PairSpread& spread, int pairs) {
  double errors = standard_errors(pairs) * spread.log_sd;
  if (spread.equal_sd) {
    const double freedom = pairs + same_pairs_for(pairs) - 2.0;
    const double reach = student_t_quantile(1.0 - kFloorAlpha / 2.0, freedom) * *spread.equal_sd;
    errors = std::max(errors, reach + kNormalPower * std::hypot(spread.log_sd, reach / std::sqrt(2.0 * freedom)));
  }
  return errors / std::sqrt(static_cast<double>(pairs));
}

// That suffice; more do as well.
template <typename Suffice>
int fewest_pairs(const Suffice& suffice) {
  int few = kFewestPairs, many = kMostPairs;
  if (!suffice(many)) return many;
  while (few < many) {
    const int middle = (few + many) / 2;
    const bool enough = suffice(middle);
    (enough ? many : few) = enough ? middle : middle + 1;
  }
  return few;
}

// The root of the mean of what a spread's square may be after it was seen so often.
double expected(double log_sd, int freedom) {
  return freedom > 2 ? log_sd * std::sqrt(freedom / (freedom - 2.0)) : log_sd;
}

}  // namespace

PairSpread expected_spread(const RatioEstimate& pairs, const RatioEstimate* same) {
  PairSpread out{.log_sd = expected(pairs.log_sd, pairs.pairs - 1), .equal_sd = {}};
  if (same == nullptr || same->pairs < kFewestSamePairs) return out;
  const Scatter both = pooled(same->within, pairs.within);
  if (both.freedom > 0) out.equal_sd = expected(both.log_sd, both.freedom);
  return out;
}

std::optional<double> detectable_effect(const PairSpread& spread, int pairs) {
  if (pairs < kFewestPairs) return std::nullopt;
  return 1.0 - std::exp(-told_apart(spread, pairs));
}

int pairs_needed(const PairSpread& spread, double effect) {
  return fewest_pairs([&](int pairs) { return told_apart(spread, pairs) <= -std::log1p(-effect); });
}

int pairs_for_equivalence(double log_sd, double delta) {
  return fewest_pairs([&](int pairs) {
    return equivalence_errors(pairs) * log_sd <= std::log1p(delta) * std::sqrt(static_cast<double>(pairs));
  });
}

}  // namespace stepscope
