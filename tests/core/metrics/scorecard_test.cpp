#include "core/metrics/scorecard.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

Metric scored(std::string name, double value) { return {.name = std::move(name), .score = value}; }

std::vector<Metric> closed_loop(double collisions, double progress) {
  return {scored("no_ego_at_fault_collisions", collisions),
          scored("drivable_area_compliance", 1.0),
          scored("ego_is_making_progress", 1.0),
          scored("driving_direction_compliance", 1.0),
          scored("ego_progress_along_expert_route", progress),
          scored("time_to_collision_within_bound", 1.0),
          scored("speed_limit_compliance", 0.5),
          scored("ego_is_comfortable", 0.0),
          {.name = "ego_jerk"}};
}

TEST(ScenarioScore, IsProductOfMultipliersTimesWeightedMean) {
  // (5·0.8 + 5·1 + 4·0.5 + 2·0) / 16 = 11/16
  EXPECT_DOUBLE_EQ(scenario_score(MetricSet::kClosedLoop, closed_loop(1.0, 0.8)), 11.0 / 16.0);
  EXPECT_DOUBLE_EQ(scenario_score(MetricSet::kClosedLoop, closed_loop(0.5, 0.8)), 5.5 / 16.0);
  EXPECT_DOUBLE_EQ(scenario_score(MetricSet::kClosedLoop, closed_loop(0.0, 0.8)), 0.0);
}

TEST(ScenarioScore, IsZeroWhereNothingHasAScore) {
  EXPECT_EQ(
      scenario_score(MetricSet::kOpenLoop, {{.name = "planner_miss_rate_within_bound", .error = "log too short"}}),
      0.0);
}

TEST(Scorecard, KnowsWhatWeighsHowMuch) {
  Scorecard card;
  card.metrics = closed_loop(1.0, 1.0);
  EXPECT_TRUE(card.is_multiplier("drivable_area_compliance"));
  EXPECT_EQ(card.weight_of("drivable_area_compliance"), 0.0);
  EXPECT_EQ(card.weight_of("speed_limit_compliance"), 4.0);
  EXPECT_EQ(card.weight_of("ego_jerk"), 0.0) << "has no score";
}

TEST(Aggregation, WeighsTypesByTheirScenarios) {
  const auto types = scores_by_type({{"b", 1.0}, {"a", 0.5}, {"b", 0.0}, {"b", 0.5}});
  ASSERT_EQ(types.size(), 2u);
  EXPECT_EQ(types[0].type, "a");
  EXPECT_EQ(types[1].scenarios, 3u);
  EXPECT_DOUBLE_EQ(types[1].mean_score, 0.5);
  EXPECT_DOUBLE_EQ(overall_score(types), 0.5);  // (0.5·1 + 0.5·3) / 4
  EXPECT_EQ(overall_score({}), 0.0);
}

}  // namespace
}  // namespace stepscope
