#include "core/analysis/slow_range.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

constexpr double kOrdinaryShare = 0.05;  // longer than the others
constexpr double kHalf = 0.5;            // of the excess

class Sides {
 public:
  Sides(std::span<const StepTiming> steps, std::size_t first, StepRange range) {
    for (std::size_t i = steps.size() > 1 ? 1 : 0; i < steps.size(); ++i)
      (range.contains(static_cast<int>(first + i)) ? inside : outside).push_back(&steps[i]);
  }

  std::vector<const StepTiming*> inside, outside;
};

template <typename Value>
double mean(const std::vector<const StepTiming*>& steps, Value&& value) {
  double sum = 0.0;
  for (const StepTiming* step : steps) sum += static_cast<double>(value(*step));
  return sum / static_cast<double>(steps.size());
}

template <typename Value>
bool varies(const Sides& sides, Value&& value) {
  const auto first = value(*sides.inside.front());
  const auto differs = [&](const StepTiming* step) { return value(*step) != first; };
  return std::ranges::any_of(sides.inside, differs) || std::ranges::any_of(sides.outside, differs);
}

std::vector<SlowRange::Counter> counters_of(const Sides& sides) {
  std::vector<SlowRange::Counter> out;
  for (const CounterText& counter : kCounters) {
    const auto value = [&counter](const StepTiming& step) { return step.counters.*counter.value; };
    if (varies(sides, value))
      out.push_back({.counter = &counter, .inside = mean(sides.inside, value), .outside = mean(sides.outside, value)});
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, [](const SlowRange::Counter& c) {
    return std::abs(c.difference()) / std::max(c.outside, 1.0);
  });
  return out;
}

std::vector<SlowRange::StageTime> stages_of(const Sides& sides) {
  std::vector<SlowRange::StageTime> out;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto self = [i](const StepTiming& step) { return step.self_ns[i]; };
    const SlowRange::StageTime time{
        .stage = static_cast<Stage>(i), .inside_ns = mean(sides.inside, self), .outside_ns = mean(sides.outside, self)};
    if (time.inside_ns != 0.0 || time.outside_ns != 0.0) out.push_back(time);
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &SlowRange::StageTime::excess_ns);
  return out;
}

RangeCause cause_of(const SlowRange& range) {
  const double excess = range.excess_ns();
  if (excess <= kOrdinaryShare * range.outside_ns) return RangeCause::kOrdinary;
  if (range.inside > 1 && range.longest_share >= kHalf) return RangeCause::kOneStep;
  if (range.off_cpu_excess_ns >= kHalf * excess) return RangeCause::kWaiting;
  return range.expected_excess_ns >= kHalf * excess ? RangeCause::kComplexity : RangeCause::kForItsComplexity;
}

}  // namespace

std::optional<SlowRange> explain_range(const ProfiledRun& run, const CostModel& model, StepRange range) {
  const std::span<const StepTiming> steps = run.own_steps();
  const Sides sides(steps, run.first_own_step(), range);
  if (sides.inside.empty() || sides.outside.empty()) return std::nullopt;
  const auto wall = [](const StepTiming& step) { return step.wall_ns; };
  const auto off_cpu = [](const StepTiming& step) { return step.wall_ns - step.cpu_ns; };
  const auto expected = [&model](const StepTiming& step) { return model.expected_ns(model.step, step.counters); };
  SlowRange out{.range = range, .inside = sides.inside.size(), .outside = sides.outside.size()};
  out.inside_ns = mean(sides.inside, wall);
  out.outside_ns = mean(sides.outside, wall);
  out.off_cpu_excess_ns = mean(sides.inside, off_cpu) - mean(sides.outside, off_cpu);
  if (model.step.explains()) out.expected_excess_ns = mean(sides.inside, expected) - mean(sides.outside, expected);
  const StepTiming* longest =
      *std::ranges::max_element(sides.inside, {}, [](const auto* step) { return step->wall_ns; });
  out.longest = run.first_own_step() + static_cast<std::size_t>(longest - steps.data());
  out.longest_ns = static_cast<double>(longest->wall_ns);
  if (const double all = out.excess_ns() * static_cast<double>(out.inside); all > 0.0)
    out.longest_share = std::min((out.longest_ns - out.outside_ns) / all, 1.0);
  out.counters = counters_of(sides);
  out.stages = stages_of(sides);
  out.cause = cause_of(out);
  return out;
}

}  // namespace stepscope
