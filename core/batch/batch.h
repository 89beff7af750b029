#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/base/run_control.h"
#include "core/dataset/scenario_selection.h"
#include "core/map/map_cache.h"
#include "core/record/run_record.h"

namespace stepscope {

// Every scenario with every request. Requests must differ in planner, challenge or controller, since that is what run
// folders are named by.
struct BatchPlan {
  std::filesystem::path maps;  // maps folder
  std::vector<ChosenScenario> scenarios;
  std::vector<RunRequest> requests;  // planner × challenge
  EngineProfile profile;
  std::filesystem::path out;    // run folders, tables
  std::filesystem::path store;  // run store that the runs are recorded to; empty: to none
  int threads{0};               // runs at a time; 0: one per core
  bool again{false};            // also what is complete already
  TrajectoriesKept trajectories{TrajectoriesKept::kEveryTenth};
  FilesKept files{FilesKept::kAll};

  // Job j is scenario j / requests, request j % requests.
  std::size_t job_count() const { return scenarios.size() * requests.size(); }
  const ChosenScenario& scenario_of(std::size_t job) const { return scenarios[job / requests.size()]; }
  const RunRequest& request_of(std::size_t job) const { return requests[job % requests.size()]; }
};

enum class JobStatus {
  kNotRun,         // the batch was stopped before
  kReachedEnd,     // done
  kStopped,        // the batch was stopped during the run; what it did is saved, it is run again next time
  kPlannerFailed,  // its steps are saved; it would fail again, so it counts as complete
  kSkipped,        // a filter chose the scenario, and its log is too short for it
  kBadInput,       // log or map cannot be read, or the folder cannot be written
};
std::string_view job_status_key(JobStatus status);  // "reached_end", "skipped" …

// What a job's score says in a table; all of it is in metrics.json of its folder.
struct ScoreSummary {
  struct Part {
    std::string metric;
    double score{0.0};
  };
  double final_score{0.0};
  std::vector<Part> parts;  // metrics that have a score, in the reference's order
};

// How a job ended.
struct JobResult {
  JobStatus status{JobStatus::kNotRun};
  // Empty for a scored run; otherwise a sentence with file and field, step and cause, or why it has no score.
  std::string reason;
  std::filesystem::path folder;  // its name in the batch's folder; empty: none was written
  bool kept{false};              // complete from an earlier batch, not run again
  int steps{0};
  std::optional<ScoreSummary> score;  // of kReachedEnd, unless no metric could be computed
  double mean_step_ms{0.0}, p95_step_ms{0.0};
  std::vector<std::string> store_problems;  // what went wrong with recording it; the run is unharmed
};

// Is told what happens, from the batch's threads, one call at a time.
class BatchObserver {
 public:
  virtual ~BatchObserver() = default;
  virtual void on_job_started(std::size_t job) = 0;
  virtual void on_job_finished(std::size_t job, const JobResult& result) = 0;  // also without having started
};

// Runs every job that is not complete, several at a time, and returns one result per job. Blocks; call it from a thread
// of its own where somebody waits. `control.stop()` from any thread ends it soon: the runs in flight are saved as
// stopped, what has not begun stays kNotRun. No job's failure ends the batch.
//
// A job is complete if its folder has a manifest (written last) of the same identity: scenario, request, profile,
// files' content. So a batch that was killed goes on where it was. Errors: the folder cannot be made, another batch is
// writing there, or two jobs have the same folder.
Result<std::vector<JobResult>> run_batch(const BatchPlan& plan, MapCache& maps, RunControl& control,
                                         BatchObserver* observer = nullptr);

}  // namespace stepscope
