#include "core/batch/batch_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/metrics/scorecard.h"
#include "core/record/build_info.h"
#include "core/record/csv.h"

namespace stepscope {

namespace {

using Json = nlohmann::ordered_json;

std::string_view controller_of(const RunRequest& request) {
  return controller_key(request.controller.value_or(default_controller(request.challenge)));
}

// Scores of a request's scenarios of one type, or of all types.
BatchScore score_over(const BatchPlan& plan, std::span<const JobResult> results, std::size_t request,
                      const std::string& type) {
  BatchScore out{.request = request, .type = type};
  std::vector<ScoredScenario> scored;
  for (std::size_t job = request; job < results.size(); job += plan.requests.size()) {
    const std::string& job_type = plan.scenario_of(job).type;
    if (!type.empty() && job_type != type) continue;
    const JobResult& result = results[job];
    ++out.scenarios;
    if (result.score) {
      scored.push_back({.type = job_type, .final_score = result.score->final_score});
    } else if (result.status == JobStatus::kPlannerFailed || result.status == JobStatus::kBadInput) {
      ++out.failed;
    } else if (result.status == JobStatus::kReachedEnd) {
      ++out.unscored;
    } else {
      ++out.skipped;
    }
  }
  out.scored = scored.size();
  out.mean_score = overall_score(scores_by_type(scored));
  const auto counted = static_cast<double>(out.scored + out.failed);
  if (counted > 0.0) out.mean_score_failures_as_0 = out.mean_score * static_cast<double>(out.scored) / counted;
  return out;
}

// Metrics that any job has a score of, those of the first job first.
std::vector<std::string> scored_metrics(std::span<const JobResult> results) {
  std::vector<std::string> names;
  for (const JobResult& result : results) {
    if (!result.score) continue;
    for (const ScoreSummary::Part& part : result.score->parts)
      if (std::find(names.begin(), names.end(), part.metric) == names.end()) names.push_back(part.metric);
  }
  return names;
}

std::string score_cell(const std::optional<ScoreSummary>& score, const std::string& metric) {
  if (!score) return {};
  const auto part = std::ranges::find(score->parts, metric, &ScoreSummary::Part::metric);
  return part == score->parts.end() ? std::string() : fmt::format("{}", part->score);
}

Json score_json(const BatchPlan& plan, const BatchScore& score) {
  const RunRequest& request = plan.requests[score.request];
  return {{"planner", request.planner},
          {"challenge", challenge_key(request.challenge)},
          {"controller", controller_of(request)},
          {"type", score.type.empty() ? Json(nullptr) : Json(score.type)},
          {"scenarios", score.scenarios},
          {"scored", score.scored},
          {"failed", score.failed},
          {"unscored", score.unscored},
          {"skipped", score.skipped},
          {"mean_score", score.scored > 0 ? Json(score.mean_score) : Json(nullptr)},
          {"mean_score_failures_as_0",
           score.scored + score.failed > 0 ? Json(score.mean_score_failures_as_0) : Json(nullptr)}};
}

}  // namespace

std::vector<BatchScore> batch_scores(const BatchPlan& plan, std::span<const JobResult> results) {
  std::vector<std::string> types;
  for (const ChosenScenario& scenario : plan.scenarios) types.push_back(scenario.type);
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  std::vector<BatchScore> out;
  for (std::size_t request = 0; request < plan.requests.size(); ++request) {
    for (const std::string& type : types) out.push_back(score_over(plan, results, request, type));
    out.push_back(score_over(plan, results, request, {}));
  }
  return out;
}

std::string scores_csv(const BatchPlan& plan, std::span<const JobResult> results) {
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  const std::vector<std::string> metrics = scored_metrics(results);
  fmt::format_to(add, "log,token,type,location,planner,challenge,controller,status,reason,steps,final_score");
  for (const std::string& metric : metrics) fmt::format_to(add, ",{}", csv_field(metric));
  fmt::format_to(add, ",mean_step_ms,p95_step_ms,folder\n");
  for (std::size_t job = 0; job < results.size(); ++job) {
    const ChosenScenario& scenario = plan.scenario_of(job);
    const RunRequest& request = plan.request_of(job);
    const JobResult& result = results[job];
    fmt::format_to(add, "{},{},{},{},{},{},{},{},{},{},{}", csv_field(scenario.id.db.stem().string()),
                   scenario.id.token.hex(), csv_field(scenario.type), csv_field(scenario.location),
                   csv_field(request.planner), challenge_key(request.challenge), controller_of(request),
                   job_status_key(result.status), csv_field(result.reason), result.steps,
                   result.score ? fmt::format("{}", result.score->final_score) : "");
    for (const std::string& metric : metrics) fmt::format_to(add, ",{}", score_cell(result.score, metric));
    if (result.steps > 0) {
      fmt::format_to(add, ",{},{}", result.mean_step_ms, result.p95_step_ms);
    } else {
      fmt::format_to(add, ",,");
    }
    fmt::format_to(add, ",{}\n", csv_field(result.folder.string()));
  }
  return fmt::to_string(out);
}

std::string scores_by_type_csv(const BatchPlan& plan, std::span<const BatchScore> scores) {
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add,
                 "planner,challenge,controller,type,scenarios,scored,failed,unscored,skipped,mean_score,"
                 "mean_score_failures_as_0\n");
  for (const BatchScore& score : scores) {
    const RunRequest& request = plan.requests[score.request];
    fmt::format_to(add, "{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(request.planner),
                   challenge_key(request.challenge), controller_of(request),
                   score.type.empty() ? "all" : csv_field(score.type), score.scenarios, score.scored, score.failed,
                   score.unscored, score.skipped, score.scored > 0 ? fmt::format("{}", score.mean_score) : "",
                   score.scored + score.failed > 0 ? fmt::format("{}", score.mean_score_failures_as_0) : "");
  }
  return fmt::to_string(out);
}

std::string batch_json(const BatchPlan& plan, std::span<const JobResult> results, std::span<const BatchScore> scores) {
  Json requests = Json::array(), switches = Json::object(), counts = Json::object(), rows = Json::array();
  for (const RunRequest& request : plan.requests)
    requests.push_back({{"planner", request.planner},
                        {"challenge", challenge_key(request.challenge)},
                        {"controller", controller_of(request)},
                        {"parameters", request.parameters},
                        {"agents", agents_key(request.agents)}});
  for (const ProfileSwitch& s : switches_of(plan.profile)) switches[s.key] = s.value;
  std::size_t kept = 0;
  for (const JobResult& result : results) {
    const std::string key(job_status_key(result.status));
    counts[key] = counts.value(key, 0) + 1;
    if (result.kept) ++kept;
  }
  for (const BatchScore& score : scores) rows.push_back(score_json(plan, score));
  const Json all{{"format", {{"name", "stepscope batch"}, {"version", 1}}},
                 {"program", {{"version", build_info().version}, {"git_revision", build_info().git_revision}}},
                 {"scenarios", plan.scenarios.size()},
                 {"requests", requests},
                 {"profile", {{"name", plan.profile.name}, {"switches", switches}}},
                 {"jobs", results.size()},
                 {"kept_from_before", kept},
                 {"status", counts},
                 {"scores", rows}};
  return json_text(all, 1) + "\n";
}

Status write_batch_tables(const BatchPlan& plan, std::span<const JobResult> results) {
  const std::vector<BatchScore> scores = batch_scores(plan, results);
  Status first;
  for (const auto& [name, text] : {std::pair{"scores.csv", scores_csv(plan, results)},
                                   {"scores_by_type.csv", scores_by_type_csv(plan, scores)},
                                   {"batch.json", batch_json(plan, results, scores)}})
    if (Status status = write_file(plan.out / name, text); first.ok() && !status.ok()) first = std::move(status);
  return first;
}

}  // namespace stepscope
