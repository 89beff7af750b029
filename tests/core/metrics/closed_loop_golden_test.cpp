// Closed-loop metrics against those of the reference simulator.
#include <gtest/gtest.h>

#include <cmath>

#include "core/metrics/closed_loop_metrics.h"
#include "core/metrics/scorecard.h"
#include "tests/core/metrics/golden_metrics.h"

namespace stepscope::test {
namespace {

class ClosedLoopGolden : public testing::TestWithParam<GoldenMetrics> {
 protected:
  void SetUp() override {
    auto loaded = load(GetParam());
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    loaded_ = std::move(loaded).value();
  }

  LoadedGoldenMetrics loaded_;
};

TEST_P(ClosedLoopGolden, EveryMetricEqualsTheReference) {
  const Scorecard card = score(loaded_.input(), MetricSet::kClosedLoop);
  const nlohmann::json& results = loaded_.content.at("metric_results");
  std::size_t number = 0;
  for (const nlohmann::json& list : results.at("metrics")) number += list.size();
  EXPECT_EQ(card.metrics.size(), number);
  for (const auto& [key, list] : results.at("metrics").items()) {
    for (const nlohmann::json& expected : list) {
      const Metric* metric = card.find(expected.at("name").get<std::string>());
      ASSERT_NE(metric, nullptr) << expected.at("name");
      for (const std::string& difference : differences(*metric, expected))
        ADD_FAILURE() << metric->name << ": " << difference;
    }
  }
  EXPECT_NEAR(card.final_score, results.at("final_score").get<double>(), 1e-9);
}

// What is said about a run and about each of its beginnings must fit together.
TEST_P(ClosedLoopGolden, ViolationsExplainTheScore) {
  const Scorecard card = score(loaded_.input(), MetricSet::kClosedLoop);
  const int last = static_cast<int>(loaded_.samples.size()) - 1;
  for (const Metric& metric : card.metrics) {
    SCOPED_TRACE(metric.name);
    if (!metric.score) {
      EXPECT_TRUE(metric.score_so_far.empty() && metric.violations.empty());
      continue;
    }
    ASSERT_EQ(metric.score_so_far.size(), loaded_.samples.size());
    EXPECT_EQ(metric.score_so_far.back(), *metric.score);
    EXPECT_EQ(*metric.score < 1.0, !metric.violations.empty());
    if (metric.violations.size() == 1) {
      EXPECT_EQ(metric.violations[0].score_without, 1.0);
    }
    int step = 0;
    for (const MetricViolation& violation : metric.violations) {
      EXPECT_GE(violation.step, step) << violation.what;
      EXPECT_LE(violation.step, violation.last_step) << violation.what;
      EXPECT_LE(violation.last_step, last) << violation.what;
      EXPECT_GE(violation.score_without, *metric.score) << violation.what;
      EXPECT_GE(violation.final_score_without, card.final_score - 1e-12) << violation.what;
      EXPECT_FALSE(violation.what.empty() || violation.unit.empty());
      step = violation.step;
    }
  }
}

TEST_P(ClosedLoopGolden, ScoreSoFarIsThatOfARunThatEndedThere) {
  const Scorecard whole = score(loaded_.input(), MetricSet::kClosedLoop);
  MetricInput beginning = loaded_.input();
  for (std::size_t count = loaded_.samples.size(); count > 0; count = count > 12 ? count - 7 : count - 1) {
    beginning.samples.resize(count);
    const Scorecard card = score(beginning, MetricSet::kClosedLoop);
    for (const Metric& metric : whole.metrics) {
      const Metric* shorter = card.find(metric.name);
      ASSERT_NE(shorter, nullptr) << metric.name;
      if (!metric.score || !shorter->score) continue;
      EXPECT_EQ(metric.score_so_far[count - 1], *shorter->score) << metric.name << ", " << count;
    }
  }
}

std::string name_of(const testing::TestParamInfo<GoldenMetrics>& info) { return case_name(info.param); }

INSTANTIATE_TEST_SUITE_P(Histories, ClosedLoopGolden, testing::ValuesIn(golden_metrics()), name_of);

}  // namespace
}  // namespace stepscope::test
