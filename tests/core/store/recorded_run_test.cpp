#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/store/recorded_run.h"

namespace stepscope::test {
namespace {

using testing::IsEmpty;

struct Case {
  const char* name;
  RunRequest request;
  const char* profile;
  const char* why;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::vector<Case> cases() {
  return {{"open_loop", {.planner = "simple"}, "fast", "objects are the recorded ones; the plan is short"},
          {"nonreactive",
           {.planner = "idm", .challenge = Challenge::kClosedLoopNonreactiveAgents},
           "fast",
           "the ego leaves the log; objects are still recorded"},
          {"reactive",
           {.planner = "idm", .challenge = Challenge::kClosedLoopReactiveAgents},
           "fast",
           "objects are simulated in part"},
          {"baseline",
           {.planner = "idm", .challenge = Challenge::kClosedLoopNonreactiveAgents},
           "baseline",
           "statements are executed in every step; objects are equal to the recorded ones, not the same"},
          {"pooled", {.planner = "simple"}, "pooled", "the connection of every step was opened before the first"}};
}

EngineProfile profile_of(const Case& c) {
  if (std::string_view(c.profile) != "pooled") return EngineProfile::named(c.profile).value();
  EngineProfile profile = EngineProfile::baseline();
  profile.connections = ConnectionPolicy::kPooled;
  return profile;
}

class RecordedRunTest : public testing::TestWithParam<Case> {
 protected:
  TemporaryFolder folder_;
};

void expect_same_spans(std::span<const SpanRecord> stored, std::span<const SpanRecord> live) {
  ASSERT_EQ(stored.size(), live.size());
  for (std::size_t i = 0; i < live.size(); ++i) {
    EXPECT_EQ(stored[i].stage, live[i].stage);
    EXPECT_EQ(stored[i].lane, live[i].lane);
    EXPECT_EQ(stored[i].parent, live[i].parent);
    EXPECT_EQ(stored[i].detail, live[i].detail);
    EXPECT_EQ(stored[i].begin_ns, live[i].begin_ns);
    EXPECT_EQ(stored[i].end_ns, live[i].end_ns);
  }
}

void expect_same_timing(const StepTiming& stored, const StepTiming& live) {
  EXPECT_EQ(stored.wall_ns, live.wall_ns);
  EXPECT_EQ(stored.cpu_ns, live.cpu_ns);
  EXPECT_EQ(stored.total_ns, live.total_ns);
  EXPECT_EQ(stored.self_ns, live.self_ns);
  EXPECT_EQ(stored.counters, live.counters);
}

void expect_same_facts(const RunFacts& stored, const RunFacts& live) {
  EXPECT_EQ(stored.planner, live.planner);
  EXPECT_EQ(stored.challenge, live.challenge);
  EXPECT_EQ(stored.controller, live.controller);
  EXPECT_EQ(stored.agents, live.agents);
  EXPECT_EQ(stored.profile, live.profile);
  EXPECT_EQ(stored.parameters, live.parameters);
  EXPECT_EQ(stored.switches, live.switches);
  EXPECT_EQ(stored.log, live.log);
  EXPECT_EQ(stored.token, live.token);
  EXPECT_EQ(stored.scenario_type, live.scenario_type);
  EXPECT_EQ(stored.location, live.location);
  EXPECT_EQ(stored.status, live.status);
  EXPECT_EQ(stored.message, live.message);
  EXPECT_EQ(stored.processor, live.processor);
  EXPECT_EQ(stored.window, live.window);
  EXPECT_EQ(stored.warnings, live.warnings);
  EXPECT_EQ(stored.iterations, live.iterations);
}

void expect_same_log(const StatementLog& stored, const StatementLog& live) {
  ASSERT_EQ(stored.texts.size(), live.texts.size());
  for (std::size_t i = 0; i < live.texts.size(); ++i) {
    EXPECT_EQ(stored.texts[i].sql, live.texts[i].sql);
    EXPECT_EQ(stored.texts[i].plan, live.texts[i].plan);
  }
  EXPECT_EQ(stored.sites, live.sites);
  EXPECT_EQ(stored.connections_apart, live.connections_apart);
  ASSERT_EQ(stored.executions.size(), live.executions.size());
  for (std::size_t i = 0; i < live.executions.size(); ++i) {
    const StatementExecution &s = stored.executions[i], &l = live.executions[i];
    EXPECT_EQ(s.step, l.step);
    EXPECT_EQ(s.statement, l.statement);
    EXPECT_EQ(s.site, l.site);
    EXPECT_EQ(s.connections, l.connections);
    EXPECT_EQ(s.parameters, l.parameters);
    EXPECT_EQ(s.begin_ns, l.begin_ns);
    EXPECT_EQ(s.ns, l.ns);
    EXPECT_EQ(s.rows, l.rows);
    EXPECT_EQ(s.scanned, l.scanned);
    EXPECT_EQ(s.connect_ns, l.connect_ns);
    EXPECT_EQ(s.repeat, l.repeat);
  }
}

TEST_P(RecordedRunTest, is_read_as_it_was_live) {
  const ScenarioPtr scenario = mini_scenario();
  const RecordedRun run = record(GetParam().request, profile_of(GetParam()), scenario, folder_.path() / "runs.db");
  ASSERT_THAT(run.problems, IsEmpty());
  ASSERT_EQ(run.outcome.status, RunStatus::kReachedEnd) << run.outcome.error.text();
  const auto stored = read_stored_run(folder_.path() / "runs.db", *run.id);
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  expect_same_facts(stored.value().facts, run.live.facts);
  EXPECT_EQ(stored.value().step_interval_s, run.live.step_interval_s);
  EXPECT_EQ(stored.value().times, run.live.times);
  EXPECT_EQ(stored.value().ego, run.live.ego);
  ASSERT_EQ(stored.value().steps.size(), run.live.steps.size());
  ASSERT_EQ(stored.value().spans->steps(), run.live.spans->steps());
  for (std::size_t k = 0; k < run.live.steps.size(); ++k) {
    SCOPED_TRACE(k);
    expect_same_timing(stored.value().steps[k], run.live.steps[k]);
    expect_same_spans(stored.value().spans->of_step(k), run.live.spans->of_step(k));
  }
  expect_same_log(stored.value().statement_log, run.live.statement_log);
  for (const StatementText& text : stored.value().statement_log.texts)
    EXPECT_NE(text.plan, "") << "asked for when the run had ended";
  expect_same_log(stored.value().loading, run.live.loading);
  EXPECT_FALSE(stored.value().loading.executions.empty());
  ASSERT_EQ(stored.value().statements.size(), run.live.statements.size());
  for (std::size_t i = 0; i < run.live.statements.size(); ++i) {
    EXPECT_EQ(stored.value().statements[i].sql, run.live.statements[i].sql);
    EXPECT_EQ(stored.value().statements[i].calls, run.live.statements[i].calls);
    EXPECT_EQ(stored.value().statements[i].rows, run.live.statements[i].rows);
    EXPECT_EQ(stored.value().statements[i].total_ns, run.live.statements[i].total_ns);
    EXPECT_EQ(stored.value().statements[i].connections, run.live.statements[i].connections);
    EXPECT_EQ(stored.value().statements[i].repeats, run.live.statements[i].repeats);
  }
  ASSERT_EQ(stored.value().score.has_value(), run.card.has_value());
  EXPECT_EQ(stored.value().score->final_score, run.card->final_score);
  EXPECT_EQ(stored.value().score->metrics.size(), run.card->metrics.size());
}

TEST_P(RecordedRunTest, shows_the_frames_that_were_live) {
  const ScenarioPtr scenario = mini_scenario();
  const RecordedRun run = record(GetParam().request, profile_of(GetParam()), scenario, folder_.path() / "runs.db");
  const auto store = RunStore::open(folder_.path() / "runs.db");
  ASSERT_TRUE(store.ok()) << store.error().text();
  const auto frames = store.value().frames(*run.id, mini_scenario());
  ASSERT_TRUE(frames.ok()) << frames.error().text();
  ASSERT_EQ(frames.value().size(), run.run->tape().size());
  for (std::size_t k = 0; k < frames.value().size(); ++k) {
    SCOPED_TRACE(k);
    const StepFrame &stored = *frames.value()[k], &live = *run.run->tape().frame(k);
    EXPECT_EQ(stored.step, live.step);
    EXPECT_EQ(stored.time, live.time);
    EXPECT_EQ(stored.ego, live.ego);
    EXPECT_TRUE(std::ranges::equal(stored.objects, live.objects));
    EXPECT_TRUE(std::ranges::equal(stored.lights, live.lights));
    EXPECT_TRUE(stored.trajectory == live.trajectory);
    expect_same_timing(stored.timing, live.timing);
  }
}

INSTANTIATE_TEST_SUITE_P(Runs, RecordedRunTest, testing::ValuesIn(cases()),
                         [](const auto& c) { return std::string(c.param.name); });

// Two connections that were opened apart from the executions of statement number 1.
TEST(RecordedRuns, count_connections_that_were_opened_apart) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "runs.db";
  const RecordedRun run = record({.planner = "simple"}, EngineProfile::baseline(), mini_scenario(), file);
  auto store = RunStore::open(file);
  const ProfiledRun before = store.value().read(*run.id).value();
  EXPECT_EQ(before.statement_log.connections_apart, 0);
  ASSERT_TRUE(store.value()
                  .database()
                  .execute("UPDATE run SET manifest = json_set(manifest, '$.connections_apart', "
                           "json('[{\"statement\": 1, \"connections\": 2}]')), crc = NULL")
                  .ok());
  const ProfiledRun after = store.value().read(*run.id).value();
  EXPECT_EQ(after.statement_log.connections_apart, 2);
  const std::string& sql = after.statement_log.texts.at(1).sql;
  const auto connections = [&sql](const ProfiledRun& read) {
    return std::ranges::find(read.statements, sql, &StatementCost::sql)->connections;
  };
  EXPECT_EQ(connections(after), connections(before) + 2);
}

TEST(RecordedRuns, tell_what_the_writer_did_meanwhile) {
  const TemporaryFolder folder;
  const RecordedRun run = record({.planner = "idm", .challenge = Challenge::kClosedLoopNonreactiveAgents}, {},
                                 mini_scenario(), folder.path() / "runs.db");
  const auto stored = read_stored_run(folder.path() / "runs.db", *run.id);
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  ASSERT_FALSE(stored.value().background.empty());
  std::int64_t before = 0;
  for (const SpanRecord& span : stored.value().background) {
    EXPECT_EQ(span.stage, Stage::kRecording);
    EXPECT_EQ(span.lane, 1);
    EXPECT_GE(span.begin_ns, before);
    EXPECT_GE(span.end_ns, span.begin_ns);
    before = span.begin_ns;
  }
}

}  // namespace
}  // namespace stepscope::test
