#include <algorithm>

#include "core/scenario/preloaded_log.h"
#include "core/scenario/queried_log.h"
#include "tests/core/scenario/golden_scenarios.h"

namespace stepscope {
namespace {

struct Choice {
  std::string name;
  LogAccess access;
};

std::vector<Choice> every_choice() {
  std::vector<Choice> choices;
  for (const LogValues states : {LogValues::kQueried, LogValues::kPreloaded})
    for (const LogValues lights : {LogValues::kQueried, LogValues::kPreloaded})
      for (const LogConnections connections : {LogConnections::kPerStatement, LogConnections::kPooled})
        choices.push_back({std::string(states == LogValues::kQueried ? "queried" : "preloaded") + "_states_" +
                               (lights == LogValues::kQueried ? "queried" : "preloaded") + "_lights_" +
                               (connections == LogConnections::kPooled ? "pooled" : "per_statement"),
                           {.states = states, .lights = lights, .connections = connections}});
  return choices;
}

template <typename T>
bool equal(std::span<const T> a, std::span<const T> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

std::unique_ptr<QueriedLog> open(const Scenario& scenario, const LogAccess& access, StatementLedger* ledger = nullptr) {
  auto log = QueriedLog::open(scenario, access, ledger);
  EXPECT_TRUE(log.ok());
  return std::move(log).value();
}

class EveryChoice : public testing::TestWithParam<Choice> {};

TEST_P(EveryChoice, ReturnsTheScenariosValues) {
  for (const std::string& name : test::golden_scenario_names()) {
    const ScenarioPtr scenario = test::golden_scenario(name).load();
    PreloadedLog preloaded(*scenario);
    const auto queried = open(*scenario, GetParam().access);
    std::vector<EgoState> expected, actual;
    std::size_t objects = 0;
    for (int i = 0; i < scenario->iterations(); ++i) {
      const std::string where = name + ", iteration " + std::to_string(i);
      EXPECT_EQ(queried->time(i).value(), preloaded.time(i).value()) << where;
      EXPECT_EQ(queried->ego(i).value(), preloaded.ego(i).value()) << where;
      EXPECT_TRUE(equal(queried->objects(i).value(), preloaded.objects(i).value())) << where;
      EXPECT_TRUE(equal(queried->lights(i).value(), preloaded.lights(i).value())) << where;
      objects += preloaded.objects(i).value().size();
      if (i % 7 != 0 && i + 1 != scenario->iterations()) continue;
      ASSERT_TRUE(queried->future_ego(i, 8.0, 16, actual).ok());
      ASSERT_TRUE(preloaded.future_ego(i, 8.0, 16, expected).ok());
      EXPECT_EQ(actual, expected) << where;
    }
    EXPECT_GT(objects, 0U);
  }
}

TEST_P(EveryChoice, RefusesIterationsThatDoNotExist) {
  const ScenarioPtr scenario = test::golden_scenario("synthetic-mini-01").load();
  const auto log = open(*scenario, GetParam().access);
  std::vector<EgoState> future;
  for (const int i : {-1, scenario->iterations()}) {
    EXPECT_FALSE(log->time(i).ok());
    EXPECT_FALSE(log->ego(i).ok());
    EXPECT_FALSE(log->objects(i).ok());
    EXPECT_FALSE(log->lights(i).ok());
    EXPECT_FALSE(log->future_ego(i, 8.0, 16, future).ok());
  }
  EXPECT_EQ(log->ego(-1).error().field, "iteration");
}

INSTANTIATE_TEST_SUITE_P(RecordedLog, EveryChoice, testing::ValuesIn(every_choice()),
                         [](const auto& choice) { return choice.param.name; });

TEST(QueriedLog, KeepsFramesUntilTheRunEnds) {
  const ScenarioPtr scenario = test::golden_scenario("synthetic-mini-01").load();
  const auto log = open(*scenario, {});
  std::vector<std::span<const TrackedObject>> frames;
  for (int i = 0; i < scenario->iterations(); ++i) frames.push_back(log->objects(i).value());
  for (int i = 0; i < scenario->iterations(); ++i)
    EXPECT_TRUE(equal(frames[static_cast<std::size_t>(i)], scenario->iteration(i).objects));
}

std::int64_t total(const StatementLedger& ledger, std::int64_t StatementCost::*field) {
  std::int64_t sum = 0;
  for (const StatementCost& cost : ledger.costs()) sum += cost.*field;
  return sum;
}

// The statements of one step in open loop with LogFuturePlanner: 3 times, 2 lights, 1 ego, 1 objects, and for the
// planner ego, lidar and rows.
void one_step(RecordedLog& log) {
  std::vector<EgoState> future;
  for (const int i : {0, 0, 1}) ASSERT_TRUE(log.time(i).ok());
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(log.lights(0).ok());
  ASSERT_TRUE(log.ego(0).ok() && log.objects(0).ok() && log.ego(0).ok());
  ASSERT_TRUE(log.future_ego(0, 8.0, 16, future).ok());
}

TEST(QueriedLog, SendsTheReferencesNumberOfStatements) {
  const ScenarioPtr scenario = test::golden_scenario("synthetic-mini-01").load();
  StatementLedger per_statement, pooled, cached_lights, nothing;
  one_step(*open(*scenario, {.connections = LogConnections::kPerStatement}, &per_statement));
  one_step(*open(*scenario, {}, &pooled));
  one_step(*open(*scenario, {.lights = LogValues::kPreloaded}, &cached_lights));
  one_step(*open(*scenario, {LogValues::kPreloaded, LogValues::kPreloaded, LogConnections::kPooled}, &nothing));

  EXPECT_EQ(total(per_statement, &StatementCost::calls), 10);
  EXPECT_EQ(total(per_statement, &StatementCost::connections), 10);
  EXPECT_EQ(total(per_statement, &StatementCost::repeats), 3) << "time, lights and ego of iteration 0 again";
  EXPECT_EQ(total(pooled, &StatementCost::calls), 10);
  EXPECT_EQ(total(pooled, &StatementCost::connections), 1);
  EXPECT_EQ(total(pooled, &StatementCost::repeats), 3);
  EXPECT_EQ(total(cached_lights, &StatementCost::calls), 8);
  EXPECT_EQ(total(nothing, &StatementCost::calls), 0);
  EXPECT_EQ(total(pooled, &StatementCost::rows), total(per_statement, &StatementCost::rows));
}

TEST(LoadedScenario, SaysWhatItsLoadingExecuted) {
  const ScenarioPtr scenario = test::golden_scenario("synthetic-mini-01").load();
  const StatementLog& loading = scenario->loading();
  std::int64_t rows = 0, connections = 0;
  for (const StatementExecution& execution : loading.executions) {
    EXPECT_EQ(execution.step, -1);
    rows += execution.rows;
    connections += execution.connections;
  }
  std::size_t objects = 0;
  for (int i = 0; i < scenario->iterations(); ++i) objects += scenario->iteration(i).objects.size();
  EXPECT_GT(rows, static_cast<std::int64_t>(objects)) << "a row per object, and others";
  EXPECT_EQ(connections + loading.connections_apart, 1);
}

}  // namespace
}  // namespace stepscope
