#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/slow_step.h"
#include "core/analysis/step_range.h"

namespace stepscope {

// Why steps took longer than the others, as far as the record tells.
enum class RangeCause {
  kOrdinary,          // they did not: at most 5 % longer on average
  kOneStep,           // half of the excess or more is that of one of several steps
  kWaiting,           // half of it or more is time without the processor
  kComplexity,        // half of it or more is expected for what they had to do
  kForItsComplexity,  // none of these
};

// Some steps of a run beside its others, on averages: these add up, and so do the differences. The cold first step is
// on neither side unless it is all there is. Times in ns.
struct SlowRange {
  struct Counter {
    const CounterText* counter{nullptr};
    double inside{0.0}, outside{0.0};
    double difference() const { return inside - outside; }
  };
  struct StageTime {  // self time
    Stage stage{Stage::kStep};
    double inside_ns{0.0}, outside_ns{0.0};
    double excess_ns() const { return inside_ns - outside_ns; }
  };

  StepRange range;                    // as asked for
  std::size_t inside{0}, outside{0};  // steps on either side
  double inside_ns{0.0}, outside_ns{0.0};
  double off_cpu_excess_ns{0.0};
  double expected_excess_ns{0.0};  // by the model of whole steps; 0 if that explains nothing
  std::size_t longest{0};          // of the steps inside
  double longest_ns{0.0};
  double longest_share{0.0};  // of the excess of all of them, in what the longest one has beyond the outside
  RangeCause cause{RangeCause::kOrdinary};
  std::vector<Counter> counters;  // those that vary in the run, largest relative change first
  std::vector<StageTime> stages;  // those that ran, largest excess first

  double excess_ns() const { return inside_ns - outside_ns; }
};

// Of the run's own steps (ProfiledRun::own_steps()); `model`: of the same. None if `range` holds none of them, or all.
// One pass over the steps: some milliseconds for 100 000.
std::optional<SlowRange> explain_range(const ProfiledRun& run, const CostModel& model, StepRange range);

// "Steps 21 to 37 take 0.912 ms on average, 1.6 times the others (0.573 ms): they had more to do."
std::string headline(const SlowRange& range);
// Further sentences: counters, where the time is, what was expected, waiting, the longest step.
std::vector<std::string> findings(const SlowRange& range, const CostModel& model);

}  // namespace stepscope
