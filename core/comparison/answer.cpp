#include "core/comparison/answer.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/comparison/pair_check.h"
#include "core/comparison/processor_time.h"

namespace stepscope {

namespace {

constexpr double kEquivalenceLevel = 1.0 - 2.0 * kAlpha;  // two one-sided tests, each at alpha

Verdict verdict_of(const Answer& answer) {
  if (answer.equivalence.low >= 1.0 / (1.0 + answer.delta) && answer.equivalence.high <= 1.0 + answer.delta)
    return Verdict::kEquivalent;
  if (below_floor(answer.total.ratio, answer.floor)) return Verdict::kInconclusive;
  if (answer.total.interval->high < 1.0) return Verdict::kFaster;
  if (answer.total.interval->low > 1.0) return Verdict::kSlower;
  return Verdict::kInconclusive;
}

double measured_time(const MeasuredRun& run, MeasuredTime metric) {
  return metric == MeasuredTime::kProcessor ? processor_ns(run) : static_cast<double>(run.total_ns());
}

}  // namespace

bool below_floor(double ratio, std::optional<double> floor) {
  return floor && std::abs(std::log(ratio)) <= std::log1p(*floor);
}

bool Answer::within_floor() const {
  return verdict == Verdict::kInconclusive && total.interval && !total.interval->contains(1.0);
}

Answer held_against(Answer answer, std::optional<double> floor) {
  answer.floor = floor;
  if (answer.verdict != Verdict::kRefused) answer.verdict = verdict_of(answer);
  return answer;
}

Answer answer_of(std::span<const PairTimes> times, const AnswerOptions& options) {
  Answer out{.metric = options.metric, .delta = options.equivalence};
  if (times.empty()) {
    out.refusal = "there are no pairs of runs";
    return out;
  }
  const SignFlip test(log_ratios_of(times), options.seed);
  out.total = ratio_of(test, times);
  out.a_ns = geometric_mean_of_a(times);
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
  const auto refused = [&](std::string reason) {
    return Answer{.metric = options.metric, .refusal = std::move(reason), .delta = options.equivalence};
  };
  if (const Status status = check_pairs(pairs); !status.ok()) return refused(status.error().text());
  const std::vector<double> weights = weights_of(pairs);
  std::vector<PairTimes> times;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    times.push_back({.a = measured_time(pairs[i].a, options.metric),
                     .b = measured_time(pairs[i].b, options.metric),
                     .weight = weights[i],
                     .scenario = pairs[i].scenario});
    if (times.back().a <= 0.0 || times.back().b <= 0.0)
      return refused(fmt::format("pair {} has no processor time recorded", i + 1));
  }
  return answer_of(times, options);
}

}  // namespace stepscope
