#include "core/pstats/query_counts.h"

#include <gtest/gtest.h>

#include "tests/core/pstats/marshal_text.h"

namespace stepscope {
namespace {

using Kind = RowGenerator::Kind;
using test::called_by;
using test::function;
using test::sqlite_function;

// execute_many (0) executed 1 100 of 1 228 statements and was entered 21 691 times, execute_one (1) the other 128;
// lights (2) hand on rows of execute_many, a list of tokens (3) collects them.
ProfileTable origin() {
  ProfileTable table{{function("nuplan/database/nuplan_db/query_session.py", 7, "execute_many", 21691, 12.7, 18.6),
                      function("nuplan/database/nuplan_db/query_session.py", 33, "execute_one", 128, 0.1, 0.5),
                      function("nuplan_scenario_queries.py", 90, "get_traffic_light_status_for_lidarpc_token_from_db",
                               7176, 0.5, 15.4),
                      function("nuplan_scenario_queries.py", 20, "get_tokens_from_db", 4, 0.1, 1.0),
                      sqlite_function("execute", 1228), sqlite_function("fetchone", 256),
                      function("~", 0, "<built-in method _sqlite3.connect>", 1228, 3.8, 3.8)}};
  table.functions[0].callers = {called_by(2, 7176, 4.0, 6.0), called_by(3, 14515, 8.7, 12.6)};
  table.functions[4].callers = {called_by(0, 1100, 6.0, 6.0), called_by(1, 128, 0.8, 0.8)};
  table.functions[5].callers = {called_by(1, 256, 0.1, 0.1)};
  table.functions[6].callers = {called_by(0, 1100, 3.4, 3.4), called_by(1, 128, 0.4, 0.4)};
  return table;
}

TEST(QueryCounts, ResumptionsOfARowGeneratorAreNoStatements) {
  const QueryCounts counts = count_queries(origin());
  EXPECT_TRUE(counts.built_ins);
  EXPECT_EQ(counts.statements, 1228);
  EXPECT_EQ(counts.connections, 1228);
  EXPECT_EQ(counts.resumptions, 21691);
  EXPECT_EQ(counts.rows, 21691 - 1100) << "entered once more than it has rows, for each statement";
  EXPECT_EQ(counts.single_rows, 128);
  EXPECT_FALSE(counts.object_relational);
}

TEST(QueryCounts, LayersThatHandOnRowsAreToldFromThoseThatCollectThem) {
  const QueryCounts counts = count_queries(origin());
  ASSERT_EQ(counts.generators.size(), 2u);
  EXPECT_EQ(counts.generators[0].function, 0u);
  EXPECT_EQ(counts.generators[0].kind, Kind::kExecutes);
  EXPECT_EQ(counts.generators[0].statements, 1100);
  EXPECT_EQ(counts.generators[1].function, 2u) << "entered as often as it asks; function 3 is entered 4 times";
  EXPECT_EQ(counts.generators[1].kind, Kind::kHandsOn);
}

TEST(QueryCounts, AFunctionOfOthersWithMoreCallsThanStatementsMayBeACache) {
  ProfileTable table{{function("mine.py", 1, "rows_of", 500, 0, 0), sqlite_function("execute", 10)}};
  table.functions[1].callers = {called_by(0, 10, 0, 0)};
  const QueryCounts counts = count_queries(table);
  EXPECT_EQ(counts.statements, 10);
  EXPECT_EQ(counts.resumptions, 0);
  ASSERT_EQ(counts.generators.size(), 1u);
  EXPECT_EQ(counts.generators[0].kind, Kind::kUnknown);
}

TEST(QueryCounts, LazyLoadsOfTheOlderLayerAreStatements) {
  ProfileTable table{{function("/site/sqlalchemy/orm/strategies.py", 800, "_emit_lazyload", 21560, 0, 0),
                      function("/site/sqlalchemy/engine/default.py", 600, "do_execute", 21560, 0, 0),
                      sqlite_function("execute", 21560)}};
  table.functions[2].callers = {called_by(1, 21560, 0, 0)};
  const QueryCounts counts = count_queries(table);
  EXPECT_TRUE(counts.object_relational);
  EXPECT_EQ(counts.lazy_loads, 21560);
  EXPECT_EQ(counts.statements, 21560);
  EXPECT_EQ(counts.resumptions, 0);
}

TEST(QueryCounts, WithoutBuiltInFunctionsNothingIsCounted) {
  ProfileTable table{{function("query_session.py", 7, "execute_many", 21691, 0, 0)}};
  const QueryCounts counts = count_queries(table);
  EXPECT_FALSE(counts.built_ins);
  EXPECT_EQ(counts.statements, 0);
}

}  // namespace
}  // namespace stepscope
