#include "core/rerun/rerun_words.h"

#include <fmt/format.h>

#include <cmath>

#include "core/analysis/duration_words.h"

namespace stepscope {

namespace {

constexpr double kWorthTelling = 0.1;  // by how much the pace is another one
constexpr double kHeavy = 1.25;        // median steps: what a step had to do is slow by itself

std::string times_words(const RerunResult& result) {
  const Distribution warm = walls_in(result.warm), cold = walls_in(result.cold);
  std::string out =
      fmt::format("made again, step {} takes {} warm (median of {}, p95 {}) and {} with cold caches; recorded were {}",
                  result.step, duration_words(warm.p50), warm.count, duration_words(warm.p95), duration_words(cold.p50),
                  duration_words(static_cast<double>(result.recorded.wall_ns)));
  if (const auto pace = pace_of(result); pace && std::abs(*pace - 1.0) > kWorthTelling)
    out += fmt::format(", and all steps take {:.2f} times as long now as they did then, which is allowed for", *pace);
  return out;
}

std::string moment_words(const RerunResult& result) {
  const double again = walls_in(result.warm).p50 / pace_of(result).value_or(1.0) / result.median_wall_ns;
  if (again < kHeavy) return "That moment was slow, not what the step had to do.";
  return fmt::format(
      "Most of the excess was that moment; what the step had to do is slow as well: {:.1f} times the median step.",
      again);
}

}  // namespace

std::string verdict_words(const RerunResult& result) {
  switch (verdict_of(result)) {
    case RerunVerdict::kVoid:
      if (!result.different.empty())
        return fmt::format("The timing is void: made again, step {} is not the recorded one: {}.", result.step,
                           result.different);
      return fmt::format("Step {} was not made again: stopped before the first repetition.", result.step);
    case RerunVerdict::kOrdinary:
      return fmt::format("Not a slow step: {}, the median step {}.", times_words(result),
                         duration_words(result.median_wall_ns));
    case RerunVerdict::kSlowInput:
      return fmt::format("Slow input: {}. What the step had to do is slow, not the moment.", times_words(result));
    case RerunVerdict::kColdCaches:
      return fmt::format("Slow when cold: {}. The caches were cold, or something else had emptied them.",
                         times_words(result));
    case RerunVerdict::kSlowMoment:
      return fmt::format("Slow moment: {}. {}", times_words(result), moment_words(result));
  }
  return {};
}

std::vector<std::string> method_words(const RerunResult& result) {
  std::vector<std::string> out;
  out.push_back(fmt::format(
      "Cold: {} of {} repetitions, each the first of a fresh run that made all steps before it; then {} MiB were "
      "walked "
      "through, so that the processor's caches hold nothing of it. What the operating system keeps of files stays.",
      result.cold.size(), result.repetitions, result.evicted_bytes >> 20));
  out.push_back(fmt::format("Warm: {} of {} repetitions, each {}.", result.warm.size(), result.repetitions,
                            result.method == WarmMethod::kInPlace
                                ? "the same step right after itself, the fourth time in a row"
                                : "in a fresh run, right after the steps before it"));
  if (const auto pace = pace_of(result))
    out.push_back(
        fmt::format("The machine: the steps before it took {} (median) when the run was recorded and {} when they "
                    "were made again, {:.2f} times as long. What is slow is judged at that pace.",
                    duration_words(*result.usual_before_ns), duration_words(*pace * *result.usual_before_ns), *pace));
  else
    out.emplace_back(
        "Whether the machine is as fast as when the run was recorded is not known: too few steps lie before this one.");
  if (result.stopped) out.emplace_back("Stopped before all repetitions were made.");
  if (result.different.empty())
    out.emplace_back("Every repetition planned what was recorded, bit by bit, from the same ego to the same ego.");
  return out;
}

}  // namespace stepscope
