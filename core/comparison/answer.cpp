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
  if (totals.empty()) {
    out.refusal = "there are no pairs of runs";
    return out;
  }
  const std::vector<WeightedValue> logs = log_ratios_of(totals);
  const SignFlip test(logs, options.seed);
  out.total = ratio_of(test, logs);
  out.a_ns = geometric_mean_of_a(totals);
  out.b_ns = out.a_ns * out.total.ratio;
  if (out.total.pairs < kFewestPairs) {
    out.refusal = fmt::format("{} {} of runs cannot reach p < 0.05 whatever they show: {} are the fewest",
                              out.total.pairs, out.total.pairs == 1 ? "pair" : "pairs", kFewestPairs);
    return out;
  }
  const Interval narrower = *test.interval(kEquivalenceLevel);
  out.equivalence = {.low = std::exp(narrower.low), .high = std::exp(narrower.high)};
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
