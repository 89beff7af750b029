// A trace as it is written, and read back from a run folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/files/text_file.h"
#include "core/record/run_reader.h"
#include "core/record/span_store.h"
#include "core/record/trace_json.h"
#include "core/record/trace_reader.h"
#include "tests/core/record/saved_run.h"

namespace stepscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;

SpanRecord span(Stage stage, std::int16_t parent, std::int64_t begin_ns, std::int64_t end_ns,
                std::int32_t detail = -1) {
  return {.stage = stage, .parent = parent, .detail = detail, .begin_ns = begin_ns, .end_ns = end_ns};
}

// Two steps far from the clock's origin, a statement before them, a thread beside them.
struct MadeUp {
  std::int64_t origin{7'000'000'000'123};
  SpanTape tape{2};
  std::vector<SpanRecord> background;
  StatementLog log;
  std::vector<StepTiming> steps{2};

  MadeUp() {
    for (const std::int64_t t : {origin + 1'001, origin + 5'000'000}) {
      const SpanRecord spans[] = {
          span(Stage::kStep, -1, t, t + 1'999'999), span(Stage::kPlanner, 0, t + 1, t + 1'000'000),
          span(Stage::kDatabase, 1, t + 7, t + 7, 0), span(Stage::kDatabase, 1, t + 7, t + 900'000, 1)};
      tape.append(spans);
    }
    background.push_back(span(Stage::kRecording, -1, origin + 10, origin + 77));
    background.back().lane = 2;
    log.texts = {{.sql = "SELECT \"a\"\n<b>", .plan = {}}, {.sql = "SELECT 2", .plan = {}}};
    log.sites = {"step › planner (ego)"};
    log.executions = {
        {.step = -1, .statement = 1, .begin_ns = origin, .ns = 40, .rows = 3},
        {.step = 0, .statement = 0, .site = 0, .connections = 1, .parameters = 0xfedcba9876543210u, .ns = 5, .rows = 2},
        {.step = 0, .statement = 1, .site = 0, .ns = 899'000, .rows = 9},
        {.step = 1, .statement = 0, .site = 0, .ns = 6, .rows = 2, .repeat = true}};
    steps[1].counters.agents = 12;
  }
  std::string text(const std::string& title = "a run") const {
    const TracedRun run{.title = title, .spans = &tape, .background = background, .steps = steps, .statements = &log};
    return trace_json(std::span(&run, 1));
  }
};

TEST(Trace, IsExactToTheNanosecondAndNamesWhatItShows) {
  const json trace = json::parse(MadeUp().text());
  std::vector<json> spans, counters;
  for (const json& event : trace.at("traceEvents")) {
    if (event.at("ph") == "X" && event.at("tid") == 1) spans.push_back(event);
    if (event.at("ph") == "C" && event.at("name") == "agents") counters.push_back(event);
  }
  ASSERT_EQ(spans.size(), 8u);
  EXPECT_EQ(spans[0].at("ts").dump(), "1.001") << "from the statement before the steps on";
  EXPECT_EQ(spans[0].at("dur").dump(), "1999.999");
  EXPECT_EQ(spans[2].at("args").at("sql"), "SELECT \"a\"\n<b>");
  EXPECT_EQ(spans[2].at("args").at("site"), "step › planner (ego)");
  ASSERT_EQ(counters.size(), 2u);
  EXPECT_EQ(counters[1].at("args").at("per step"), 12);
}

TEST(Trace, StatementsOutsideOfStepsDoNotOverlap) {
  MadeUp made;
  made.log.executions = {{.step = -1, .statement = 1, .begin_ns = made.origin + 30, .ns = 50},
                         {.step = -1, .statement = 0, .begin_ns = made.origin, .ns = 50}};
  std::vector<json> outside;
  const json trace = json::parse(made.text());
  for (const json& event : trace.at("traceEvents"))
    if (event.at("ph") == "X" && event.at("tid") == 1000) outside.push_back(event);
  ASSERT_EQ(outside.size(), 2u);
  EXPECT_EQ(outside[0].at("dur").dump(), "0.03") << "until the next begins";
  EXPECT_EQ(outside[0].at("args").at("ns"), 50) << "what it took in all";
  EXPECT_EQ(outside[1].at("ts").dump(), "0.03");
}

TEST(Trace, TakesTitlesThatAreNotUtf8) {
  const json trace = json::parse(MadeUp().text("</script>\"\xff\\"));
  EXPECT_EQ(trace.at("traceEvents")[0].at("args").at("name"), "</script>\"\xEF\xBF\xBD\\");
}

TEST(Trace, ReadsBackAsItWas) {
  const MadeUp made;
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "trace.json", made.text()).ok());
  const auto read = read_trace(folder.path() / "trace.json");
  ASSERT_TRUE(read.ok()) << read.error().text();
  ASSERT_EQ(read.value().spans->steps(), 2u);
  for (std::size_t k = 0; k < 2; ++k) {
    const auto expected = made.tape.of_step(k), got = read.value().spans->of_step(k);
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      EXPECT_EQ(got[i].stage, expected[i].stage);
      EXPECT_EQ(got[i].parent, expected[i].parent);
      EXPECT_EQ(got[i].begin_ns, expected[i].begin_ns - made.origin);
      EXPECT_EQ(got[i].end_ns, expected[i].end_ns - made.origin);
    }
  }
  ASSERT_EQ(read.value().background.size(), 1u);
  EXPECT_EQ(read.value().background[0].lane, 2);
  const StatementLog& log = read.value().statements;
  ASSERT_EQ(log.executions.size(), 4u);
  EXPECT_EQ(log.executions[0].step, -1);
  EXPECT_EQ(log.texts[static_cast<std::size_t>(log.executions[1].statement)].sql, made.log.texts[0].sql);
  EXPECT_EQ(log.executions[1].parameters, 0xfedcba9876543210u);
  EXPECT_EQ(log.executions[1].connections, 1);
  EXPECT_EQ(log.executions[2].ns, 899'000);
  EXPECT_TRUE(log.executions[3].repeat);
  EXPECT_EQ(read.value().spans->of_step(1)[2].detail, log.executions[3].statement);
}

TEST(Trace, MistakesAreNamed) {
  struct Case {
    const char* events;
    const char* expected;
  };
  const Case cases[] = {
      {"3", "traceEvents"},
      {R"([{"ph":"X","pid":1,"tid":1,"name":"step","ts":-1,"dur":1,"args":{"step":0}}])", "event 0, ts"},
      {R"([{"ph":"X","pid":1,"tid":1,"name":"step","ts":1e300,"dur":1,"args":{"step":0}}])", "is not a time"},
      {R"([{"ph":"X","pid":1,"tid":1,"name":"step","ts":1,"args":{"step":0}}])", "dur"},
      {R"([{"ph":"X","pid":1,"tid":1,"name":"magic","ts":1,"dur":1,"args":{"step":0}}])", "no stage \"magic\""},
      {R"([{"ph":"X","pid":1,"tid":1,"name":"step","ts":1,"dur":1,"args":{"step":1}}])", "where step 0 begins"},
      {R"([{"ph":"X","pid":1,"tid":1,"name":"planner","ts":1,"dur":1,"args":{"step":0}}])", "that of another step"},
      {R"([{"ph":"X","pid":1,"tid":1,"name":"step","ts":1,"dur":9,"args":{"step":0}},
           {"ph":"X","pid":1,"tid":1,"name":"planner","ts":1,"dur":1,"args":{"step":0,"parent":1}}])",
       "no earlier span"}};
  const test::TemporaryFolder folder;
  for (const Case& c : cases) {
    ASSERT_TRUE(write_file(folder.path() / "trace.json", std::string("{\"traceEvents\":") + c.events + "}").ok());
    const auto read = read_trace(folder.path() / "trace.json");
    ASSERT_FALSE(read.ok()) << c.events;
    EXPECT_THAT(read.error().text(), testing::AllOf(HasSubstr("trace.json"), HasSubstr(c.expected)));
  }
  ASSERT_TRUE(write_file(folder.path() / "trace.json", MadeUp().text().substr(0, 700)).ok());
  EXPECT_THAT(read_trace(folder.path() / "trace.json").error().text(), HasSubstr("is not JSON"));
}

TEST(Trace, OfEarlyVersionsHasItsParentsFoundByTime) {
  const test::TemporaryFolder folder;
  const char* text = R"({"traceEvents":[
    {"ph":"X","pid":1,"tid":1,"name":"step","ts":0,"dur":9,"args":{"step":0}},
    {"ph":"X","pid":1,"tid":1,"name":"planner","ts":1,"dur":4,"args":{"step":0}},
    {"ph":"X","pid":1,"tid":1,"name":"features","ts":2,"dur":1,"args":{"step":0}},
    {"ph":"X","pid":1,"tid":1,"name":"propagation","ts":6,"dur":1,"args":{"step":0}}]})";
  ASSERT_TRUE(write_file(folder.path() / "trace.json", text).ok());
  const auto read = read_trace(folder.path() / "trace.json");
  ASSERT_TRUE(read.ok()) << read.error().text();
  const auto spans = read.value().spans->of_step(0);
  EXPECT_EQ(spans[1].parent, 0);
  EXPECT_EQ(spans[2].parent, 1);
  EXPECT_EQ(spans[3].parent, 0);
}

using test::SavedRun;

TEST_F(SavedRun, AFolderWithATraceGivesSpansTotalsAndExecutions) {
  EXPECT_EQ(read_run_folder(folder()).value().spans, nullptr) << "this one was written without";
  auto again = AssembledRun::assemble(request_, profile_, run_->scenario());
  ASSERT_TRUE(again.ok());
  SpanStore spans(static_cast<std::size_t>(again.value()->step_count()));
  RunControl control;
  const RunOutcome outcome = again.value()->run(control, &spans);
  ASSERT_TRUE(
      write_run_folder(folder(), {.run = *again.value(), .outcome = outcome, .spans = spans.tape().get()}).ok());
  const auto read = read_run_folder(folder());
  ASSERT_TRUE(read.ok()) << read.error().text();
  const RunTape& tape = again.value()->tape();
  ASSERT_EQ(read.value().spans->steps(), tape.size());
  for (std::size_t k = 0; k < tape.size(); ++k)
    EXPECT_EQ(read.value().steps[k].total_ns, tape.frame(k)->timing.total_ns) << "step " << k;
  const StatementLog log = again.value()->ledger().log();
  ASSERT_EQ(read.value().statement_log.executions.size(), log.executions.size());
  std::int64_t ns = 0, expected_ns = 0;
  for (std::size_t i = 0; i < log.executions.size(); ++i) {
    ns += read.value().statement_log.executions[i].ns;
    expected_ns += log.executions[i].ns;
  }
  EXPECT_EQ(ns, expected_ns);
  EXPECT_EQ(read_run_folder(folder(), FolderParts::kTables).value().spans, nullptr);
}

}  // namespace
}  // namespace stepscope
