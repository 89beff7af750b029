// The open-loop metrics of whole runs against the reference simulator's.
#include <gtest/gtest.h>

#include "core/assembly/run_score.h"
#include "tests/reference/golden_run.h"
#include "tests/support/golden_metric.h"

namespace stepscope::test {
namespace {

// The step whose plan ends at the time for which the reference found no recorded ego.
std::size_t failing_step(const nlohmann::json& results, const RunTape& tape) {
  const std::string text = results.at("metrics").at("planner_expert_average_l2_error_within_bound").at("error");
  const std::string before = "time_point=TimePoint(time_us=";
  const std::int64_t us = std::stoll(text.substr(text.find(before) + before.size()));
  for (std::size_t k = 0; k < tape.size(); ++k)
    if (tape.frame(k)->trajectory.end().us == us) return k;
  return tape.size();
}

TEST(OpenLoopScore, EqualsTheReference) {
  int scored = 0, failed = 0;
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name.find("__open_loop_boxes") == std::string::npos) continue;
    SCOPED_TRACE(golden.name);
    auto loaded = load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    auto run = AssembledRun::assemble(loaded.value().request, EngineProfile::fast(), loaded.value().scenario);
    ASSERT_TRUE(run.ok()) << run.error().text();
    RunControl control;
    ASSERT_EQ(run.value()->run(control).status, RunStatus::kReachedEnd);
    const auto card = score_run(*run.value());
    ASSERT_TRUE(card.has_value());
    const nlohmann::json& results = loaded.value().content.at("metric_results");
    EXPECT_NEAR(card->final_score, number(results.at("final_score")), kScoreTolerance);
    ASSERT_EQ(card->metrics.size(), 5U);
    ASSERT_EQ(results.at("metrics").size(), 5U);
    for (const Metric& metric : card->metrics) {
      const nlohmann::json& expected = results.at("metrics").at(metric.name);
      if (expected.is_array()) {
        expect_metric(metric, expected[0]);
        EXPECT_EQ(metric.violations.empty(), *metric.score > 1.0 - 1e-9) << metric.name;
        ASSERT_EQ(metric.score_so_far.size(), run.value()->tape().size()) << metric.name;
        EXPECT_EQ(metric.score_so_far.back(), *metric.score) << metric.name;
        ++scored;
      } else {  // the reference failed, because the log ends too early
        EXPECT_FALSE(metric.score.has_value()) << metric.name;
        const std::string step = "step " + std::to_string(failing_step(results, run.value()->tape()));
        EXPECT_NE(metric.error.find(step + ": the log ends too early"), std::string::npos) << metric.error;
        ++failed;
      }
    }
  }
  EXPECT_GE(scored, 10);  // those of tests/data
  EXPECT_GE(failed, 5);
}

}  // namespace
}  // namespace stepscope::test
