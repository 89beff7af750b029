#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/cli/selection.h"
#include "core/analysis/profiled_run.h"
#include "core/analysis/slow_step.h"
#include "core/fork/fork_parent.h"
#include "core/map/map_cache.h"
#include "core/rerun/rerun.h"
#include "core/store/run_summary.h"

namespace stepscope::cli {

// The run that an explanation is asked for: a run folder, or "run:ID" of the store.
class ExplainedRun {
 public:
  static Result<ExplainedRun> open(const std::string& name, const std::filesystem::path& store);

  const ProfiledRun& profile() const { return profile_; }

  // A step with everything that repeating it needs, from what the run kept and its data; `data` says where these are if
  // not where they were. Errors name what is missing.
  Result<RerunTask> task(const SlowStep& slow, const DataOptions& data, int repetitions, MapCache& maps) const;

 private:
  Result<ForkParent> whole(const DataOptions& data, MapCache& maps) const;

  std::filesystem::path place_;  // folder, or file of the store
  std::optional<RunId> id_;      // in the store
  ProfiledRun profile_;
};

}  // namespace stepscope::cli
