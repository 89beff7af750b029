#include <gtest/gtest.h>

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

}  // namespace
}  // namespace stepscope
