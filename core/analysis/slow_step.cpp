#include "core/analysis/slow_step.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/distribution.h"

namespace stepscope {

namespace {

constexpr double kOrdinaryShare = 0.1;  // longer than the median step
constexpr double kHalf = 0.5;           // of the excess
constexpr double kFarBeyond = 4.0;      // spreads
constexpr double kWorthTelling = 0.2;   // longer than expected

std::int64_t off_cpu(const StepTiming& step) { return step.wall_ns - step.cpu_ns; }

// Over all steps but the cold first one, where there are others.
template <typename Value>
double usual(std::span<const StepTiming> steps, Value&& value) {
  std::vector<std::int64_t> values;
  for (const StepTiming& step : steps.size() > 1 ? steps.subspan(1) : steps) values.push_back(value(step));
  return quantile_in(values, 0.5);
}

std::optional<double> spreads_beyond(double wall_ns, double expected_ns, double spread_ns) {
  if (!(spread_ns > 0.0)) return std::nullopt;
  return (wall_ns - expected_ns) / spread_ns;
}

double relative_change(const CounterDifference& d) { return std::abs(d.difference()) / std::max(d.median, 1.0); }

std::vector<CounterDifference> counter_differences(const Yardstick& yardstick, const StepTiming& step) {
  std::vector<CounterDifference> out;
  for (std::size_t i = 0; i < kCounters.size(); ++i) {
    const FigureScale& scale = yardstick.counter(i);
    if (!scale.varies()) continue;
    const std::int64_t value = step.counters.*kCounters[i].value;
    out.push_back({.counter = &kCounters[i],
                   .value = value,
                   .median = scale.median(),
                   .rank = 1 + scale.above(value),
                   .equals = scale.equal_to(value) - 1});
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, relative_change);
  return out;
}

std::vector<StageDifference> stage_differences(const Yardstick& yardstick, const CostModel& model,
                                               const StepTiming& step) {
  std::vector<StageDifference> out;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    const FigureScale& scale = yardstick.self(stage);
    if (scale.same() == 0) continue;
    StageDifference difference{.stage = stage,
                               .self_ns = step.self_ns[i],
                               .median_ns = scale.median(),
                               .rank = 1 + scale.above(step.self_ns[i])};
    const StageCost* cost = model.of(stage);
    difference.expected_ns = cost == nullptr ? difference.median_ns : model.expected_ns(*cost, step.counters);
    out.push_back(difference);
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &StageDifference::excess_ns);
  return out;
}

bool ordinary(double excess_ns, double median_ns) { return excess_ns <= kOrdinaryShare * median_ns; }
bool mostly_off_cpu(double off_cpu_excess_ns, double excess_ns) { return off_cpu_excess_ns >= kHalf * excess_ns; }

SlowCause cause_of(const SlowStep& slow, const CostModel& model) {
  const double excess = slow.excess_ns();
  if (ordinary(excess, slow.median_wall_ns)) return SlowCause::kOrdinary;
  if (slow.step == 0) return SlowCause::kColdStart;
  if (mostly_off_cpu(slow.off_cpu_excess_ns(), excess)) return SlowCause::kWaiting;
  if (model.step.explains() && slow.expected_ns - slow.median_wall_ns >= kHalf * excess) return SlowCause::kComplexity;
  if (slow.z && *slow.z >= kFarBeyond) return SlowCause::kForItsComplexity;
  return SlowCause::kScatter;
}

}  // namespace

SlowStep explain_step(std::span<const StepTiming> steps, const CostModel& model, const Yardstick& yardstick,
                      std::size_t k) {
  const StepTiming& own = steps[k];
  SlowStep slow{.step = k, .steps = steps.size(), .wall_ns = own.wall_ns, .cpu_ns = own.cpu_ns};
  slow.median_wall_ns = yardstick.wall().median();
  slow.median_off_cpu_ns = yardstick.off_cpu().median();
  slow.rank = 1 + yardstick.wall().above(own.wall_ns);
  slow.expected_ns = model.expected_ns(model.step, own.counters);
  slow.z = spreads_beyond(static_cast<double>(own.wall_ns), slow.expected_ns, model.step.spread_ns);
  slow.counters = counter_differences(yardstick, own);
  slow.stages = stage_differences(yardstick, model, own);
  slow.cause = cause_of(slow, model);
  return slow;
}

SlowStep explain_step(std::span<const StepTiming> steps, const CostModel& model, std::size_t k) {
  return explain_step(steps, model, Yardstick(steps), k);
}

std::vector<SlowForComplexity> slow_for_their_complexity(std::span<const StepTiming> steps, const CostModel& model) {
  std::vector<SlowForComplexity> out;
  const double usual_off_cpu = usual(steps, off_cpu);
  for (std::size_t k = 1; k < steps.size(); ++k) {
    const double expected = model.expected_ns(model.step, steps[k].counters);
    const double beyond = static_cast<double>(steps[k].wall_ns) - expected;
    const auto z = spreads_beyond(static_cast<double>(steps[k].wall_ns), expected, model.step.spread_ns);
    if (!z || *z < kFarBeyond || beyond < kWorthTelling * expected) continue;
    out.push_back({.step = k,
                   .wall_ns = steps[k].wall_ns,
                   .expected_ns = expected,
                   .z = *z,
                   .waiting = static_cast<double>(off_cpu(steps[k])) - usual_off_cpu >= kHalf * beyond});
  }
  std::ranges::stable_sort(out, std::ranges::greater{},
                           [](const SlowForComplexity& s) { return static_cast<double>(s.wall_ns) - s.expected_ns; });
  return out;
}

std::optional<std::size_t> slowest_step(std::span<const StepTiming> steps) {
  if (steps.empty()) return std::nullopt;
  const auto from = steps.size() > 1 ? steps.begin() + 1 : steps.begin();
  return static_cast<std::size_t>(std::ranges::max_element(from, steps.end(), {}, &StepTiming::wall_ns) -
                                  steps.begin());
}

std::optional<std::size_t> slowest_working_step(std::span<const StepTiming> steps) {
  if (steps.size() < 2) return slowest_step(steps);
  const double usual_wall = usual(steps, [](const StepTiming& step) { return step.wall_ns; });
  const double usual_off_cpu = usual(steps, off_cpu);
  std::optional<std::size_t> slowest;
  for (std::size_t k = 1; k < steps.size(); ++k) {
    if (slowest && steps[k].wall_ns <= steps[*slowest].wall_ns) continue;
    const double excess = static_cast<double>(steps[k].wall_ns) - usual_wall;
    if (!ordinary(excess, usual_wall) && mostly_off_cpu(static_cast<double>(off_cpu(steps[k])) - usual_off_cpu, excess))
      continue;
    slowest = k;
  }
  return slowest;
}

}  // namespace stepscope
