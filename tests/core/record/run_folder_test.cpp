#include "core/record/run_folder.h"
#include "core/record/span_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <lzma.h>

#include <fstream>
#include <numeric>
#include <tuple>

#include "core/files/text_file.h"
#include "core/record/file_hash.h"
#include "core/record/run_reader.h"
#include "tests/reference/golden_run.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;

std::string read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::uint8_t> decompress_xz(const std::string& packed) {
  std::vector<std::uint8_t> bytes(64u << 20);
  std::uint64_t memory = UINT64_MAX;
  std::size_t in = 0, out = 0;
  const lzma_ret code =
      lzma_stream_buffer_decode(&memory, 0, nullptr, reinterpret_cast<const std::uint8_t*>(packed.data()), &in,
                                packed.size(), bytes.data(), &out, bytes.size());
  EXPECT_EQ(code, LZMA_OK);
  bytes.resize(out);
  return bytes;
}

// A closed-loop run on the small log, written into a folder.
class RunFolder : public testing::Test {
 protected:
  void SetUp() override {
    for (const test::GoldenRun& golden : test::golden_runs()) {
      if (golden.name != "synthetic-mini-01__8__simple__closed_loop_nonreactive") continue;
      auto loaded = test::load(golden);
      ASSERT_TRUE(loaded.ok()) << loaded.error().text();
      auto run = AssembledRun::assemble(loaded.value().request, EngineProfile::baseline(), loaded.value().scenario);
      ASSERT_TRUE(run.ok()) << run.error().text();
      run_ = std::move(run).value();
    }
    ASSERT_NE(run_, nullptr);
    spans_ = std::make_unique<SpanStore>(static_cast<std::size_t>(run_->step_count()));
    outcome_ = run_->run(control_, spans_.get());
    ASSERT_EQ(outcome_.status, RunStatus::kReachedEnd) << outcome_.error.text();
    const Status status = write_run_folder(folder(), record());
    ASSERT_TRUE(status.ok()) << status.error().text();
  }

  std::filesystem::path folder() const { return temporary_.path() / "runs" / run_folder_name(*run_); }
  RunRecord record() { return {.run = *run_, .outcome = outcome_, .spans = spans_->tape().get()}; }

  test::TemporaryFolder temporary_;
  RunControl control_;
  std::unique_ptr<AssembledRun> run_;
  std::unique_ptr<SpanStore> spans_;
  RunOutcome outcome_;
};

TEST_F(RunFolder, HistoryReadsBackToTheSameDoubles) {
  const json history = test::read_json(folder() / "history.json");
  const RunTape& tape = run_->tape();
  EXPECT_EQ(history.at("steps"), tape.size());
  EXPECT_EQ(history.at("header").at("number_of_iterations"), tape.size() + 1);
  for (std::size_t k = 0; k < tape.size(); ++k) {
    const EgoState& ego = tape.frame(k)->ego;
    const json& row = history.at("ego")[k];
    EXPECT_EQ(row.at("x").get<double>(), ego.rear_axle.x);
    EXPECT_EQ(row.at("heading").get<double>(), ego.rear_axle.heading);
    EXPECT_EQ(row.at("steering_rate").get<double>(), ego.steering_rate);
    EXPECT_EQ(row.at("time_us"), ego.time.us);
  }
  std::vector<std::string> kept;
  for (const auto& [step, rows] : history.at("trajectories").items()) kept.push_back(step);
  EXPECT_THAT(kept, testing::UnorderedElementsAre("0", "10", "20", "30", "40", "50", "60", "70", "79"));
  EXPECT_EQ(history.at("trajectories").at("10")[5][1].get<double>(),
            tape.frame(10)->trajectory.states()[5].rear_axle.x);
}

TEST_F(RunFolder, StepTimesReadBackAndAddUpToTheStep) {
  auto stored = read_run_folder(folder());
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  ASSERT_EQ(stored.value().steps.size(), run_->tape().size());
  for (std::size_t k = 0; k < stored.value().steps.size(); ++k) {
    const StepTiming& step = stored.value().steps[k];
    EXPECT_EQ(std::accumulate(step.self_ns.begin(), step.self_ns.end(), std::int64_t{0}), step.wall_ns) << "step " << k;
    EXPECT_EQ(step.self_ns, run_->tape().frame(k)->timing.self_ns);
    EXPECT_EQ(step.counters, run_->tape().frame(k)->timing.counters);
  }
  EXPECT_NEAR(stored.value().step_interval_s, 0.1, 1e-3);
  std::int64_t calls = 0;
  for (const StatementCost& cost : stored.value().statements) calls += cost.calls;
  EXPECT_EQ(calls, 80 * 6 - 1 + 2) << "six a step, one less in the last; ego and objects before the first";
  EXPECT_EQ(stored.value().facts.planner, "simple");
}

TEST_F(RunFolder, EveryExecutionReadsBack) {
  const auto stored = read_run_folder(folder());
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  const StatementLog& read = stored.value().statement_log;
  const StatementLog log = run_->ledger().log();
  ASSERT_EQ(read.executions.size(), 80U * 6 - 1 + 2);
  ASSERT_EQ(read.texts.size(), log.texts.size());
  for (const StatementText& text : read.texts)
    EXPECT_THAT(text.plan, HasSubstr("SEARCH ")) << "explained when the run had ended";
  const std::int64_t shift = read.executions[0].begin_ns - log.executions[0].begin_ns;  // the trace begins at 0
  for (std::size_t i = 0; i < log.executions.size(); ++i) {
    const StatementExecution &a = read.executions[i], &b = log.executions[i];
    EXPECT_EQ(std::tie(a.step, a.connections, a.parameters, a.ns, a.rows, a.scanned, a.connect_ns, a.repeat),
              std::tie(b.step, b.connections, b.parameters, b.ns, b.rows, b.scanned, b.connect_ns, b.repeat))
        << "execution " << i;
    EXPECT_EQ(a.begin_ns - shift, b.begin_ns);
    EXPECT_EQ(read.texts.at(static_cast<std::size_t>(a.statement)).sql,
              log.texts.at(static_cast<std::size_t>(b.statement)).sql);
    EXPECT_EQ(read.sites.at(static_cast<std::size_t>(a.site)), log.sites.at(static_cast<std::size_t>(b.site)));
  }
  for (std::size_t k = 0; k < stored.value().spans->steps(); ++k)
    for (const SpanRecord& span : stored.value().spans->of_step(k))
      if (span.stage == Stage::kDatabase) {
        EXPECT_LT(static_cast<std::size_t>(span.detail), read.texts.size());
      }
  EXPECT_EQ(read.connections_apart, log.connections_apart);
}

TEST_F(RunFolder, WhatLoadingTheScenarioExecutedReadsBack) {
  const auto stored = read_run_folder(folder());
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  const StatementLog &read = stored.value().loading, &loading = run_->scenario()->loading();
  ASSERT_FALSE(loading.executions.empty());
  ASSERT_EQ(read.executions.size(), loading.executions.size());
  for (std::size_t i = 0; i < loading.executions.size(); ++i) {
    const StatementExecution &a = read.executions[i], &b = loading.executions[i];
    EXPECT_EQ(std::tie(a.step, a.statement, a.rows, a.ns, a.parameters),
              std::tie(b.step, b.statement, b.rows, b.ns, b.parameters));
    EXPECT_EQ(read.texts[static_cast<std::size_t>(a.statement)].sql,
              loading.texts[static_cast<std::size_t>(b.statement)].sql);
  }
  EXPECT_EQ(read.connections_apart, loading.connections_apart);
}

TEST_F(RunFolder, AFolderOfAnEarlyVersionHasNoLoading) {
  json manifest = test::read_json(folder() / "manifest.json");
  for (const char* later : {"loading", "connections_apart"}) ASSERT_EQ(manifest.erase(later), 1u);
  ASSERT_TRUE(write_file(folder() / "manifest.json", manifest.dump()).ok());
  const auto stored = read_run_folder(folder());
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  EXPECT_TRUE(stored.value().loading.executions.empty());
}

TEST_F(RunFolder, ADamagedLoadingIsNamed) {
  json manifest = test::read_json(folder() / "manifest.json");
  manifest["loading"]["executions"][0]["statement"] = 9999;
  ASSERT_TRUE(write_file(folder() / "manifest.json", manifest.dump()).ok());
  EXPECT_THAT(read_run_folder(folder()).error().text(), HasSubstr("manifest.json: loading.executions, statement"));
}

TEST_F(RunFolder, AFolderWithoutExecutionsIsReadAsBefore) {
  const auto early = [](std::string text) {  // without the columns that came later
    const std::size_t end = text.find(",number");
    return text.substr(0, end) + "\nSELECT 1,3,2,1,1,0\n";
  };
  ASSERT_TRUE(write_file(folder() / "queries.csv", early(read_bytes(folder() / "queries.csv"))).ok());
  std::filesystem::remove(folder() / "statements.csv");
  std::filesystem::remove(folder() / "trace.json");
  const auto stored = read_run_folder(folder());
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  EXPECT_EQ(stored.value().statements.at(0).calls, 3);
  EXPECT_EQ(stored.value().statement_log.texts.at(0).sql, "SELECT 1");
  EXPECT_TRUE(stored.value().statement_log.executions.empty());
}

TEST_F(RunFolder, TraceIsValidAndNested) {
  const json trace = test::read_json(folder() / "trace.json");
  int steps = 0;
  for (const json& event : trace.at("traceEvents")) {
    if (event.at("ph") != "X") continue;
    EXPECT_GE(event.at("dur").get<double>(), 0.0);
    if (event.at("name") == "step") ++steps;
  }
  EXPECT_EQ(steps, 80);
}

TEST_F(RunFolder, SimulationLogIsMessagePackInXz) {
  const json log = json::from_msgpack(decompress_xz(read_bytes(folder() / "log.msgpack.xz")));
  ASSERT_EQ(log.at("frames").size(), run_->tape().size());
  EXPECT_EQ(log.at("frames")[10].at("objects").size(), run_->tape().frame(10)->objects.size());
  EXPECT_EQ(log.at("frames")[10].at("ego")[1].get<double>(), run_->tape().frame(10)->ego.rear_axle.x);
}

TEST_F(RunFolder, ManifestNamesInputsByHash) {
  const json manifest = test::read_json(folder() / "manifest.json");
  const json golden = test::golden("sims/synthetic-mini-01__8__simple__closed_loop_nonreactive.json.gz");
  EXPECT_EQ(manifest.at("files").at("db").at("sha256"), golden.at("header").at("db_sha256"));
  EXPECT_EQ(manifest.at("files").at("map").at("sha256"), golden.at("header").at("map_sha256"));
  EXPECT_EQ(manifest.at("status"), "reached_end");
  EXPECT_EQ(manifest.at("request").at("planner_knows_the_future"), false);
  EXPECT_EQ(manifest.at("window"), "none");
}

#define STEPSCOPE_STATEMENTS_HEAD \
  "step,number,call_site,connections,connect_ns,rows,scanned,parameters,begin_ns,ns,repeat\n"

TEST_F(RunFolder, DamagedFolderNamesFileAndField) {
  struct Row {
    const char* file;
    const char* content;
    const char* expected;
  };
  const Row rows[] = {
      {"steps.csv", "step,time_us\n0,1\n", "column is missing"},
      {"steps.csv", "", "no header"},
      {"steps.csv", "a,b\n1\n", "wrong number of fields"},
      {"manifest.json", "{", "is not JSON: it ends too early"},
      {"manifest.json", "{}", "scenario"},
      {"queries.csv", "statement,calls,rows,total_ns,connections,repeats\nx,one,1,1,1,1\n", "not a whole number"},
      {"queries.csv", "statement,calls,rows,total_ns,connections,repeats,number\nx,1,1,1,1,1,0\ny,1,1,1,1,1,0\n",
       "line 3, number: 0 is beyond the rows or there twice"},
      {"statements.csv", "step,number\n", "call_site: column is missing"},
      {"statements.csv", STEPSCOPE_STATEMENTS_HEAD "0,99,x,0,0,0,0,ff,0,0,0\n",
       "line 2, number: queries.csv has no statement 99"},
      {"statements.csv", STEPSCOPE_STATEMENTS_HEAD "9999,0,x,0,0,0,0,ff,0,0,0\n", "line 2, step: 9999 is not a step"},
      {"statements.csv", STEPSCOPE_STATEMENTS_HEAD "0,0,x,0,0,0,0,xyz,0,0,0\n",
       "line 2, parameters: \"xyz\" is not a hexadecimal"},
      {"statements.csv", STEPSCOPE_STATEMENTS_HEAD "0,0,x,0,0,-1,0,ff,0,0,0\n", "line 2, rows: -1 is not within"},
  };
  for (const Row& row : rows) {
    const std::string before = read_bytes(folder() / row.file);
    ASSERT_TRUE(write_file(folder() / row.file, row.content).ok());
    auto stored = read_run_folder(folder());
    ASSERT_FALSE(stored.ok()) << row.file;
    EXPECT_THAT(stored.error().text(), testing::AllOf(HasSubstr(row.file), HasSubstr(row.expected)));
    ASSERT_TRUE(write_file(folder() / row.file, before).ok());
  }
  EXPECT_FALSE(read_run_folder(temporary_.path() / "nowhere").ok());
}

TEST(WriteFile, SaysWhereItCannotWrite) {
  const Status status = write_file("/proc/no/such/file", "x");
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().text(), HasSubstr("/proc/no/such/file"));
}

TEST(Sha256, OfAKnownText) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "abc", "abc").ok());
  auto hash = sha256_of_file(folder.path() / "abc");
  ASSERT_TRUE(hash.ok());
  EXPECT_EQ(hash.value(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2, B.1
}

}  // namespace
}  // namespace stepscope
