// The closed-loop metrics of whole runs against the reference simulator's.
#include <gtest/gtest.h>

#include "core/assembly/run_score.h"
#include "tests/core/metrics/golden_metrics.h"
#include "tests/reference/golden_run.h"

namespace stepscope::test {
namespace {

TEST(ClosedLoopScore, EqualsTheReference) {
  int scored = 0;
  for (const GoldenRun& golden : golden_runs()) {
    if (golden.name.find("__closed_loop") == std::string::npos) continue;
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
    EXPECT_NEAR(card->final_score, results.at("final_score").get<double>(), 1e-9);
    std::size_t metrics = 0;
    for (const nlohmann::json& list : results.at("metrics")) {
      for (const nlohmann::json& expected : list) {
        const Metric* metric = card->find(expected.at("name").get<std::string>());
        ASSERT_NE(metric, nullptr) << expected.at("name");
        for (const std::string& difference : differences(*metric, expected))
          ADD_FAILURE() << metric->name << ": " << difference;
        ++metrics;
      }
    }
    EXPECT_EQ(card->metrics.size(), metrics);
    ++scored;
  }
  EXPECT_GE(scored, 4);  // those of tests/data
}

}  // namespace
}  // namespace stepscope::test
