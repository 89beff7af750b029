#pragma once

#include <optional>

#include "core/batch/batch.h"
#include "core/batch/shared_scenarios.h"

namespace stepscope {

// Name of a job's run folder.
std::string job_folder_name(const BatchPlan& plan, std::size_t job);

// The job's result from its folder, if this is complete and of the same identity.
std::optional<JobResult> kept_job(const BatchPlan& plan, std::size_t job);

// Runs one job and writes its folder. Never throws.
JobResult run_job(const BatchPlan& plan, std::size_t job, SharedScenarios& scenarios, RunControl& control);

}  // namespace stepscope
