#include "core/record/metrics_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace stepscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const std::vector<SimTime> kTimes{{100'000}, {200'000}, {300'000}};

Scorecard made_up() {
  Scorecard card{.set = MetricSet::kClosedLoop, .final_score = 1.0 / 3.0, .metrics = {}};
  card.metrics.push_back({.name = "no_ego_at_fault_collisions",
                          .score = 0.0,
                          .score_unit = "bool",
                          .statistics = {{"all_collisions", std::int64_t{2}}, {"at_fault", true}, {"speed", 3.0}},
                          .series = {},
                          .score_so_far = {1.0, 1.0, 0.0},
                          .violations = {{.step = 2,
                                          .last_step = 2,
                                          .what = "front of the ego hits a \"vehicle\"",
                                          .culprit = Token{0xABCD},
                                          .value = kInfinity,
                                          .threshold = 0.0,
                                          .unit = "m/s",
                                          .score_without = 1.0,
                                          .final_score_without = 0.75}},
                          .error = {}});
  card.metrics.push_back(
      {.name = "speed_limit_compliance",
       .score = 0.1 + 0.2,
       .score_unit = "float",
       .statistics = {{"max", -kInfinity}},
       .series = MetricSeries{.unit = "meters_per_second", .times = kTimes, .values = {0.0, kInfinity, std::nan("")}},
       .score_so_far = {},
       .violations = {{.culprit = MapCulprit{.layer = MapLayer::kLaneConnector, .id = -7}}, {.culprit = NoCulprit{}}},
       .error = {}});
  card.metrics.push_back({.name = "ego_jerk", .error = "the run is too short"});
  return card;
}

Scorecard read_back(const std::string& text) {
  auto card = parse_metrics_json(text, "metrics.json");
  EXPECT_TRUE(card.ok()) << card.error().text();
  return card.ok() ? std::move(card).value() : Scorecard{};
}

TEST(MetricsJson, HasTheShapeOthersRelyOn) {
  const json all = json::parse(metrics_json(made_up(), kTimes));
  EXPECT_EQ(all.at("final_score").get<double>(), 1.0 / 3.0);
  EXPECT_EQ(all.at("scores"), (json{{"no_ego_at_fault_collisions", 0.0}, {"speed_limit_compliance", 0.1 + 0.2}}));
  EXPECT_EQ(all.at("multipliers"), json({"no_ego_at_fault_collisions"}));
  EXPECT_EQ(all.at("weights"), (json{{"speed_limit_compliance", 4.0}}));
  const json& collisions = all.at("metrics").at("no_ego_at_fault_collisions");
  EXPECT_EQ(collisions.at("score"), 0.0);
  EXPECT_EQ(collisions.at("statistics").at("all_collisions"), 2);
  EXPECT_EQ(collisions.at("series"), nullptr);
  const json& violation = collisions.at("violations").at(0);
  EXPECT_EQ(violation.at("time_us"), 300'000);
  EXPECT_EQ(violation.at("culprit"), (json{{"kind", "object"}, {"track", "000000000000abcd"}}));
  EXPECT_EQ(violation.at("value"), "inf");
  EXPECT_EQ(violation.at("score_without"), 1.0);
  EXPECT_EQ(violation.at("final_score_without"), 0.75);
  const json& speed = all.at("metrics").at("speed_limit_compliance");
  EXPECT_EQ(speed.at("series").at("values"), (json{0.0, "inf", "nan"}));
  EXPECT_EQ(speed.at("violations").at(0).at("culprit"),
            (json{{"kind", "map"}, {"layer", "LANE_CONNECTOR"}, {"id", -7}}));
  EXPECT_EQ(all.at("metrics").at("ego_jerk").at("score"), nullptr);
  EXPECT_EQ(all.at("metrics").at("ego_jerk").at("error"), "the run is too short");
}

TEST(MetricsJson, ReadsBackToTheSame) {
  const std::string text = metrics_json(made_up(), kTimes);
  const Scorecard card = read_back(text);
  EXPECT_EQ(metrics_json(card, kTimes), text);
  ASSERT_EQ(card.metrics.size(), 3u);
  const Metric& collisions = card.metrics[0];
  EXPECT_EQ(collisions.violations[0].culprit, Culprit(Token{0xABCD}));
  EXPECT_TRUE(std::holds_alternative<std::int64_t>(collisions.statistics[0].value));
  EXPECT_TRUE(std::holds_alternative<bool>(collisions.statistics[1].value));
  EXPECT_TRUE(std::holds_alternative<double>(collisions.statistics[2].value)) << "3.0 stays a number with a point";
  EXPECT_TRUE(std::isnan(card.metrics[1].series->values[2]));
  EXPECT_EQ(card.metrics[1].score, 0.1 + 0.2);
}

TEST(MetricsJson, FaultsAreNamed) {
  struct Case {
    const char* pointer;
    json value;
    const char* named;
  };
  const Case cases[] = {
      {"/final_score", "much", "final_score: is not a number"},
      {"/set", "ajar", "\"ajar\" is not a set of metrics"},
      {"/metrics", 1, "metrics: is not an object"},
      {"/metrics/ego_jerk/score", "good", "metric ego_jerk, score: is not a number"},
      {"/metrics/no_ego_at_fault_collisions/violations/0/step", 1.5, "violations, step: is not a whole number"},
      {"/metrics/no_ego_at_fault_collisions/violations/0/culprit/track", "xyz", "track: is not 16 hex digits"},
      {"/metrics/speed_limit_compliance/violations/0/culprit/layer", "MOAT", "layer: \"MOAT\" is not a map layer"},
      {"/metrics/speed_limit_compliance/series/time_stamps", {1, 2}, "values: are not as many as the times"},
      {"/metrics/speed_limit_compliance/statistics/max", json::array(), "statistics, max: is not a number"},
  };
  for (const Case& c : cases) {
    json all = json::parse(metrics_json(made_up(), kTimes));
    all[json::json_pointer(c.pointer)] = c.value;
    const auto card = parse_metrics_json(all.dump(), "run/metrics.json");
    ASSERT_FALSE(card.ok()) << c.pointer;
    EXPECT_THAT(card.error().text(), HasSubstr(c.named)) << c.pointer;
    EXPECT_EQ(card.error().file, "run/metrics.json");
  }
  EXPECT_FALSE(parse_metrics_json("{\"scores\": ", "cut").ok());
  EXPECT_FALSE(read_metrics_json("/nowhere/metrics.json").ok());
}

}  // namespace
}  // namespace stepscope
