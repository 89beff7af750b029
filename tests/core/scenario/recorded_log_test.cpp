#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/scenario/lazy_log.h"
#include "core/scenario/preloaded_log.h"
#include "core/scenario/queried_log.h"
#include "tests/core/scenario/damaged_log.h"
#include "tests/core/scenario/golden_scenarios.h"

namespace stepscope {
namespace {

// Times, ego states and objects: by a statement each, from memory, or by a row per object.
enum class States { kQueried, kPreloaded, kLazy };
constexpr States kEveryStates[] = {States::kQueried, States::kPreloaded, States::kLazy};
constexpr const char* kStatesNames[] = {"queried", "preloaded", "lazy"};

struct Choice {
  std::string name;
  States states;
  LogValues lights;
  LogConnections connections;
};

std::vector<Choice> every_choice() {
  std::vector<Choice> choices;
  for (const States states : kEveryStates)
    for (const LogValues lights : {LogValues::kQueried, LogValues::kPreloaded})
      for (const LogConnections connections : {LogConnections::kPerStatement, LogConnections::kPooled})
        choices.push_back({std::string(kStatesNames[static_cast<int>(states)]) + "_states_" +
                               (lights == LogValues::kQueried ? "queried" : "preloaded") + "_lights_" +
                               (connections == LogConnections::kPooled ? "pooled" : "per_statement"),
                           states, lights, connections});
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

std::unique_ptr<LazyLog> open_lazy(const Scenario& scenario, LogValues lights, LogConnections connections,
                                   StatementLedger* ledger = nullptr) {
  auto log = LazyLog::open(scenario, lights, connections, ledger);
  EXPECT_TRUE(log.ok());
  return std::move(log).value();
}

std::unique_ptr<RecordedLog> open_choice(const Scenario& scenario, const Choice& choice) {
  if (choice.states == States::kLazy) return open_lazy(scenario, choice.lights, choice.connections);
  const LogValues states = choice.states == States::kQueried ? LogValues::kQueried : LogValues::kPreloaded;
  return open(scenario, {.states = states, .lights = choice.lights, .connections = choice.connections});
}

class EveryChoice : public testing::TestWithParam<Choice> {};

TEST_P(EveryChoice, ReturnsTheScenariosValues) {
  for (const std::string& name : test::golden_scenario_names()) {
    // A connection for every object of every frame takes its time: one log is enough.
    const bool slow = GetParam().states == States::kLazy && GetParam().connections == LogConnections::kPerStatement;
    if (slow && name != "synthetic-mini-01") continue;
    const ScenarioPtr scenario = test::golden_scenario(name).load();
    PreloadedLog preloaded(*scenario);
    const auto queried = open_choice(*scenario, GetParam());
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
  const auto log = open_choice(*scenario, GetParam());
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

TEST(LazyLog, LoadsTheTrackOfEveryBoxAndEveryCategoryOncePerRequest) {
  const ScenarioPtr scenario = test::golden_scenario("synthetic-mini-01").load();
  const std::span<const TrackedObject> objects = scenario->iteration(5).objects;
  std::set<ObjectType> kinds;
  for (const TrackedObject& object : objects) kinds.insert(object.type);
  ASSERT_GT(objects.size(), kinds.size());
  ASSERT_GT(kinds.size(), 1U);
  StatementLedger ledger;
  const auto log = open_lazy(*scenario, LogValues::kQueried, LogConnections::kPooled, &ledger);
  for (int request = 1; request <= 2; ++request) {
    ASSERT_TRUE(log->objects(5).ok());
    std::map<std::string, std::int64_t> calls, rows;
    for (const StatementCost& cost : ledger.costs()) {
      const std::string table = cost.sql.substr(cost.sql.find("FROM ") + 5);
      calls[table.substr(0, table.find(' '))] = cost.calls;
      rows[table.substr(0, table.find(' '))] = cost.rows;
    }
    const auto count = static_cast<std::int64_t>(objects.size()), of_kinds = static_cast<std::int64_t>(kinds.size());
    EXPECT_EQ(calls["lidar_pc"], request);
    EXPECT_EQ(calls["lidar_box"], request);
    EXPECT_EQ(rows["lidar_box"], request * count);
    EXPECT_EQ(calls["track"], request * count) << "nothing is kept from request to request";
    EXPECT_EQ(calls["category"], request * of_kinds);
    EXPECT_EQ(rows["category"], request * of_kinds);
  }
  EXPECT_EQ(total(ledger, &StatementCost::connections), 1);
}

TEST(LazyLog, NamesTheRowThatIsGone) {
  struct Row {
    const char* change;
    const char* why;
    std::vector<const char*> expected;
  };
  const Row rows[] = {
      {"DELETE FROM track", "a box refers to nothing", {"track", "nothing about track"}},
      {"DELETE FROM category", "a track refers to nothing", {"category", "nothing about category"}},
      {"DELETE FROM lidar_pc", "the frame itself", {"lidar_pc", "nothing about frame"}},
      {"UPDATE category SET name = 'ufo'", "not of nuPlan", {"category", "name", "\"ufo\" is not a category"}},
      {"UPDATE lidar_box SET x = 'here'", "no number", {"lidar_box", "the text \"here\" instead of a number"}},
      {"UPDATE lidar_box SET track_token = 7", "no token", {"lidar_box", "track_token", "instead of a token"}},
  };
  for (const Row& row : rows) {
    for (const LogConnections connections : {LogConnections::kPerStatement, LogConnections::kPooled}) {
      const test::DamagedLog log;
      const auto scenario = Scenario::load({.db = log.file(), .token = Token::from_hex("be562b0b1f1b03cf").value()},
                                           "unknown", {.duration_s = 3.0, .offset_s = 0.0, .subsample = 0.5}, nullptr);
      ASSERT_TRUE(scenario.ok()) << scenario.error().text();
      log.run(row.change);
      const auto objects = open_lazy(*scenario.value(), LogValues::kQueried, connections)->objects(3);
      ASSERT_FALSE(objects.ok()) << row.why;
      for (const char* words : row.expected) EXPECT_THAT(objects.error().text(), testing::HasSubstr(words)) << row.why;
      EXPECT_THAT(objects.error().text(), testing::HasSubstr(log.file().string())) << row.why;
    }
  }
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
