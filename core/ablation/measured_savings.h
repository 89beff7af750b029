#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/base/result.h"
#include "core/report/bottleneck_report.h"

namespace stepscope {

// What an ablation measured, read back from its ablation.json for the roadmap of a run's report.
struct StoredSavings {
  std::string planner, challenge, processor;
  // Of switches alone, from baseline; and of switches of fast, removed from it. Void ones and those that could not be
  // measured have the reason instead of a saving.
  std::vector<MeasuredSaving> alone, removed;
};
// From a file, or the one in an ablation's folder. An error names the file and the field.
Result<StoredSavings> read_savings(const std::filesystem::path& place);

// Why they say nothing about a run: another planner, challenge or machine. Empty if they do.
std::string why_savings_do_not_fit(const StoredSavings& savings, const RunFacts& facts);

// For a run whose switches are nearer to the baseline those measured from it, otherwise those measured from fast.
std::vector<MeasuredSaving> savings_for(const StoredSavings& savings, const RunFacts& facts);

// To the runs that they were measured for; to the others the reason why not.
void add_savings(const StoredSavings& savings, std::vector<ReportedRun>& runs);

}  // namespace stepscope
