#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/metrics/scorecard.h"
#include "core/probe/span_tape.h"
#include "core/record/simulation_log.h"

namespace stepscope {

enum class WindowState { kNone, kAttached };
enum class TrajectoriesKept { kEveryTenth, kAll };
// kScores: manifest, metrics, steps and queries; what happened (history, log, trace) is left out.
enum class FilesKept { kAll, kScores };

// A finished (or stopped, or failed) run and what is said about it in its files.
struct RunRecord {
  AssembledRun& run;
  RunOutcome outcome;
  const SpanTape* spans{nullptr};  // null: no trace is written
  WindowState window{WindowState::kNone};
  TrajectoriesKept trajectories{TrajectoriesKept::kEveryTenth};
  FilesKept files{FilesKept::kAll};
  const Scorecard* score{nullptr};  // null: computed when the folder is written
  std::optional<LogEnd> log{};      // of the log that is in the folder already; none: it is written with the others
};

// Text of the files of a run folder; see docs/command_line.md for their layout.
std::string manifest_json(const RunRecord& record);
// What a manifest says before the run: status "running", no step, files without hashes.
std::string begun_manifest_json(const AssembledRun& run, WindowState window);
std::string history_json(const RunRecord& record);
std::string steps_csv(const RunRecord& record);
std::string queries_csv(const RunRecord& record);
std::string statements_csv(const RunRecord& record);
std::string trace_json(const RunRecord& record);

}  // namespace stepscope
