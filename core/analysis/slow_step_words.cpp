#include "core/analysis/slow_step_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/duration_words.h"

namespace stepscope {

namespace {

constexpr std::size_t kMostCounters = 3;

std::string_view title_of(Stage stage) { return stage == Stage::kStep ? "unaccounted" : stage_title(stage); }
std::string_view title_of(const CostModel& model, const StageCost& cost) {
  return &cost == &model.step ? "whole step" : title_of(cost.stage);
}

// "agent" of "agents".
std::string_view one(const CounterText& counter) { return counter.title.substr(0, counter.title.size() - 1); }

std::string ordinal(std::size_t n) {
  const bool teen = n % 100 >= 11 && n % 100 <= 13;
  const char* ending = teen || n % 10 > 3 || n % 10 == 0 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : "rd";
  return fmt::format("{}{}", n, ending);
}

// "highest", "3rd highest", "2nd lowest": from the nearer end.
std::string rank_words(std::size_t rank, std::size_t equals, std::size_t steps) {
  if (rank == 1) return equals == 0 ? "highest" : "among the highest";
  const std::size_t from_below = steps - rank - equals + 1;
  if (from_below == 1) return equals == 0 ? "lowest" : "among the lowest";
  return rank <= from_below ? ordinal(rank) + " highest" : ordinal(from_below) + " lowest";
}

std::string listed(const std::vector<const CounterText*>& counters) {
  std::string out;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    if (i > 0) out += i + 1 == counters.size() ? " and " : ", ";
    out += counters[i]->title;
  }
  return out;
}

std::string number(double value) {
  return value == std::round(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string times_words(double ratio) { return fmt::format("{:.{}f}", ratio, ratio < 9.95 ? 1 : 0); }

std::string per_counter(const CounterText& counter, const RobustFit::Coefficient& c) {
  return fmt::format(" {} {} per {} ({})", c.value < 0.0 ? "−" : "+", duration_words(std::abs(c.value)), one(counter),
                     interval_words(c.low, c.high));
}

std::string z_words(const SlowStep& slow) { return slow.z ? fmt::format(", z = {:.1f}", *slow.z) : std::string(); }

std::string counters_sentence(const SlowStep& slow) {
  std::string out;
  std::size_t told = 0;
  for (const CounterDifference& d : slow.counters) {
    if (d.difference() == 0.0 || told == kMostCounters) continue;
    out += (told++ > 0 ? "; " : "") + difference_words(d, slow.steps);
  }
  return out.empty() ? "Nothing that was counted differs from the median step."
                     : "Against the median step: " + out + ".";
}

std::string stage_sentence(const SlowStep& slow) {
  const double excess = slow.excess_ns();
  if (slow.stages.empty() || !(excess > 0.0) || !(slow.stages.front().excess_ns() > 0.0)) return {};
  const StageDifference& most = slow.stages.front();
  const double share = most.excess_ns() / excess;
  const std::string part = share >= 0.995 ? "all of the excess" : fmt::format("{:.0f} % of the excess", 100.0 * share);
  return fmt::format("{} of the {} more is in {}: {} against {} ({}).", share >= 0.5 ? "Most" : "The largest part",
                     duration_words(excess), title_of(most.stage), duration_words(static_cast<double>(most.self_ns)),
                     duration_words(most.median_ns), part);
}

std::string expected_sentence(const SlowStep& slow, const CostModel& model) {
  if (!model.step.explains()) return cost_words(model, model.step) + ".";
  const double more = slow.expected_ns - slow.median_wall_ns;
  std::string out = fmt::format("Expected for its complexity: {}, took {}{}.", duration_words(slow.expected_ns),
                                duration_words(static_cast<double>(slow.wall_ns)), z_words(slow));
  if (slow.excess_ns() > 0.0)
    out += fmt::format(" What it had to do accounts for {:.0f} % of the excess.",
                       std::clamp(100.0 * more / slow.excess_ns(), 0.0, 100.0));
  return out;
}

std::string waiting_sentence(const SlowStep& slow) {
  if (!(slow.excess_ns() > 0.0)) return {};
  const double off = slow.off_cpu_excess_ns();
  if (off < 0.1 * slow.excess_ns()) return "All of it is processor time: it was not pre-empted and did not wait.";
  return fmt::format("{} of it passed without the processor (pre-empted, or waiting); page faults are not recorded.",
                     duration_words(static_cast<double>(slow.wall_ns - slow.cpu_ns)));
}

std::string cause_words(const SlowStep& slow, const CostModel& model) {
  switch (slow.cause) {
    case SlowCause::kOrdinary:
      return "an ordinary step";
    case SlowCause::kColdStart:
      return "the cold first step";
    case SlowCause::kWaiting:
      return "a slow moment: most of the excess passed without the processor";
    case SlowCause::kComplexity:
      return fmt::format("it had more to do ({} expected)", duration_words(slow.expected_ns));
    case SlowCause::kForItsComplexity:
      if (!model.step.explains()) return "far outside the scatter of the steps, and the counters do not say why";
      return fmt::format("slow for what it had to do ({} expected{})", duration_words(slow.expected_ns), z_words(slow));
    case SlowCause::kScatter:
      return "within what steps of this run scatter";
  }
  return {};
}

}  // namespace

std::string cost_words(const CostModel& model, const StageCost& cost) {
  const std::string_view title = title_of(model, cost);
  const std::string median = duration_words(cost.median_ns) + " in the median step";
  switch (cost.verdict) {
    case StageCost::Verdict::kTooFewSteps:
      return fmt::format("{}: {} steps are too few to say what it depends on ({} needed); {}", title, model.steps,
                         model.steps_needed, median);
    case StageCost::Verdict::kNothingVaries:
      return fmt::format("{}: every counter is the same in all steps, nothing to explain it by; {}", title, median);
    case StageCost::Verdict::kExplainsNothing:
      return fmt::format("{}: the counters explain nothing here (R² {:.2f}); {}", title, cost.fit->r2, median);
    case StageCost::Verdict::kCannotBeSeparated:
      return fmt::format("{}: {} together explain it in part (R² {:.2f}), but no one of them for certain; {}", title,
                         listed(cost.counters), cost.fit->r2, median);
    case StageCost::Verdict::kExplained:
      break;
  }
  const auto& c = cost.fit->coefficients;
  std::string out = fmt::format("{}: {} ({})", title, duration_words(c[0].value), interval_words(c[0].low, c[0].high));
  for (std::size_t j = 1; j < c.size(); ++j) out += per_counter(*cost.counters[j - 1], c[j]);
  return out + fmt::format("; R² {:.2f}", cost.fit->r2);
}

std::vector<std::string> left_out_words(const CostModel& model) {
  std::vector<std::string> out;
  for (const CounterLeftOut& left : model.counters.left_out) {
    if (left.reason == CounterLeftOut::Reason::kConstant)
      out.push_back(left.exceptions == 0 ? fmt::format("{}: {} in every step", left.counter->title, left.value)
                                         : fmt::format("{}: {} in all but {} of the steps", left.counter->title,
                                                       left.value, left.exceptions));
    else
      out.push_back(
          fmt::format("{}: follow {}, whose cost includes theirs", left.counter->title, listed(left.followed)));
  }
  return out;
}

std::string difference_words(const CounterDifference& d, std::size_t steps) {
  const double difference = d.difference();
  if (difference == 0.0) return fmt::format("as many {} as the median step ({})", d.counter->title, d.value);
  return fmt::format("{}{} {} ({} against {}), {} of {} steps", difference < 0.0 ? "−" : "+",
                     number(std::abs(difference)), d.counter->title, d.value, number(d.median),
                     rank_words(d.rank, d.equals, steps), steps);
}

std::string headline(const SlowStep& slow, const CostModel& model) {
  const double ratio = slow.median_wall_ns > 0.0 ? static_cast<double>(slow.wall_ns) / slow.median_wall_ns : 1.0;
  return fmt::format("Step {} took {}, {} times the median step ({}): {}.", slow.step,
                     duration_words(static_cast<double>(slow.wall_ns)), times_words(ratio),
                     duration_words(slow.median_wall_ns), cause_words(slow, model));
}

std::vector<std::string> findings(const SlowStep& slow, const CostModel& model) {
  std::vector<std::string> out;
  for (std::string sentence :
       {counters_sentence(slow), stage_sentence(slow), expected_sentence(slow, model), waiting_sentence(slow)})
    if (!sentence.empty()) out.push_back(std::move(sentence));
  return out;
}

std::string complexity_words(const SlowForComplexity& step) {
  return fmt::format("Step {}: {} expected, took {} (z = {:.0f}{})", step.step, duration_words(step.expected_ns),
                     duration_words(static_cast<double>(step.wall_ns)), step.z,
                     step.waiting ? ", mostly waiting for the processor" : "");
}

}  // namespace stepscope
