#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/analysis/cost_model.h"
#include "core/analysis/yardstick.h"

namespace stepscope {

// Why a step took longer than the median step, as far as its own record tells.
enum class SlowCause {
  kOrdinary,          // it did not: at most 10 % longer
  kColdStart,         // the first step: caches are empty, memory is touched for the first time
  kWaiting,           // half of the excess or more is time without the processor: pre-empted, or waiting
  kComplexity,        // half of the excess or more is expected for what it had to do
  kForItsComplexity,  // what it had to do accounts for less, and it is 4 spreads or more beyond that
  kScatter,           // it is not: within what steps scatter anyway
};

// A counter of the step beside the median step: the medians of all steps but the first, one by one.
struct CounterDifference {
  const CounterText* counter{nullptr};
  std::int64_t value{0};
  double median{0.0};
  std::size_t rank{1};    // 1 = highest of all steps
  std::size_t equals{0};  // other steps with the same value
  double difference() const { return static_cast<double>(value) - median; }
  std::optional<double> ratio() const {  // none if the median is 0
    return median > 0.0 ? std::optional(static_cast<double>(value) / median) : std::nullopt;
  }
};

// The same of a stage, self time in ns.
struct StageDifference {
  Stage stage{Stage::kStep};
  std::int64_t self_ns{0};
  double median_ns{0.0};
  double expected_ns{0.0};  // by the cost model of the stage
  std::size_t rank{1};
  double excess_ns() const { return static_cast<double>(self_ns) - median_ns; }
};

struct SlowStep {
  std::size_t step{0};
  std::size_t steps{0};  // of the run
  std::int64_t wall_ns{0}, cpu_ns{0};
  double median_wall_ns{0.0};
  double median_off_cpu_ns{0.0};  // median of wall − cpu
  std::size_t rank{1};            // by wall time
  double expected_ns{0.0};        // for its counters, by the model of whole steps; the median if that explains nothing
  std::optional<double> z;        // (wall − expected) / spread; none without a spread
  SlowCause cause{SlowCause::kOrdinary};
  std::vector<CounterDifference> counters;  // those that vary, largest change relative to the median first
  std::vector<StageDifference> stages;      // those that ran, largest excess first

  double excess_ns() const { return static_cast<double>(wall_ns) - median_wall_ns; }
  bool waited() const { return cause == SlowCause::kWaiting; }
  double off_cpu_excess_ns() const { return static_cast<double>(wall_ns - cpu_ns) - median_off_cpu_ns; }
};

// `steps`: a whole run; `model` and `yardstick`: of the same steps. k < steps.size(). Below 10 µs, however long the
// run.
SlowStep explain_step(std::span<const StepTiming> steps, const CostModel& model, const Yardstick& yardstick,
                      std::size_t k);
// The same for one step alone: it makes the yardstick.
SlowStep explain_step(std::span<const StepTiming> steps, const CostModel& model, std::size_t k);

// A step that took 4 spreads and 20 % longer than expected for its counters.
struct SlowForComplexity {
  std::size_t step{0};
  std::int64_t wall_ns{0};
  double expected_ns{0.0};
  double z{0.0};
  bool waiting{false};  // half of what is beyond the expected or more is time without the processor
};
// Furthest beyond the expected first; the cold first step is not among them.
std::vector<SlowForComplexity> slow_for_their_complexity(std::span<const StepTiming> steps, const CostModel& model);

// The step that took longest, the cold first one apart if there are others. None of no steps.
std::optional<std::size_t> slowest_step(std::span<const StepTiming> steps);
// The same of the steps whose cause is not kWaiting: what was slow because of its work.
std::optional<std::size_t> slowest_working_step(std::span<const StepTiming> steps);

}  // namespace stepscope
