#include "core/batch/batch.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "core/batch/batch_job.h"
#include "core/batch/folder_lock.h"
#include "core/batch/shared_scenarios.h"

namespace stepscope {

namespace {

// The jobs, handed out in order to the threads of the batch.
class Work {
 public:
  Work(const BatchPlan& plan, MapCache& maps, RunControl& control, BatchObserver* observer)
      : plan_(plan), control_(control), observer_(observer), scenarios_(plan, maps), results_(plan.job_count()) {}

  std::vector<JobResult> run() {
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t wanted = plan_.threads > 0 ? static_cast<std::size_t>(plan_.threads) : cores;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < std::min(wanted, results_.size()); ++i) threads.emplace_back([this] { take_jobs(); });
    }
    return std::move(results_);
  }

 private:
  void take_jobs() {
    for (std::size_t job = next_++; job < results_.size() && !control_.stopped(); job = next_++) {
      results_[job] = result_of(job);
      scenarios_.release(job / plan_.requests.size());
      tell([&] { observer_->on_job_finished(job, results_[job]); });
    }
  }

  JobResult result_of(std::size_t job) {
    if (!plan_.again)
      if (auto kept = kept_job(plan_, job)) return std::move(*kept);
    tell([&] { observer_->on_job_started(job); });
    return run_job(plan_, job, scenarios_, control_);
  }

  template <typename Call>
  void tell(const Call& call) {
    if (observer_ == nullptr) return;
    const std::scoped_lock lock(telling_);
    call();
  }

  const BatchPlan& plan_;
  RunControl& control_;
  BatchObserver* observer_;
  SharedScenarios scenarios_;
  std::vector<JobResult> results_;  // each written by the thread that has its job
  std::atomic<std::size_t> next_{0};
  std::mutex telling_;
};

// A folder that two jobs would write.
Status check_folders(const BatchPlan& plan) {
  std::map<std::string, std::size_t> jobs;
  for (std::size_t job = 0; job < plan.job_count(); ++job) {
    const auto [other, added] = jobs.emplace(job_folder_name(plan, job), job);
    if (added) continue;
    return Error{.file = plan.scenario_of(job).id.db.string(),
                 .place = "scenario " + plan.scenario_of(job).id.token.hex(),
                 .field = {},
                 .reason = "its run folder " + other->first + " would also be that of " +
                           plan.scenario_of(other->second).id.db.string()};
  }
  return {};
}

}  // namespace

std::string_view job_status_key(JobStatus status) {
  switch (status) {
    case JobStatus::kNotRun:
      return "not_run";
    case JobStatus::kReachedEnd:
      return "reached_end";
    case JobStatus::kStopped:
      return "stopped";
    case JobStatus::kPlannerFailed:
      return "failed";
    case JobStatus::kSkipped:
      return "skipped";
    case JobStatus::kBadInput:
      return "bad_input";
  }
  return "not_run";
}

Result<std::vector<JobResult>> run_batch(const BatchPlan& plan, MapCache& maps, RunControl& control,
                                         BatchObserver* observer) {
  if (Status apart = check_folders(plan); !apart.ok()) return apart.error();
  std::error_code code;
  std::filesystem::create_directories(plan.out, code);
  if (code)
    return Error{.file = plan.out.string(), .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
  const auto lock = FolderLock::take(plan.out);
  if (!lock.ok()) return lock.error();
  return Work(plan, maps, control, observer).run();
}

}  // namespace stepscope
