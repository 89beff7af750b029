#include "core/analysis/query_ledger.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

// Two statements asked at two places, in steps 0 … 2 and before them:
//   before: A(7)           step 0: A(1) A(1) B(1)+c   step 1: A(1) B(2)+c   step 2: nothing
StatementLog log() {
  StatementLog log{.texts = {{"A", ""}, {"B", ""}}, .sites = {"planner", "lights"}, .executions = {}};
  const auto add = [&log](int step, int statement, int site, std::uint64_t parameters, std::int64_t ns,
                          std::int64_t rows, bool repeat) {
    log.executions.push_back({.step = step,
                              .statement = statement,
                              .site = site,
                              .connections = statement,
                              .parameters = parameters,
                              .ns = ns,
                              .rows = rows,
                              .scanned = 3,
                              .connect_ns = 100 * statement,
                              .repeat = repeat});
  };
  add(-1, 0, -1, 7, 1000, 9, false);
  add(0, 0, 0, 1, 10, 1, false);
  add(0, 0, 1, 1, 20, 1, true);
  add(0, 1, 0, 1, 30, 5, false);
  add(1, 0, 0, 1, 40, 1, true);
  add(1, 1, 0, 2, 50, 6, false);
  log.connections_apart = 1;
  return log;
}

std::vector<StepTiming> steps() {
  std::vector<StepTiming> steps(3);
  for (StepTiming& step : steps) {
    step.wall_ns = 1000;
    step.self_ns[static_cast<std::size_t>(Stage::kDatabase)] = 400;
  }
  steps[0].counters = {.statements = 3, .rows = 7, .connections = 1};
  steps[1].counters = {.statements = 2, .rows = 7, .connections = 1};
  return steps;
}

TEST(QueryLedger, SumsEachCountByItself) {
  const QueryLedger ledger = query_ledger(log(), steps());
  EXPECT_EQ(ledger.inside, (QuerySums{.statements = 5,
                                      .rows = 14,
                                      .connections = 2,
                                      .scanned = 15,
                                      .ns = 150,
                                      .connect_ns = 200,
                                      .repeats_in_step = 1,
                                      .repeats = 2,
                                      .repeats_ns = 60}));
  EXPECT_EQ(ledger.inside.statements, ledger.counted.statements);
  EXPECT_EQ(ledger.inside.rows, ledger.counted.rows);
  EXPECT_EQ(ledger.inside.connections, ledger.counted.connections);
  EXPECT_EQ(ledger.wall_ns, 3000);
  EXPECT_EQ(ledger.database_ns, 1200);
  ASSERT_EQ(ledger.steps.size(), 3U);
  EXPECT_EQ(ledger.steps[0].statements, 3);
  EXPECT_EQ(ledger.steps[0].repeats_in_step, 1);
  EXPECT_EQ(ledger.steps[1].rows, 7);
  EXPECT_EQ(ledger.steps[1].repeats_in_step, 0) << "step 0 asked it, not step 1";
  EXPECT_EQ(ledger.steps[2], QuerySums{});
}

TEST(QueryLedger, StatementsComeLongestFirst) {
  const QueryLedger ledger = query_ledger(log(), steps());
  ASSERT_EQ(ledger.statements.size(), 2U);
  const StatementFigures& b = ledger.statements[0];  // 80 ns and 200 ns of connections
  EXPECT_EQ(b.statement, 1);
  EXPECT_EQ(b.sums.connect_ns, 200);
  EXPECT_DOUBLE_EQ(b.share, 280.0 / 3000.0);
  const StatementFigures& a = ledger.statements[1];
  EXPECT_EQ(a.sums.statements, 3);
  EXPECT_EQ(a.sums.repeats, 2);
  EXPECT_EQ(a.sums.repeats_in_step, 1);
  EXPECT_EQ(a.sums.repeats_ns, 20 + 40);
  EXPECT_DOUBLE_EQ(a.time.p50, 20.0);
  EXPECT_DOUBLE_EQ(a.time.max, 40.0);
}

TEST(QueryLedger, CallSitesAreTakenApart) {
  const QueryLedger ledger = query_ledger(log(), steps());
  ASSERT_EQ(ledger.sites.size(), 3U);
  EXPECT_EQ(ledger.sites[0].statement, 1);
  EXPECT_EQ(ledger.sites[1].statement, 0);
  EXPECT_EQ(ledger.sites[1].site, 0) << "10 + 40 before 20";
  EXPECT_EQ(ledger.sites[1].sums.ns, 50);
  EXPECT_EQ(ledger.sites[2].site, 1);
}

TEST(QueryLedger, WhatIsOutsideOfStepsStaysApart) {
  for (const StepRange range : {StepRange{0, 2}, StepRange{1, 1}}) {
    const QueryLedger ledger = query_ledger(log(), steps(), range);
    ASSERT_EQ(ledger.outside.size(), 1U);
    EXPECT_EQ(ledger.outside[0].sums.ns, 1000);
    EXPECT_EQ(ledger.outside_sums.statements, 1);
    EXPECT_EQ(ledger.outside_sums.connections, 1) << "the one that was opened apart";
  }
}

TEST(QueryLedger, OfARangeOfSteps) {
  const QueryLedger ledger = query_ledger(log(), steps(), {.first = 1, .last = 9});
  EXPECT_EQ(ledger.range, (StepRange{1, 2}));
  EXPECT_EQ(ledger.inside.statements, 2);
  EXPECT_EQ(ledger.inside.repeats, 1) << "repeated against the run, not against the range";
  EXPECT_EQ(ledger.wall_ns, 2000);
  EXPECT_EQ(ledger.steps.size(), 2U);
}

TEST(QueryLedger, OfOneStatementOverTheSteps) {
  const std::vector<QuerySums> all = statement_steps(log(), 3), of_a = statement_steps(log(), 3, 0);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].statements, 3);
  EXPECT_EQ(all[1].rows, 7);
  EXPECT_EQ(all[2], QuerySums{});
  EXPECT_EQ(of_a[0].statements, 2);
  EXPECT_EQ(of_a[1].ns, 40);
  EXPECT_EQ(statement_steps(log(), 1).size(), 1U);
}

TEST(QueryLedger, NothingRecorded) {
  EXPECT_TRUE(query_ledger({}, {}).statements.empty());
  EXPECT_TRUE(query_ledger({}, {}).steps.empty());
  EXPECT_EQ(query_ledger({}, steps()).counted.statements, 5) << "counted, but no execution was kept";
  EXPECT_TRUE(query_ledger(log(), steps(), {.first = 2, .last = 1}).statements.empty());
}

TEST(QueryLedger, ExecutionsThatCannotBeAreLeftOut) {
  StatementLog damaged = log();
  damaged.executions[1].statement = 99;
  damaged.executions[2].site = 99;
  damaged.executions[3].step = 99;
  EXPECT_EQ(query_ledger(damaged, steps()).inside.statements, 2);
}

}  // namespace
}  // namespace stepscope
