#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/duration_words.h"
#include "core/analysis/slow_range.h"

namespace stepscope {

namespace {

constexpr std::size_t kMostCounters = 3;
constexpr double kWorthTelling = 0.01;  // of what the others have

std::string range_words(const SlowRange& r) {
  if (r.inside == 1) return fmt::format("Step {} takes", r.longest);
  return fmt::format("Steps {} to {} take", r.range.first, r.range.last);
}

std::string number(double value) {
  return std::abs(value) < 99.95 ? fmt::format("{:.1f}", value) : fmt::format("{:.0f}", value);
}

std::string cause_words(const SlowRange& r) {
  switch (r.cause) {
    case RangeCause::kOrdinary:
      return "no slower than the rest of the run";
    case RangeCause::kOneStep:
      return fmt::format("step {} makes up most of it", r.longest);
    case RangeCause::kWaiting:
      return "a slow moment: most of the excess passed without the processor";
    case RangeCause::kComplexity:
      return r.inside == 1 ? "it had more to do" : "they had more to do";
    case RangeCause::kForItsComplexity:
      return "slow for what was to do";
  }
  return {};
}

std::string counters_sentence(const SlowRange& r) {
  std::string out;
  std::size_t told = 0;
  for (const SlowRange::Counter& c : r.counters) {
    if (std::abs(c.difference()) <= kWorthTelling * c.outside || told == kMostCounters) continue;
    out += fmt::format("{}{}{} {} ({} against {})", told++ > 0 ? "; " : "", c.difference() < 0.0 ? "−" : "+",
                       number(std::abs(c.difference())), c.counter->title, number(c.inside), number(c.outside));
  }
  return out.empty() ? "Nothing that was counted differs from the other steps by more than 1 %."
                     : "Against the other steps, on average: " + out + ".";
}

std::string stage_sentence(const SlowRange& r) {
  if (!(r.excess_ns() > 0.0) || r.stages.empty() || !(r.stages.front().excess_ns() > 0.0)) return {};
  const SlowRange::StageTime& most = r.stages.front();
  const double share = most.excess_ns() / r.excess_ns();
  return fmt::format("{} of the {} more a step is in {}: {} against {}.", share >= 0.5 ? "Most" : "The largest part",
                     duration_words(r.excess_ns()),
                     most.stage == Stage::kStep ? std::string_view("unaccounted") : stage_title(most.stage),
                     duration_words(most.inside_ns), duration_words(most.outside_ns));
}

std::string expected_sentence(const SlowRange& r, const CostModel& model) {
  if (!(r.excess_ns() > 0.0)) return {};
  if (!model.step.explains()) return "The counters do not explain what steps of this run take.";
  return fmt::format("What there was to do accounts for {:.0f} % of the excess.",
                     std::clamp(100.0 * r.expected_excess_ns / r.excess_ns(), 0.0, 100.0));
}

std::string waiting_sentence(const SlowRange& r) {
  if (!(r.excess_ns() > 0.0)) return {};
  if (r.off_cpu_excess_ns < 0.1 * r.excess_ns()) return "The excess is processor time.";
  return fmt::format("{} a step of it passed without the processor (pre-empted, or waiting).",
                     duration_words(std::min(r.off_cpu_excess_ns, r.excess_ns())));
}

std::string longest_sentence(const SlowRange& r) {
  if (r.inside == 1) return {};
  const std::string share = r.excess_ns() > 0.0 && r.longest_share >= 0.1
                                ? fmt::format(", {:.0f} % of the excess", 100.0 * r.longest_share)
                                : "";
  return fmt::format("The longest of them is step {} with {}{}.", r.longest, duration_words(r.longest_ns), share);
}

}  // namespace

std::string headline(const SlowRange& r) {
  const double ratio = r.outside_ns > 0.0 ? r.inside_ns / r.outside_ns : 1.0;
  return fmt::format("{} {}{}, {:.{}f} times the others ({}): {}.", range_words(r), duration_words(r.inside_ns),
                     r.inside == 1 ? "" : " on average", ratio, ratio < 9.95 ? 2 : 0, duration_words(r.outside_ns),
                     cause_words(r));
}

std::vector<std::string> findings(const SlowRange& r, const CostModel& model) {
  std::vector<std::string> out;
  for (std::string sentence :
       {counters_sentence(r), stage_sentence(r), expected_sentence(r, model), waiting_sentence(r), longest_sentence(r)})
    if (!sentence.empty()) out.push_back(std::move(sentence));
  return out;
}

}  // namespace stepscope
