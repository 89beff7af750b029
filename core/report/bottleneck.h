#pragma once

#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/stage_statistics.h"

namespace stepscope {

struct WorstStep {
  std::size_t step{0};
  std::int64_t self_ns{0}, wall_ns{0};
  std::int64_t off_cpu_ns{0};  // of the whole step: wall less processor time
  double time_s{0.0};          // since the first step, simulated
};

// Something counted that is unusual in the steps in which a stage takes longest. The cold first step is left out.
struct CounterContrast {
  std::string title;
  double in_worst{0.0}, usual{0.0};  // mean over the slowest twentieth, median over the steps
  double correlation{0.0};           // of the counter with the stage's self time over the steps, −1 … 1
};

// A stage that takes time, with what shows it. Processor time is known of whole steps only: a step waited if at least
// half of what the stage takes more than usual there can be time without the processor.
struct Bottleneck {
  StageRow row;
  std::vector<WorstStep> worst;   // longest self time first, of the steps that worked; without those without it
  std::vector<WorstStep> waited;  // longer than the last of `worst`; they waited
  std::int64_t cold_ns{0};        // self time in the first step, which is in neither; 0 with one step alone
  double waiting_share{0.0};      // of what the slowest twentieth of steps takes more than usual: off the processor
  std::vector<StatementCost> statements;   // asked for by this stage, longest first; of the database: all
  std::vector<CounterContrast> contrasts;  // strongest first
  std::string cause;                       // what it does, in one sentence
};

// Stages by self time, longest first, at most `most`; those below 1 % of the run are left out.
std::vector<Bottleneck> bottlenecks_of(const ProfiledRun& run, const RunStatistics& statistics, std::size_t most = 5);

}  // namespace stepscope
