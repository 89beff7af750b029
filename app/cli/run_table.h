#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/stage_statistics.h"
#include "core/record/run_record.h"

namespace stepscope::cli {

// What is said about one run at the end.
struct RunLine {
  std::string name;    // log, planner, challenge
  std::string status;  // "reached_end", "failed: …", "skipped: …"
  std::string folder;  // of its files; empty if none were written
  RunStatistics statistics;
  std::optional<Scorecard> score;
  std::optional<std::int64_t> run;  // number in the run store
  std::string store{};              // its file, where that is not the one that was asked for
  bool partly_stored{false};
};

// Score and milliseconds per step by stage group, one row a run, aligned columns. Groups that no run spent time in are
// left out.
std::string stage_table(const std::vector<RunLine>& lines);

// Of the run's own steps: from its fork on, if it is one.
RunStatistics statistics_of_run(const AssembledRun& run);

}  // namespace stepscope::cli
