#include "core/batch/batch_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/record/csv.h"

namespace stepscope {
namespace {

using testing::ElementsAre;

ChosenScenario scenario(std::uint64_t token, const std::string& type) {
  return {
      .id = {.db = "logs/a, b.db", .token = {token}}, .type = type, .location = "town", .extraction = {}, .time = {}};
}

JobResult scored(double score) {
  JobResult result{.status = JobStatus::kReachedEnd, .reason = {}, .folder = "folder", .steps = 10};
  result.score = ScoreSummary{.final_score = score, .parts = {{.metric = "comfort", .score = score}}};
  return result;
}

// Two scenarios of type b, one of type a; one request.
struct Example {
  Example() {
    plan.scenarios = {scenario(1, "b"), scenario(2, "a"), scenario(3, "b"), scenario(4, "b")};
    plan.requests = {{}};
    results = {scored(0.5),
               scored(1.0),
               {.status = JobStatus::kPlannerFailed, .reason = "step 3: \"nan\", in x", .folder = "f", .steps = 3},
               {.status = JobStatus::kSkipped, .reason = "too short", .folder = {}}};
  }
  BatchPlan plan;
  std::vector<JobResult> results;
};

TEST(BatchTables, FailuresAreCountedBesideTheMean) {
  const Example e;
  const auto scores = batch_scores(e.plan, e.results);
  ASSERT_EQ(scores.size(), 3u);
  EXPECT_EQ(scores[0].type, "a");
  EXPECT_EQ(scores[1].type, "b");
  EXPECT_EQ(scores[1].scenarios, 3u);
  EXPECT_EQ(scores[1].scored, 1u);
  EXPECT_EQ(scores[1].failed, 1u);
  EXPECT_EQ(scores[1].skipped, 1u);
  EXPECT_DOUBLE_EQ(scores[1].mean_score, 0.5);
  EXPECT_DOUBLE_EQ(scores[1].mean_score_failures_as_0, 0.25);
  EXPECT_EQ(scores[2].type, "");
  EXPECT_DOUBLE_EQ(scores[2].mean_score, 0.75);               // (0.5·1 + 1·1) / 2
  EXPECT_DOUBLE_EQ(scores[2].mean_score_failures_as_0, 0.5);  // 1.5 / 3
}

TEST(BatchTables, ARunWithoutScoreIsNoZero) {
  Example e;
  e.results[0].score.reset();
  const auto scores = batch_scores(e.plan, e.results);
  EXPECT_EQ(scores[2].unscored, 1u);
  EXPECT_EQ(scores[2].scored, 1u);
  EXPECT_DOUBLE_EQ(scores[2].mean_score, 1.0);
}

TEST(BatchTables, OneRowPerJob) {
  const Example e;
  const auto rows = parse_csv(scores_csv(e.plan, e.results));
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_THAT(rows[0],
              ElementsAre("log", "token", "type", "location", "planner", "challenge", "controller", "status", "reason",
                          "steps", "final_score", "comfort", "mean_step_ms", "p95_step_ms", "folder"));
  EXPECT_THAT(rows[1], ElementsAre("a, b", "0000000000000001", "b", "town", "simple", "open-loop-boxes", "log-playback",
                                   "reached_end", "", "10", "0.5", "0.5", "0", "0", "folder"));
  EXPECT_THAT(rows[3], ElementsAre("a, b", "0000000000000003", "b", "town", "simple", "open-loop-boxes", "log-playback",
                                   "failed", "step 3: \"nan\", in x", "3", "", "", "0", "0", "f"));
  EXPECT_EQ(rows[4][12], "") << "no step, no time";
}

TEST(BatchTables, TypesAndTotal) {
  const Example e;
  const auto rows = parse_csv(scores_by_type_csv(e.plan, batch_scores(e.plan, e.results)));
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_THAT(rows[3],
              ElementsAre("simple", "open-loop-boxes", "log-playback", "all", "4", "2", "1", "0", "1", "0.75", "0.5"));
  const auto json = nlohmann::json::parse(batch_json(e.plan, e.results, batch_scores(e.plan, e.results)));
  EXPECT_EQ(json.at("status"), (nlohmann::json{{"reached_end", 2}, {"failed", 1}, {"skipped", 1}}));
  EXPECT_EQ(json.at("scores").at(2).at("type"), nullptr);
  EXPECT_EQ(json.at("jobs"), 4);
}

}  // namespace
}  // namespace stepscope
