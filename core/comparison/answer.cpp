#include "core/comparison/answer.h"

#include <fmt/format.h>

#include <cmath>

#include "core/comparison/pair_check.h"

namespace stepscope {

namespace {

constexpr double kEquivalenceLevel = 1.0 - 2.0 * kAlpha;  // two one-sided tests, each at alpha

Verdict verdict_of(const Answer& answer) {
  if (answer.equivalence.low >= 1.0 / (1.0 + answer.delta) && answer.equivalence.high <= 1.0 + answer.delta)
    return Verdict::kEquivalent;
  if (answer.total.interval->high < 1.0) return Verdict::kFaster;
  if (answer.total.interval->low > 1.0) return Verdict::kSlower;
  return Verdict::kInconclusive;
}

}  // namespace

Answer answer_of(std::span<const PairTimes> totals, const AnswerOptions& options) {
  Answer out{.delta = options.equivalence};
  const std::optional<RatioEstimate> total = ratio_of(totals, options.seed);
  if (!total) {
    out.refusal = "there are no pairs of runs that took time";
    return out;
  }
  out.total = *total;
  double log_a = 0.0, weights = 0.0;
  for (const PairTimes& pair : totals) {
    log_a += pair.weight * std::log(pair.a);
    weights += pair.weight;
  }
  out.a_ns = std::exp(log_a / weights);
  out.b_ns = out.a_ns * out.total.ratio;
  if (out.total.pairs < kFewestPairs) {
    out.refusal = fmt::format("{} {} of runs cannot reach p < 0.05 whatever they show: {} are the fewest",
                              out.total.pairs, out.total.pairs == 1 ? "pair" : "pairs", kFewestPairs);
    return out;
  }
  const Interval logs = *SignFlip(log_ratios_of(totals), options.seed).interval(kEquivalenceLevel);
  out.equivalence = {.low = std::exp(logs.low), .high = std::exp(logs.high)};
  out.verdict = verdict_of(out);
  return out;
}

Answer answer_of(std::span<const RunPair> pairs, const AnswerOptions& options) {
  if (const Status status = check_pairs(pairs); !status.ok())
    return {.refusal = status.error().text(), .delta = options.equivalence};
  const std::vector<double> weights = weights_of(pairs);
  std::vector<PairTimes> totals;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    totals.push_back({.a = static_cast<double>(pairs[i].a.total_ns()),
                      .b = static_cast<double>(pairs[i].b.total_ns()),
                      .weight = weights[i]});
  return answer_of(totals, options);
}

}  // namespace stepscope
