#include "core/analysis/slow_step.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

constexpr double kOrdinaryShare = 0.1;  // longer than the median step
constexpr double kHalf = 0.5;           // of the excess
constexpr double kFarBeyond = 4.0;      // spreads
constexpr double kWorthTelling = 0.2;   // longer than expected

template <typename Values>
double median_over(std::span<const StepTiming> steps, Values&& value) {
  std::vector<double> sample;
  sample.reserve(steps.size());
  for (const StepTiming& step : steps) sample.push_back(static_cast<double>(value(step)));
  if (sample.empty()) return 0.0;
  const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
  std::nth_element(sample.begin(), middle, sample.end());
  if (sample.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(sample.begin(), middle)) / 2.0;
}

template <typename Values>
std::size_t rank_of(std::span<const StepTiming> steps, std::int64_t own, Values&& value) {
  return 1 +
         static_cast<std::size_t>(std::ranges::count_if(steps, [&](const StepTiming& s) { return value(s) > own; }));
}

// The steps that medians are taken over: without the cold first one where there are others.
std::span<const StepTiming> warm(std::span<const StepTiming> steps) {
  return steps.size() > 1 ? steps.subspan(1) : steps;
}

std::int64_t off_cpu(const StepTiming& step) { return step.wall_ns - step.cpu_ns; }

std::optional<double> spreads_beyond(double wall_ns, double expected_ns, double spread_ns) {
  if (!(spread_ns > 0.0)) return std::nullopt;
  return (wall_ns - expected_ns) / spread_ns;
}

double relative_change(const CounterDifference& d) { return std::abs(d.difference()) / std::max(d.median, 1.0); }

std::vector<CounterDifference> counter_differences(std::span<const StepTiming> steps, std::size_t k) {
  std::vector<CounterDifference> out;
  for (const CounterText& counter : kCounters) {
    const auto value = [&counter](const StepTiming& step) { return step.counters.*counter.value; };
    const std::int64_t own = value(steps[k]);
    const auto equals = static_cast<std::size_t>(
        std::ranges::count_if(steps, [&](const StepTiming& step) { return value(step) == own; }));
    if (equals == steps.size()) continue;
    out.push_back({.counter = &counter,
                   .value = own,
                   .median = median_over(warm(steps), value),
                   .rank = rank_of(steps, own, value),
                   .equals = equals - 1});
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, relative_change);
  return out;
}

std::vector<StageDifference> stage_differences(std::span<const StepTiming> steps, const CostModel& model,
                                               std::size_t k) {
  std::vector<StageDifference> out;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const auto self = [i](const StepTiming& step) { return step.self_ns[i]; };
    if (std::ranges::all_of(steps, [&](const StepTiming& step) { return self(step) == 0; })) continue;
    StageDifference stage{.stage = static_cast<Stage>(i),
                          .self_ns = self(steps[k]),
                          .median_ns = median_over(warm(steps), self),
                          .rank = rank_of(steps, self(steps[k]), self)};
    const StageCost* cost = model.of(stage.stage);
    stage.expected_ns = cost == nullptr ? stage.median_ns : model.expected_ns(*cost, steps[k].counters);
    out.push_back(stage);
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

SlowStep explain_step(std::span<const StepTiming> steps, const CostModel& model, std::size_t k) {
  const StepTiming& own = steps[k];
  const auto wall = [](const StepTiming& step) { return step.wall_ns; };
  SlowStep slow{.step = k, .steps = steps.size(), .wall_ns = own.wall_ns, .cpu_ns = own.cpu_ns};
  slow.median_wall_ns = median_over(warm(steps), wall);
  slow.median_off_cpu_ns = median_over(warm(steps), off_cpu);
  slow.rank = rank_of(steps, own.wall_ns, wall);
  slow.expected_ns = model.expected_ns(model.step, own.counters);
  slow.z = spreads_beyond(static_cast<double>(own.wall_ns), slow.expected_ns, model.step.spread_ns);
  slow.counters = counter_differences(steps, k);
  slow.stages = stage_differences(steps, model, k);
  slow.cause = cause_of(slow, model);
  return slow;
}

std::vector<SlowForComplexity> slow_for_their_complexity(std::span<const StepTiming> steps, const CostModel& model) {
  std::vector<SlowForComplexity> out;
  const double usual_off_cpu = median_over(warm(steps), off_cpu);
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
  const double usual = median_over(warm(steps), [](const StepTiming& step) { return step.wall_ns; });
  const double usual_off_cpu = median_over(warm(steps), off_cpu);
  std::optional<std::size_t> slowest;
  for (std::size_t k = 1; k < steps.size(); ++k) {
    if (slowest && steps[k].wall_ns <= steps[*slowest].wall_ns) continue;
    const double excess = static_cast<double>(steps[k].wall_ns) - usual;
    if (!ordinary(excess, usual) && mostly_off_cpu(static_cast<double>(off_cpu(steps[k])) - usual_off_cpu, excess))
      continue;
    slowest = k;
  }
  return slowest;
}

}  // namespace stepscope
