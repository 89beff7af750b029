#include "core/analysis/slow_range.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stepscope {

namespace {

constexpr double kOrdinaryShare = 0.05;  // longer than the others
constexpr double kHalf = 0.5;            // of the excess

// Sums over the steps of one side, from one pass.
struct Side {
  std::size_t steps{0};
  std::int64_t wall_ns{0}, cpu_ns{0};
  double expected_ns{0.0};
  std::array<std::int64_t, kCounters.size()> counters{};
  StageTimes self_ns{};

  void add(const StepTiming& step, double expected) {
    ++steps;
    wall_ns += step.wall_ns;
    cpu_ns += step.cpu_ns;
    expected_ns += expected;
    for (std::size_t i = 0; i < kCounters.size(); ++i) counters[i] += step.counters.*kCounters[i].value;
    for (std::size_t i = 0; i < kStageCount; ++i) self_ns[i] += step.self_ns[i];
  }
  double mean(std::int64_t sum) const { return static_cast<double>(sum) / static_cast<double>(steps); }
  double mean(double sum) const { return sum / static_cast<double>(steps); }
};

struct Sides {
  Side inside, outside;
  std::array<bool, kCounters.size()> varies{};
  std::size_t longest{0};  // of the steps inside
};

Sides sides_of(std::span<const StepTiming> steps, std::size_t first, StepRange range, const CostModel& model) {
  Sides sides;
  const bool explains = model.step.explains();
  const std::size_t from = steps.size() > 1 ? 1 : 0;
  for (std::size_t k = from; k < steps.size(); ++k) {
    const StepTiming& step = steps[k];
    const bool inside = range.contains(static_cast<int>(first + k));
    if (inside && (sides.inside.steps == 0 || step.wall_ns > steps[sides.longest].wall_ns)) sides.longest = k;
    (inside ? sides.inside : sides.outside).add(step, explains ? model.expected_ns(model.step, step.counters) : 0.0);
    for (std::size_t i = 0; i < kCounters.size(); ++i)
      sides.varies[i] =
          sides.varies[i] || step.counters.*kCounters[i].value != steps[from].counters.*kCounters[i].value;
  }
  return sides;
}

std::vector<SlowRange::Counter> counters_of(const Sides& sides) {
  std::vector<SlowRange::Counter> out;
  for (std::size_t i = 0; i < kCounters.size(); ++i)
    if (sides.varies[i])
      out.push_back({.counter = &kCounters[i],
                     .inside = sides.inside.mean(sides.inside.counters[i]),
                     .outside = sides.outside.mean(sides.outside.counters[i])});
  std::ranges::stable_sort(out, std::ranges::greater{}, [](const SlowRange::Counter& c) {
    return std::abs(c.difference()) / std::max(c.outside, 1.0);
  });
  return out;
}

std::vector<SlowRange::StageTime> stages_of(const Sides& sides) {
  std::vector<SlowRange::StageTime> out;
  for (std::size_t i = 0; i < kStageCount; ++i)
    if (sides.inside.self_ns[i] != 0 || sides.outside.self_ns[i] != 0)
      out.push_back({.stage = static_cast<Stage>(i),
                     .inside_ns = sides.inside.mean(sides.inside.self_ns[i]),
                     .outside_ns = sides.outside.mean(sides.outside.self_ns[i])});
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
  const Sides sides = sides_of(steps, run.first_own_step(), range, model);
  const Side &inside = sides.inside, &outside = sides.outside;
  if (inside.steps == 0 || outside.steps == 0) return std::nullopt;
  SlowRange out{.range = range, .inside = inside.steps, .outside = outside.steps};
  out.inside_ns = inside.mean(inside.wall_ns);
  out.outside_ns = outside.mean(outside.wall_ns);
  out.off_cpu_excess_ns = inside.mean(inside.wall_ns - inside.cpu_ns) - outside.mean(outside.wall_ns - outside.cpu_ns);
  out.expected_excess_ns = inside.mean(inside.expected_ns) - outside.mean(outside.expected_ns);
  out.longest = run.first_own_step() + sides.longest;
  out.longest_ns = static_cast<double>(steps[sides.longest].wall_ns);
  if (const double all = out.excess_ns() * static_cast<double>(out.inside); all > 0.0)
    out.longest_share = std::min((out.longest_ns - out.outside_ns) / all, 1.0);
  out.counters = counters_of(sides);
  out.stages = stages_of(sides);
  out.cause = cause_of(out);
  return out;
}

}  // namespace stepscope
