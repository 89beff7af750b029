#include "core/comparison/precision.h"

#include <algorithm>
#include <array>
#include <cmath>

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

// The smallest number of pairs with errors(pairs) · log_sd / √pairs ≤ margin; that falls with the number of pairs.
template <typename Errors>
int pairs_within(double margin, double log_sd, const Errors& errors) {
  const auto fits = [&](int pairs) { return errors(pairs) * log_sd <= margin * std::sqrt(static_cast<double>(pairs)); };
  int few = kFewestPairs, many = kMostPairs;
  if (!fits(many)) return many;
  while (few < many) {
    const int middle = (few + many) / 2;
    (fits(middle) ? many : few) = fits(middle) ? middle : middle + 1;
  }
  return few;
}

constexpr int kFewestSamePairs = 3;

std::optional<double> floor_of(const RatioEstimate& same, bool certain, int pairs) {
  if (same.pairs < kFewestSamePairs) return std::nullopt;
  const double reach = student_t_quantile(1.0 - kAlpha / 2.0, same.pairs - 1.0) * same.log_sd / std::sqrt(pairs);
  return std::expm1(reach + (certain ? std::abs(std::log(same.ratio)) : 0.0));
}

}  // namespace

std::optional<double> detectable_effect(double log_sd, int pairs) {
  if (pairs < kFewestPairs) return std::nullopt;
  return 1.0 - std::exp(-standard_errors(pairs) * log_sd / std::sqrt(static_cast<double>(pairs)));
}

int pairs_needed(double log_sd, double effect) { return pairs_within(-std::log1p(-effect), log_sd, standard_errors); }

int pairs_for_equivalence(double log_sd, double delta) {
  return pairs_within(std::log1p(delta), log_sd, equivalence_errors);
}

std::optional<double> NoiseFloor::of(TimeSource source) const {
  const auto stage = std::find_if(stages.begin(), stages.end(), [&](const Stage& s) { return s.source == source; });
  return stage == stages.end() ? std::nullopt : stage->share;
}

NoiseFloor noise_floor_of(std::span<const RunPair> same_pairs, int pairs, StepWindow window,
                          const AnswerOptions& options) {
  NoiseFloor out{.same = answer_of(same_pairs, options)};
  out.total = floor_of(out.same.total, out.alarmed(), pairs);
  if (!out.total) return out;
  for (const StageComparison& stage : stages_of(same_pairs, window, options.seed))
    out.stages.push_back(
        {.source = stage.source,
         .share = stage.ratio ? floor_of(*stage.ratio, stage.certain(), pairs) : std::optional<double>()});
  return out;
}

bool below_floor(double ratio, std::optional<double> floor) {
  return floor && std::abs(std::log(ratio)) <= std::log1p(*floor);
}

}  // namespace stepscope
