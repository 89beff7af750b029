#include "core/comparison/comparison_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/duration_words.h"

namespace stepscope {

namespace {

constexpr double kTimes = 2.0;     // from this factor on it is said as a factor
constexpr double kWaiting = 0.05;  // share of the time from which on a machine is called busy
constexpr std::size_t kNamed = 3;  // stages, outliers; the rest is counted

std::string percent(double share) {
  const double size = std::abs(share) * 100.0;
  if (size >= 0.095) return fmt::format("{:.1f}", size);
  return size >= 0.0095 ? fmt::format("{:.2f}", size) : size == 0.0 ? "0" : "<0.01";
}

// "2.0 to 4.2 %", "0.5 % less to 1.2 % more".
std::string shares_words(const Interval& ratios) {
  if (ratios.high < 1.0) return fmt::format("{} to {} %", percent(1.0 - ratios.high), percent(1.0 - ratios.low));
  if (ratios.low > 1.0) return fmt::format("{} to {} %", percent(ratios.low - 1.0), percent(ratios.high - 1.0));
  return fmt::format("{} to {}", share_words(ratios.low), share_words(ratios.high));
}

std::string pairs_words(const Answer& answer) {
  return fmt::format("{} pairs, {}", answer.total.pairs, p_words(answer.total.p));
}

std::string_view in_words(const Answer& answer) {
  return answer.metric == MeasuredTime::kProcessor ? " in processor time" : "";
}

std::string_view time_words(const Answer& answer) {
  return answer.metric == MeasuredTime::kProcessor ? "processor time" : "time";
}

std::string faster(const Answer& answer, const WayNames& names) {
  const Interval& interval = *answer.total.interval;
  if (answer.total.ratio * kTimes <= 1.0)
    return fmt::format("{} is {:.2f} times as fast as {}{} ({:.2f} to {:.2f}, {}).", names.b, 1.0 / answer.total.ratio,
                       names.a, in_words(answer), 1.0 / interval.high, 1.0 / interval.low, pairs_words(answer));
  return fmt::format("{} is {} % faster than {}{} ({}, {}).", names.b, percent(1.0 - answer.total.ratio), names.a,
                     in_words(answer), shares_words(interval), pairs_words(answer));
}

// "planner: 0.21 ms less per step (0.19 … 0.23 ms)"
std::string stage_words(const StageComparison& stage, const WayNames& names) {
  const DifferenceEstimate& difference = stage.difference;
  const bool less = difference.difference_ns < 0.0;
  const std::string_view title =
      stage.source.stage == Stage::kStep ? std::string_view("unaccounted time") : stage_title(stage.source.stage);
  std::string interval;
  if (difference.interval)
    interval = less ? interval_words(-difference.interval->high, -difference.interval->low)
                    : interval_words(difference.interval->low, difference.interval->high);
  return fmt::format("Per step {} spends {} {} on {} ({}).", names.b,
                     duration_words(std::abs(difference.difference_ns)), less ? "less" : "more", title, interval);
}

bool below_its_floor(const StageComparison& stage, const std::optional<NoiseFloor>& floor) {
  return floor && stage.ratio && below_floor(stage.ratio->ratio, floor->of(stage.source));
}

std::string busy_words(const RunComparison& comparison, const WayNames& names) {
  const ProcessorTime& processor = comparison.processor;
  std::string words = fmt::format(
      "The machine was busy, or the steps wait: {} % of their time in {} and {} % in {} passed "
      "without processor time.",
      percent(processor.waiting_a), names.a, percent(processor.waiting_b), names.b);
  if (comparison.answer.metric == MeasuredTime::kTotal && processor.ratio && processor.ratio->interval)
    words += fmt::format(" In processor time {} takes {} ({}).", names.b, share_words(processor.ratio->ratio),
                         shares_words(*processor.ratio->interval));
  return words;
}

std::string more_pairs(int needed, int pairs) {
  if (needed >= kMostPairs) return fmt::format("{} pairs or more", kMostPairs);
  return fmt::format("about {} more pairs, {} in all", needed - pairs, needed);
}

// " and 9 of A against itself"; nothing where none are measured.
std::string same_pairs_words(int same_pairs, const WayNames& names) {
  return same_pairs > 0 ? fmt::format(" and {} of {} against itself", same_pairs, names.a) : "";
}

std::string inconclusive(const Answer& answer, const WayNames& names) {
  if (answer.within_floor())
    return fmt::format(
        "Inconclusive: {} takes {} ({}, {}). That leaves out that they are equal, but lies within what {} "
        "against itself comes out as: up to {} %.",
        names.b, against_words(answer.total.ratio, time_words(answer), names.a), shares_words(*answer.total.interval),
        pairs_words(answer), names.a, percent(*answer.floor));
  return fmt::format("Inconclusive: {} takes {}, but it may be anything from {} ({}).", names.b,
                     against_words(answer.total.ratio, time_words(answer), names.a),
                     shares_words(*answer.total.interval), pairs_words(answer));
}

std::string slower(const Answer& answer, const WayNames& names) {
  const Interval& interval = *answer.total.interval;
  if (answer.total.ratio >= kTimes)
    return fmt::format("{} takes {:.2f} times as long as {}{} ({:.2f} to {:.2f}, {}).", names.b, answer.total.ratio,
                       names.a, in_words(answer), interval.low, interval.high, pairs_words(answer));
  return fmt::format("{} is {} % slower than {}{} ({}, {}).", names.b, percent(answer.total.ratio - 1.0), names.a,
                     in_words(answer), shares_words(interval), pairs_words(answer));
}

}  // namespace

std::string_view verdict_title(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRefused:
      return "no verdict";
    case Verdict::kFaster:
      return "faster";
    case Verdict::kSlower:
      return "slower";
    case Verdict::kEquivalent:
      return "equivalent";
    case Verdict::kInconclusive:
      return "inconclusive";
  }
  return {};
}

std::string share_words(double ratio) {
  if (ratio == 1.0) return "equal";
  if (ratio >= kTimes) return fmt::format("{:.2f} times as much", ratio);
  return fmt::format("{} % {}", percent(ratio - 1.0), ratio < 1.0 ? "less" : "more");
}

std::string against_words(double ratio, std::string_view what, std::string_view other) {
  const std::string amount = ratio == 1.0 ? "as much" : share_words(ratio);
  return fmt::format("{} {} {} {}", amount, what, amount.ends_with("as much") ? "as" : "than", other);
}

std::string p_words(double p) {
  if (p < 0.001) return "p < 0.001";
  return p < 0.1 ? fmt::format("p = {:.3f}", p) : fmt::format("p = {:.2f}", p);
}

std::string headline(const Answer& answer, const WayNames& names) {
  switch (answer.verdict) {
    case Verdict::kRefused:
      return fmt::format("No verdict: {}.", answer.refusal);
    case Verdict::kFaster:
      return faster(answer, names);
    case Verdict::kSlower:
      return slower(answer, names);
    case Verdict::kEquivalent:
      return fmt::format("{} and {} are equivalent within ±{} %: {} takes {} {} ({}, {}).", names.a, names.b,
                         percent(answer.delta), names.b, share_words(answer.total.ratio), time_words(answer),
                         shares_words(*answer.total.interval), pairs_words(answer));
    case Verdict::kInconclusive:
      return inconclusive(answer, names);
  }
  return {};
}

std::vector<std::string> result_words(const RunComparison& comparison, const WayNames& names) {
  std::vector<std::string> out{headline(comparison.answer, names)};
  if (const auto& across = comparison.across_scenarios)
    out.push_back(fmt::format("On scenarios like these {} {} takes {} {} ({}).", across->pairs, names.b,
                              share_words(across->ratio), time_words(comparison.answer),
                              shares_words(*across->interval)));
  std::vector<const StageComparison*> certain;
  for (const StageComparison& stage : comparison.stages)
    if (stage.source.kind == TimeKind::kSelf && stage.certain() && !below_its_floor(stage, comparison.floor))
      certain.push_back(&stage);
  std::stable_sort(certain.begin(), certain.end(), [](const StageComparison* x, const StageComparison* y) {
    return std::abs(x->difference.difference_ns) > std::abs(y->difference.difference_ns);
  });
  if (certain.size() > kNamed) certain.resize(kNamed);
  for (const StageComparison* stage : certain) out.push_back(stage_words(*stage, names));
  return out;
}

std::vector<std::string> method_words(const RunComparison& comparison, const WayNames& names) {
  const Answer& answer = comparison.answer;
  std::vector<std::string> out;
  out.push_back(fmt::format(
      "{} pairs of runs on {}, {} first in {} of them; {}.", answer.total.pairs,
      comparison.scenarios.size() == 1 ? "one scenario" : fmt::format("{} scenarios", comparison.scenarios.size()),
      names.a, comparison.order.a_first,
      answer.metric == MeasuredTime::kProcessor
          ? "what is compared is the processor time of the simulation thread in the steps, without that of other "
            "threads"
          : "what is compared is the time of the loop and of the waiting at its end, without preparation"));
  out.push_back(fmt::format(
      "Ratios are geometric means over pairs; interval (95 %) and p from flipping the signs of whole pairs, {}.",
      answer.total.pairs <= 16 ? "all of them" : "16 384 at random"));
  if (comparison.floor && comparison.floor->total)
    out.push_back(
        fmt::format("Faster and slower are said beyond the noise floor only: {} % is how far as many pairs of equal "
                    "ways come apart "
                    "in 1 of 2000 sessions, by the spread of all pairs, or how far {} against itself did ({} pairs).",
                    percent(*comparison.floor->total), names.a, comparison.floor->same.total.pairs));
  out.push_back(fmt::format(
      "Equivalent: two one-sided tests at 5 % against ±{} %. Stages: Holm's correction over self times; their total "
      "times and the percentiles are exploratory.",
      percent(answer.delta)));
  return out;
}

std::vector<std::string> warning_words(const RunComparison& comparison, const WayNames& names) {
  std::vector<std::string> out;
  if (comparison.floor && comparison.floor->alarmed())
    out.push_back(fmt::format("The measurement is not level: {} against itself came out as {}, {}.", names.a,
                              verdict_title(comparison.floor->same.verdict),
                              shares_words(*comparison.floor->same.total.interval)));
  if (!comparison.order.balanced())
    out.push_back(fmt::format("{} was first {} times, {} {} times: what the order does is in the answer.", names.a,
                              comparison.order.a_first, names.b, comparison.order.b_first));
  if (comparison.order.certain())
    out.push_back(fmt::format("The run that went second took {} time ({}).",
                              share_words(comparison.order.second_to_first), shares_words(*comparison.order.interval)));
  if (comparison.drift.certain())
    out.push_back(fmt::format("The machine drifted: runs at the end of the session took {} ({}).",
                              against_words(comparison.drift.end_to_begin, "time", "at its begin"),
                              shares_words(*comparison.drift.interval)));
  if (std::max(comparison.processor.waiting_a, comparison.processor.waiting_b) > kWaiting)
    out.push_back(busy_words(comparison, names));
  for (std::size_t i = 0; i < std::min(kNamed, comparison.outliers.size()); ++i) {
    const OutlierRun& run = comparison.outliers[i];
    out.push_back(fmt::format("Run {} of pair {} stands out: {}, {}. It was not dropped.", run.is_a ? names.a : names.b,
                              run.pair + 1, duration_words(run.total_ns),
                              against_words(run.to_median, "time", "usual")));
  }
  if (comparison.outliers.size() > kNamed)
    out.push_back(fmt::format("{} more runs stand out.", comparison.outliers.size() - kNamed));
  if (comparison.without_outliers)
    out.push_back(fmt::format("Without the pairs that stand out: {}", headline(*comparison.without_outliers, names)));
  return out;
}

std::vector<std::string> next_step_words(const RunComparison& comparison, const WayNames& names) {
  std::vector<std::string> out;
  const Answer& answer = comparison.answer;
  const int pairs = answer.total.pairs;
  if (answer.verdict == Verdict::kRefused && pairs < kFewestPairs) {
    out.push_back(fmt::format("Measure {} pairs or more; 10 are usual.", kFewestPairs));
    return out;
  }
  if (comparison.detectable)
    out.push_back(fmt::format(
        "With {} pairs of this spread ({} % from pair to pair){} a difference of {} % would be "
        "found in 80 of 100 measurements.",
        pairs, percent(answer.total.log_sd), same_pairs_words(comparison.floor ? same_pairs_for(pairs) : 0, names),
        percent(*comparison.detectable)));
  if (answer.verdict == Verdict::kInconclusive) {
    const int wish = comparison.pairs_for_wish, equal = pairs_for_equivalence(comparison.spread.log_sd, answer.delta);
    if (wish > pairs)
      out.push_back(fmt::format("To tell {} % it takes {}{}.", percent(comparison.wished_effect),
                                more_pairs(wish, pairs), same_pairs_words(comparison.same_pairs_for_wish(), names)));
    if (equal > pairs)
      out.push_back(fmt::format("To show that they are equivalent within ±{} %, if they are, it takes {}.",
                                percent(answer.delta), more_pairs(equal, pairs)));
    out.emplace_back(
        "Measure anew with the number fixed beforehand: adding pairs until something is found finds "
        "something in equal ways, too.");
  }
  if (!comparison.floor || !comparison.floor->total)
    out.push_back(
        fmt::format("Measure {} against itself, too: without A/A pairs the noise floor is not known, and of equal ways "
                    "5 in 100 are called faster or slower.",
                    names.a));
  if (answer.verdict == Verdict::kInconclusive && answer.metric == MeasuredTime::kTotal &&
      std::max(comparison.processor.waiting_a, comparison.processor.waiting_b) > kWaiting)
    out.emplace_back(
        "Measure on an idle machine, or declare processor time as what is compared; work on other threads is not in "
        "it.");
  const int for_stages = pairs_for_stages(comparison.stages);
  if (for_stages > pairs)
    out.push_back(
        fmt::format("No single stage can be told with certainty with fewer than {} pairs: so many "
                    "stages are asked about at once.",
                    for_stages));
  return out;
}

}  // namespace stepscope
