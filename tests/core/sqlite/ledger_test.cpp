#include <gtest/gtest.h>

#include <tuple>

#include "core/base/clock.h"
#include "core/probe/span.h"
#include "core/sqlite/database.h"
#include "core/sqlite/database_span.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

constexpr std::string_view kBetween = "SELECT n FROM number WHERE n BETWEEN ?1 AND ?2";

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() {
    auto database = Database::open_read_write(file_);
    EXPECT_TRUE(
        database.value().execute("CREATE TABLE number (n INTEGER); INSERT INTO number VALUES (1), (2), (3)").ok());
  }
  Database open() { return Database::open_read_only(file_, &ledger_).value(); }
  StatementCost cost(std::string_view sql) const {
    for (const StatementCost& cost : ledger_.costs())
      if (cost.sql == sql) return cost;
    return {};
  }
  static int run(Statement& statement) {
    int rows = 0;
    while (statement.step().value()) ++rows;
    return rows;
  }

  test::TemporaryFolder folder_;
  std::filesystem::path file_{folder_.path() / "numbers.db"};
  StatementLedger ledger_;
};

TEST_F(LedgerTest, CountsExecutionsRowsAndRepeats) {
  const Database database = open();
  auto statement = database.prepare(kBetween);
  ASSERT_TRUE(statement.ok());
  Statement& s = statement.value();
  s.bind(1, std::int64_t{1}).bind(2, std::int64_t{2});
  EXPECT_EQ(run(s), 2);
  EXPECT_EQ(run(s), 2) << "parameters are kept";
  s.bind(2, std::int64_t{3});
  EXPECT_EQ(run(s), 3);
  s.bind(2, std::int64_t{2});
  EXPECT_EQ(run(s), 2);
  const StatementCost counted = cost(kBetween);
  EXPECT_EQ(counted.calls, 4);
  EXPECT_EQ(counted.rows, 9);
  EXPECT_EQ(counted.repeats, 2) << "1 to 2 again, twice; 1 to 3 only once";
  EXPECT_GT(counted.total_ns, 0);
}

TEST_F(LedgerTest, ForgetsWhatWasExecutedButNotThatItWasAsked) {
  const Database database = open();
  auto statement = database.prepare(kBetween);
  ASSERT_TRUE(statement.ok());
  Statement& s = statement.value();
  s.bind(1, std::int64_t{1}).bind(2, std::int64_t{2});
  run(s);
  ledger_.forget_executions();
  EXPECT_EQ(ledger_.executions(), 0u);
  EXPECT_EQ(cost(kBetween).calls, 0);
  run(s);
  EXPECT_EQ(cost(kBetween).calls, 1);
  EXPECT_EQ(cost(kBetween).repeats, 1) << "a cache could have answered";
  EXPECT_EQ(ledger_.log().texts.size(), 1u) << "its number stays";
}

TEST_F(LedgerTest, CountsAConnectionForTheStatementItWasOpenedFor) {
  constexpr std::string_view kAll = "SELECT n FROM number";
  for (int i = 0; i < 3; ++i) {
    const Database database = open();
    auto first = database.prepare(kAll);
    auto second = database.prepare(kBetween);
    ASSERT_TRUE(first.ok() && second.ok());
    run(first.value());
  }
  EXPECT_EQ(cost(kAll).connections, 3);
  EXPECT_EQ(cost(kAll).calls, 3);
  EXPECT_EQ(cost(kBetween).connections, 0);
  EXPECT_EQ(cost(kBetween).calls, 0);
}

TEST_F(LedgerTest, CountsAnExecutionThatEndsBeforeItsLastRow) {
  {
    const Database database = open();
    auto statement = database.prepare("SELECT n FROM number");
    ASSERT_TRUE(statement.value().step().value());
  }
  EXPECT_EQ(cost("SELECT n FROM number").calls, 1);
  EXPECT_EQ(cost("SELECT n FROM number").rows, 1);
}

TEST_F(LedgerTest, AStepCountsItsStatementsAndAQueryIsOneSpan) {
  const SteadyClock clock;
  StepProbe probe(clock);
  probe.begin_step();
  {
    const DatabaseSpan query;
    const Database database = open();
    auto statement = database.prepare("SELECT n FROM number");
    run(statement.value());
    run(statement.value());
  }
  const StepTiming timing = probe.end_step();
  EXPECT_EQ(timing.counters.connections, 1);
  EXPECT_EQ(timing.counters.statements, 2);
  EXPECT_EQ(timing.counters.rows, 6);
  ASSERT_EQ(probe.spans().size(), 2U) << "the step and one span of the database";
  EXPECT_EQ(probe.spans()[1].stage, Stage::kDatabase);
}

TEST_F(LedgerTest, KeepsEveryExecutionWithStepSiteAndParameters) {
  const SteadyClock clock;
  StepProbe probe(clock);
  const Database database = open();
  auto statement = database.prepare(kBetween, "number");
  ASSERT_TRUE(statement.ok());
  Statement& s = statement.value();
  s.bind(1, std::int64_t{1}).bind(2, std::int64_t{2});
  run(s);  // before the steps
  for (int step = 0; step < 2; ++step) {
    probe.begin_step(step);
    const ScopedSpan input(Stage::kInputPreparation);
    const ScopedSpan lights(Stage::kInputLights);
    s.bind(2, std::int64_t{2 + step});
    run(s);
    probe.end_step();
  }
  const StatementLog log = ledger_.log();
  ASSERT_EQ(log.texts.size(), 1U);
  EXPECT_EQ(log.texts[0].sql, kBetween);
  ASSERT_EQ(log.sites.size(), 2U);
  EXPECT_EQ(log.sites[0], "outside of steps");
  EXPECT_EQ(log.sites[1], "step › input preparation › input: traffic lights");
  ASSERT_EQ(log.executions.size(), 3U);
  const auto& [before, first, second] = std::tie(log.executions[0], log.executions[1], log.executions[2]);
  EXPECT_EQ(before.step, -1);
  EXPECT_EQ(first.step, 0);
  EXPECT_EQ(second.step, 1);
  EXPECT_EQ(first.site, 1);
  EXPECT_EQ(first.parameters, before.parameters);
  EXPECT_NE(second.parameters, first.parameters);
  EXPECT_TRUE(first.repeat) << "1 to 2 was asked before the steps";
  EXPECT_FALSE(second.repeat);
  EXPECT_EQ(second.rows, 3);
  EXPECT_EQ(second.scanned, 2) << "there is no index: from row 1 to row 3";
  EXPECT_LE(first.begin_ns + first.ns, second.begin_ns);
  EXPECT_EQ(ledger_.log(2).executions.size(), 1U) << "from the third on";
  EXPECT_EQ(ledger_.log(9).executions.size(), 0U);
}

TEST_F(LedgerTest, TheFirstExecutionPaysForPreparing) {
  const std::int64_t begin = SteadyClock().now_ns();
  const Database database = open();
  auto statement = database.prepare("SELECT n FROM number");
  const std::int64_t prepared = SteadyClock().now_ns() - begin;
  run(statement.value());
  run(statement.value());
  const std::int64_t all = SteadyClock().now_ns() - begin;
  const StatementLog log = ledger_.log();
  const StatementExecution& first = log.executions[0];
  EXPECT_EQ(first.connections, 1);
  EXPECT_GT(first.connect_ns, 0);
  EXPECT_LE(first.connect_ns, prepared);
  EXPECT_LE(first.connect_ns + first.ns + log.executions[1].ns, all) << "nothing is counted twice";
  EXPECT_EQ(log.executions[1].connections, 0);
  EXPECT_EQ(log.executions[1].connect_ns, 0);
  EXPECT_EQ(cost("SELECT n FROM number").total_ns, first.ns + log.executions[1].ns);
}

TEST_F(LedgerTest, AConnectionBelongsToTheStepThatOpenedIt) {
  const SteadyClock clock;
  StepProbe probe(clock);
  const Database pooled = open();  // before the first step
  std::int64_t counted = 0;
  for (int step = 0; step < 3; ++step) {
    probe.begin_step(step);
    auto of_pool = pooled.prepare("SELECT max(n) FROM number");
    run(of_pool.value());
    if (step > 0) {
      const Database own = open();
      auto statement = own.prepare("SELECT n FROM number");
      run(statement.value());
    }
    counted += probe.end_step().counters.connections;
  }
  const StatementLog log = ledger_.log();
  std::int64_t kept = 0;
  for (const StatementExecution& execution : log.executions) kept += execution.connections;
  EXPECT_EQ(counted, 2);
  EXPECT_EQ(kept, counted) << "the sums of the steps agree with the counters of the steps";
  EXPECT_EQ(log.connections_apart, 1) << "the pooled one";
  EXPECT_EQ(cost("SELECT max(n) FROM number").connections, 1);
}

TEST_F(LedgerTest, SpansOfTheDatabaseNameTheirStatement) {
  const SteadyClock clock;
  StepProbe probe(clock);
  const Database database = open();
  auto first = database.prepare("SELECT n FROM number");
  auto second = database.prepare(kBetween);
  second.value().bind(1, std::int64_t{1}).bind(2, std::int64_t{2});
  probe.begin_step(0);
  for (Statement* statement : {&second.value(), &first.value()}) {
    const ScopedSpan planner(Stage::kPlanner);
    const DatabaseSpan query;
    run(*statement);
  }
  probe.end_step();
  std::vector<std::int32_t> details;
  for (const SpanRecord& span : probe.spans())
    if (span.stage == Stage::kDatabase) details.push_back(span.detail);
  EXPECT_EQ(details, (std::vector<std::int32_t>{1, 0}));
  EXPECT_EQ(ledger_.log().texts[1].sql, kBetween) << "known since the other's connection";
}

}  // namespace
}  // namespace stepscope
