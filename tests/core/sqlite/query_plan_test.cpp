#include "core/sqlite/query_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/sqlite/database.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kTables =
    "CREATE TABLE frame (token BLOB NOT NULL, time INTEGER, PRIMARY KEY (token));"
    "CREATE TABLE box (token BLOB NOT NULL, frame_token BLOB, width FLOAT, PRIMARY KEY (token));";
constexpr const char* kBoxesOfAFrame =
    "SELECT b.width FROM box b JOIN frame AS f ON f.token = b.frame_token WHERE f.token = ?1 ORDER BY b.width";

class QueryPlan : public testing::Test {
 protected:
  void make(const std::string& more) {
    auto database = Database::open_read_write(file_);
    ASSERT_TRUE(database.value().execute(kTables + more).ok());
  }
  StatementText explained(const std::string& sql) const {
    std::vector<StatementText> texts{{.sql = sql, .plan = {}}};
    const Status status = explain_statements(file_, texts);
    EXPECT_TRUE(status.ok()) << status.error().text();
    return texts[0];
  }

  test::TemporaryFolder folder_;
  std::filesystem::path file_{folder_.path() / "boxes.db"};
};

TEST_F(QueryPlan, NamesIndexesAndKeys) {
  make("CREATE INDEX box_frame_index ON box (frame_token);");
  const StatementText text = explained(kBoxesOfAFrame);
  EXPECT_THAT(text.plan, HasSubstr("SEARCH b USING INDEX box_frame_index"));
  const PlanVerdict verdict = plan_verdict(text, {.calls = 2, .rows = 40, .scanned = 0});
  EXPECT_EQ(verdict.grade, PlanGrade::kFine);
  EXPECT_EQ(verdict.text,
            "finds rows of frame by their key\nsearches index box_frame_index of box\nsorts in memory (ORDER BY)");
}

TEST_F(QueryPlan, WithoutTheIndexTheTableIsScanned) {
  make("");
  const StatementText text = explained(kBoxesOfAFrame);
  const PlanVerdict verdict = plan_verdict(text, {.calls = 2, .rows = 252, .scanned = 89'998});
  EXPECT_EQ(verdict.grade, PlanGrade::kScan);
  EXPECT_THAT(verdict.text,
              HasSubstr("scans the whole table box: about 45 000 rows gone through for 126 returned, per call"));
  EXPECT_EQ(plan_verdict(text, {}).grade, PlanGrade::kScan) << "nobody knows how large";
  EXPECT_THAT(plan_verdict(text, {}).text, Not(HasSubstr("rows gone")));
}

TEST_F(QueryPlan, AScanOfFewRowsIsFine) {
  make("");
  const PlanVerdict verdict = plan_verdict(explained("SELECT width FROM box"), {.calls = 3, .rows = 3, .scanned = 0});
  EXPECT_EQ(verdict.grade, PlanGrade::kFine);
  EXPECT_EQ(verdict.text,
            "scans the whole table box, which is small: about 1 row gone through for 1 returned, per call");
}

TEST_F(QueryPlan, WhatIsScannedIsMeasured) {
  make(
      "CREATE TABLE n (i INTEGER); INSERT INTO n WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c "
      "WHERE i < 500) SELECT i FROM c;");
  StatementLedger ledger;
  const Database database = Database::open_read_only(file_, &ledger).value();
  auto statement = database.prepare("SELECT i FROM n WHERE i % 100 = 0");
  while (statement.value().step().value()) continue;
  const StatementExecution execution = ledger.log().executions.at(0);
  EXPECT_EQ(execution.rows, 5);
  EXPECT_EQ(execution.scanned, 499) << "from the first to row 500";
}

TEST_F(QueryPlan, AnIndexForOneCallIsSaid) {
  make("");
  const StatementText text = explained("SELECT b.width FROM box b, frame WHERE b.width = frame.time");
  const PlanVerdict verdict = plan_verdict(text, {});
  EXPECT_THAT(verdict.text, HasSubstr("builds an index of "));
  EXPECT_EQ(verdict.grade, PlanGrade::kScan);
}

TEST_F(QueryPlan, ResultsOfSubqueriesAreNoTables) {
  make("CREATE INDEX frame_time ON frame (time);");
  const StatementText text = explained(
      "SELECT r.time FROM (SELECT time, ROW_NUMBER() OVER (ORDER BY time) AS n FROM frame WHERE time > 5 LIMIT 9) r "
      "WHERE r.n % 2 = 0");
  EXPECT_THAT(text.plan, HasSubstr("\n  ")) << "children are indented";
  const PlanVerdict verdict = plan_verdict(text, {.calls = 1, .rows = 4, .scanned = 8});
  EXPECT_THAT(verdict.text, HasSubstr("searches index frame_time of frame"));
  EXPECT_THAT(verdict.text, HasSubstr("goes through an intermediate result"));
  EXPECT_THAT(verdict.text, Not(HasSubstr("whole table")));
  EXPECT_EQ(verdict.grade, PlanGrade::kFine);
}

TEST_F(QueryPlan, PlansOfOlderVersionsAndWordsInQuotesAreRead) {
  const StatementText text{.sql = "SELECT ' FROM box x' FROM frame x", .plan = "SCAN TABLE x"};
  ASSERT_EQ(plan_nodes(text).size(), 1U);
  EXPECT_EQ(plan_nodes(text)[0].table, "frame");
  EXPECT_EQ(plan_nodes({.sql = "SELECT a FROM box WHERE a > 1", .plan = "SCAN box"})[0].table, "box")
      << "WHERE is no alias";
  EXPECT_TRUE(plan_nodes({.sql = "", .plan = "\n SCAN"}).empty());
}

TEST_F(QueryPlan, WhatSQLiteRefusesStaysUnknown) {
  make("");
  const StatementText text = explained("SELECT gone FROM box");
  EXPECT_EQ(text.plan, "");
  EXPECT_EQ(plan_verdict(text, {}).grade, PlanGrade::kUnknown);
  std::vector<StatementText> texts{{.sql = "SELECT 1", .plan = "known"}};
  EXPECT_TRUE(explain_statements(file_, texts).ok());
  EXPECT_EQ(texts[0].plan, "known");
  EXPECT_FALSE(explain_statements(folder_.path() / "nowhere.db", texts).ok());
}

}  // namespace
}  // namespace stepscope
