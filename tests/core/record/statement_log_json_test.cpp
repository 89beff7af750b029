#include "core/record/statement_log_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

namespace stepscope {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;

StatementLog some_log() {
  return {.texts = {{.sql = "SELECT 1", .plan = "SCAN CONSTANT ROW"}, {.sql = "SELECT \"x\"", .plan = {}}},
          .sites = {"outside of steps"},
          .executions = {{.step = -1,
                          .statement = 1,
                          .site = 0,
                          .connections = 2,
                          .parameters = 0xFEDCBA9876543210,  // beyond what a signed number holds
                          .begin_ns = 1'234'567'890'123,
                          .ns = 17,
                          .rows = 3,
                          .scanned = 4,
                          .connect_ns = 5,
                          .repeat = true},
                         {.step = 7, .statement = 0, .site = -1}},
          .connections_apart = 6};
}

auto values(const StatementExecution& e) {
  return std::tuple(e.step, e.statement, e.site, e.connections, e.parameters, e.begin_ns, e.ns, e.rows, e.scanned,
                    e.connect_ns, e.repeat);
}

TEST(StatementLogJson, every_value_comes_back) {
  const StatementLog log = some_log();
  const Json json = Json::parse(statement_log_json(log).dump());
  const StatementLog read = statement_log_in(JsonNode(json, "loading"));
  ASSERT_EQ(read.texts.size(), log.texts.size());
  for (std::size_t i = 0; i < log.texts.size(); ++i) {
    EXPECT_EQ(read.texts[i].sql, log.texts[i].sql);
    EXPECT_EQ(read.texts[i].plan, log.texts[i].plan);
  }
  EXPECT_EQ(read.sites, log.sites);
  ASSERT_EQ(read.executions.size(), log.executions.size());
  for (std::size_t i = 0; i < log.executions.size(); ++i)
    EXPECT_EQ(values(read.executions[i]), values(log.executions[i])) << i;
  EXPECT_EQ(read.connections_apart, 6);
}

TEST(StatementLogJson, what_makes_no_sense_is_named) {
  struct Case {
    const char* field;
    Json value;
    const char* why;
  };
  const Case cases[] = {{"statement", 2, "there are two texts, 0 and 1"},
                        {"statement", -1, "an execution has a text"},
                        {"site", 1, "there is one site, 0"},
                        {"step", -2, "-1 is outside of steps, nothing is before"},
                        {"parameters", "xyz", "not hexadecimal"},
                        {"parameters", "", "no digit"},
                        {"repeat", 1, "true or false"},
                        {"ns", "soon", "not a number"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    Json json = statement_log_json(some_log());
    json["executions"][0][c.field] = c.value;
    try {
      statement_log_in(JsonNode(json, "loading"));
      FAIL() << "taken";
    } catch (const JsonFault& fault) {
      EXPECT_THAT(fault.in("manifest.json").text(), HasSubstr(std::string("loading.executions")));
      EXPECT_EQ(fault.field, c.field);
    }
  }
}

}  // namespace
}  // namespace stepscope
