#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/batch/batch.h"

namespace stepscope {

// Scores of one planner in one challenge over the scenarios of one type, or over all types.
struct BatchScore {
  std::size_t request{0};
  std::string type;  // empty: all types
  std::size_t scenarios{0};
  std::size_t scored{0};
  std::size_t failed{0};    // planner or input
  std::size_t unscored{0};  // ran to the end, but no metric could be computed
  std::size_t skipped{0};   // never ran to an end: too short for a filter's choice, or the batch was stopped
  double mean_score{0.0};   // over the scored, as the reference aggregates: failures do not count
  double mean_score_failures_as_0{0.0};  // over scored and failed
};

// Request by request: types in alphabetical order, then all types together.
std::vector<BatchScore> batch_scores(const BatchPlan& plan, std::span<const JobResult> results);

// One row per job: scenario, request, status, reason, score and its parts, timing, folder.
std::string scores_csv(const BatchPlan& plan, std::span<const JobResult> results);
// One row per BatchScore.
std::string scores_by_type_csv(const BatchPlan& plan, std::span<const BatchScore> scores);
// The plan, how many jobs ended how, and the scores.
std::string batch_json(const BatchPlan& plan, std::span<const JobResult> results, std::span<const BatchScore> scores);

// Writes scores.csv, scores_by_type.csv and batch.json into the batch's folder: also those after one that cannot be
// written, which is the error.
Status write_batch_tables(const BatchPlan& plan, std::span<const JobResult> results);

}  // namespace stepscope
