#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/distribution.h"
#include "core/analysis/step_range.h"
#include "core/probe/step_timing.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// Statements executed, rows returned and connections opened are three counts that are never added to each other.
struct QuerySums {
  std::int64_t statements{0};  // executions
  std::int64_t rows{0};
  std::int64_t connections{0};
  std::int64_t scanned{0};          // rows gone through in scans
  std::int64_t ns{0};               // prepare and all rows
  std::int64_t connect_ns{0};       // opening the connections
  std::int64_t repeats_in_step{0};  // with parameters that this statement had before in the same step
  std::int64_t repeats{0};          // with parameters that it had before in the run: a cache could have answered
  std::int64_t repeats_ns{0};       // time of these, connections included: what the cache would have saved

  QuerySums& operator+=(const QuerySums& other);
  bool operator==(const QuerySums&) const = default;
};

struct StatementFigures {
  std::int32_t statement{0};  // index in StatementLog::texts
  QuerySums sums;
  Distribution time;  // ns per execution
  double share{0.0};  // of the wall time of the steps, connections included; 0 outside of steps
};
// One statement asked by one part of a step.
struct SiteFigures {
  std::int32_t statement{0}, site{0};  // indices in StatementLog::texts, sites
  QuerySums sums;
};

struct QueryLedger {
  StepRange range;                           // as asked for, cut to the steps there are
  std::vector<StatementFigures> statements;  // executed in these steps; longest in all first
  std::vector<SiteFigures> sites;            // in the order of `statements`, within one longest first
  std::vector<QuerySums> steps;              // one per step of the range
  QuerySums inside;                          // sum over the steps of the range
  std::int64_t wall_ns{0};                   // of these steps
  std::int64_t database_ns{0};  // of these steps inside database spans: also closing, reading columns, waiting
  StepCounters counted;         // by the steps themselves; statements, rows and connections equal those of `inside`
  std::vector<StatementFigures> outside;  // of steps: before the first, between, after the last; whatever the range
  QuerySums outside_sums;                 // with connections opened there for statements inside
};

// What the statements of steps `range` cost. `steps`: all finished steps of the run. Executions of unfinished steps are
// left out. Linear in the executions but for the quantiles: 100 000 take some milliseconds.
QueryLedger query_ledger(const StatementLog& log, std::span<const StepTiming> steps, StepRange range);
// The same from some executions of the log, among which are all of these steps (execution_index.h); figures outside of
// steps are of those among them.
QueryLedger query_ledger(const StatementLog& log, std::span<const StatementExecution> executions,
                         std::span<const StepTiming> steps, StepRange range);
// Of the whole run.
QueryLedger query_ledger(const StatementLog& log, std::span<const StepTiming> steps);

// What one statement, or all of them (−1), cost in each of the first `steps` steps; without repeats_in_step.
std::vector<QuerySums> statement_steps(const StatementLog& log, std::size_t steps, std::int32_t statement = -1);

}  // namespace stepscope
