#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/metrics/scorecard.h"
#include "core/probe/step_timing.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// A run folder read back: what its report needs.
struct StoredRun {
  std::filesystem::path folder;
  std::string planner, challenge, controller, profile;
  std::string log, token, scenario_type, location;
  std::string status, message;  // "failed" has a message
  std::string processor, system, program_version, git_revision, build_type, window;
  std::vector<std::string> warnings;
  int iterations{0};
  double step_interval_s{0.1};    // median distance of the steps' times
  std::vector<StepTiming> steps;  // self times and counters; total_ns only for the whole step
  std::vector<StatementCost> queries;
  std::optional<Scorecard> score;  // none in folders of early versions, and where no step was finished
};

// An error names the file and what is missing or malformed in it (a folder without manifest is an unfinished run).
Result<StoredRun> read_run_folder(const std::filesystem::path& folder);

}  // namespace stepscope
