#pragma once

#include <span>
#include <string>

#include "core/probe/span_tape.h"
#include "core/probe/step_timing.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// A run as its trace shows it. Borrows everything; what is null or empty is left out.
struct TracedRun {
  std::string title;                       // of the process
  const SpanTape* spans{nullptr};          // of the simulation's thread, a step each
  std::span<const SpanRecord> background;  // of other threads, lane ≥ 1
  std::span<const StepTiming> steps;       // counters, one track each
  const StatementLog* statements{nullptr};
};

// Trace Event Format, as ui.perfetto.dev and chrome://tracing read it: one process per run, one thread per lane,
// complete events ("X") for spans with step, stage and SQL text in their arguments, instants at the steps' begins,
// counter tracks. Times are microseconds from the run's first event with three decimals: whole nanoseconds, exactly.
std::string trace_json(std::span<const TracedRun> runs);

}  // namespace stepscope
