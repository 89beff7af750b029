#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "core/map/map_cache.h"
#include "core/report/bottleneck_report.h"
#include "core/store/run_summary.h"

namespace stepscope::cli {

// The runs that a report is asked for, as far as they could be read. A damaged one is said and does not keep the
// others from their report.
class ReportedRuns {
 public:
  // `store`: file of the run store; empty: the user's own.
  ReportedRuns(const Console& console, std::filesystem::path store);

  // A run folder, a folder that holds run folders, or "run:ID" of the store.
  void add(const std::string& name);

  std::vector<ReportedRun> take() { return std::move(runs_); }
  bool empty() const { return runs_.empty(); }
  const std::vector<std::string>& damaged() const { return damaged_; }  // why, one each

 private:
  void add_folder(const std::filesystem::path& folder);
  void add_stored(RunId id);
  void refuse(const Error& error);

  const Console& console_;
  std::filesystem::path store_;
  std::shared_ptr<MapCache> maps_;
  std::vector<ReportedRun> runs_;
  std::vector<std::string> damaged_;
};

}  // namespace stepscope::cli
