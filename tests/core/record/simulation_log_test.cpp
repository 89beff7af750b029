#include "core/record/simulation_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <lzma.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/files/text_file.h"
#include "core/record/async_log.h"
#include "core/record/file_hash.h"
#include "core/record/log_content.h"
#include "core/record/run_folder.h"
#include "core/record/run_reader.h"
#include "core/record/simulation_log_reader.h"
#include "tests/reference/golden_run.h"
#include "tests/support/allocation_count.h"
#include "tests/support/files.h"
#include "tests/support/model_folder.h"
#include "tests/support/ordinary_user.h"

namespace stepscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr LogWriting kWays[] = {LogWriting::kBlocking, LogWriting::kWithWeights, LogWriting::kAsync};

// As any xz program reads it: all streams of the file.
std::string unpack(const std::filesystem::path& file) {
  const std::string packed = read_file(file).value();
  lzma_stream stream = LZMA_STREAM_INIT;
  EXPECT_EQ(lzma_stream_decoder(&stream, UINT64_MAX, LZMA_CONCATENATED), LZMA_OK);
  std::string bytes(64U << 20, '\0');
  stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  stream.avail_in = packed.size();
  stream.next_out = reinterpret_cast<std::uint8_t*>(bytes.data());
  stream.avail_out = bytes.size();
  EXPECT_EQ(lzma_code(&stream, LZMA_FINISH), LZMA_STREAM_END);
  bytes.resize(stream.total_out);
  lzma_end(&stream);
  return bytes;
}

// Stops the run after some steps.
class StopAfter final : public StepSink {
 public:
  StopAfter(int steps, RunControl& control, StepSink& next) : left_(steps), control_(control), next_(next) {}
  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override {
    next_.on_step(frame, spans);
    if (--left_ == 0) control_.stop();
  }

 private:
  int left_;
  RunControl& control_;
  StepSink& next_;
};

// Runs on the small log, 80 steps, each with its log written one way.
class SimulationLogs : public testing::Test {
 protected:
  void SetUp() override {
    for (const test::GoldenRun& golden : test::golden_runs()) {
      if (golden.name != "synthetic-mini-01__8__simple__closed_loop_nonreactive") continue;
      auto loaded = test::load(golden);
      ASSERT_TRUE(loaded.ok()) << loaded.error().text();
      request_ = loaded.value().request;
      scenario_ = loaded.value().scenario;
    }
    ASSERT_NE(scenario_, nullptr);
  }

  std::unique_ptr<AssembledRun> assembled(LogWriting way) const {
    EngineProfile profile;
    profile.log = way;
    auto run = AssembledRun::assemble(request_, profile, scenario_);
    EXPECT_TRUE(run.ok()) << run.error().text();
    return std::move(run).value();
  }
  std::filesystem::path file() const { return temporary_.path() / "runs" / "one" / kLogFile; }
  std::filesystem::path partial() const { return file().string() + ".partial"; }

  LogEnd logged(LogWriting way, int steps = 1000) {
    std::filesystem::remove(file());
    const auto run = assembled(way);
    auto log = make_simulation_log(*run, file());
    EXPECT_TRUE(log.ok()) << log.error().text();
    RunControl control;
    StopAfter stop(steps, control, *log.value());
    (void)run->run(control, &stop);
    EXPECT_FALSE(std::filesystem::exists(file())) << "it has its name only when it is whole";
    auto end = log.value()->finish();
    EXPECT_TRUE(end.ok()) << end.error().text();
    return std::move(end).value();
  }

  test::TemporaryFolder temporary_;
  RunRequest request_;
  ScenarioPtr scenario_;
};

TEST_F(SimulationLogs, EveryWayHasTheSameBytes) {
  logged(LogWriting::kBlocking);
  const std::string expected = unpack(file());
  for (const LogWriting way : kWays) {
    const LogEnd end = logged(way);
    EXPECT_EQ(end.writing, way);
    EXPECT_EQ(end.bytes, std::filesystem::file_size(file()));
    EXPECT_GT(end.wait_ns, 0);
    EXPECT_FALSE(end.spans.empty());
    EXPECT_EQ(unpack(file()), expected);
    EXPECT_FALSE(std::filesystem::exists(partial()));
    const auto frames = read_simulation_log(file());
    ASSERT_TRUE(frames.ok()) << frames.error().text();
    EXPECT_EQ(frames.value().size(), 80U);
  }
}

// What is in the log is all that happened: whole runs are the same however their log is written.
TEST_F(SimulationLogs, AreTheSameForEveryPlannerInEveryChallenge) {
  int runs = 0;
  for (const test::GoldenRun& golden : test::golden_runs()) {
    if (!golden.name.starts_with("synthetic-mini")) continue;
    SCOPED_TRACE(golden.name);
    auto loaded = test::load(golden);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    request_ = loaded.value().request;
    scenario_ = loaded.value().scenario;
    logged(LogWriting::kBlocking);
    const std::string expected = unpack(file());
    for (const LogWriting way : {LogWriting::kWithWeights, LogWriting::kAsync}) {
      logged(way);
      ASSERT_EQ(unpack(file()), expected);
    }
    ++runs;
  }
  EXPECT_GE(runs, 7);
}

// Whatever the way: from the first step on.
TEST_F(SimulationLogs, AllocateNothingOnTheSimulationThread) {
  if (!allocations_counted()) GTEST_SKIP() << "sanitizers count for themselves";
  for (const LogWriting way : kWays) {
    const auto run = assembled(way);
    const auto log = make_simulation_log(*run, file());
    ASSERT_TRUE(log.ok());
    test::AllocationCount count(*log.value());
    RunControl control;
    EXPECT_EQ(run->run(control, &count).steps, 80);
    EXPECT_EQ(count.allocations(), 0);
    EXPECT_TRUE(log.value()->finish().ok());
  }
}

// Of one step finish() packs all, of two a half; 16 and 17 stand at the edge of what the other thread takes at once.
TEST_F(SimulationLogs, AreTheSameHoweverTheyAreShared) {
  for (const int steps : {1, 2, 3, 15, 16, 17, 31, 32, 33}) {
    SCOPED_TRACE(steps);
    logged(LogWriting::kBlocking, steps);
    const std::string expected = unpack(file());
    logged(LogWriting::kAsync, steps);
    EXPECT_EQ(unpack(file()), expected);
  }
}

TEST_F(SimulationLogs, OfAStoppedRunHasTheStepsUpToThere) {
  // 5: no wake-up yet; 16: just one; 37: two, and some more steps.
  for (const int steps : {5, 16, 37}) {
    for (const LogWriting way : kWays) {
      logged(way, steps);
      const auto frames = read_simulation_log(file());
      ASSERT_TRUE(frames.ok()) << frames.error().text();
      EXPECT_EQ(frames.value().size(), static_cast<std::size_t>(steps));
    }
  }
}

TEST_F(SimulationLogs, OfARunThatNeverBeganIsWholeAndEmpty) {
  for (const LogWriting way : kWays) {
    const auto run = assembled(way);
    const auto log = make_simulation_log(*run, file());
    ASSERT_TRUE(log.ok());
    ASSERT_TRUE(log.value()->finish().ok());
    EXPECT_EQ(read_simulation_log(file()).value().size(), 0U);
  }
}

TEST_F(SimulationLogs, WithoutItsEndLeavesNothing) {
  for (const LogWriting way : kWays) {
    const auto run = assembled(way);
    auto log = make_simulation_log(*run, file());
    ASSERT_TRUE(log.ok());
    RunControl control;
    (void)run->run(control, log.value().get());
    EXPECT_TRUE(std::filesystem::exists(partial()));
    log.value().reset();
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_FALSE(std::filesystem::exists(partial()));
  }
}

TEST_F(SimulationLogs, AnEarlierLogStaysUntilTheNewOneIsWhole) {
  logged(LogWriting::kAsync, 16);
  const auto run = assembled(LogWriting::kAsync);
  {
    const auto log = make_simulation_log(*run, file());
    ASSERT_TRUE(log.ok());
  }
  EXPECT_EQ(read_simulation_log(file()).value().size(), 16U);
}

TEST_F(SimulationLogs, AFullDiskIsSaidAtTheEnd) {
  for (const LogWriting way : kWays) {
    std::filesystem::create_directories(file().parent_path());
    std::filesystem::create_symlink("/dev/full", partial());
    const auto run = assembled(way);
    auto log = make_simulation_log(*run, file());
    ASSERT_TRUE(log.ok());
    RunControl control;
    EXPECT_EQ(run->run(control, log.value().get()).status, RunStatus::kReachedEnd) << "the run itself goes on";
    const auto end = log.value()->finish();
    ASSERT_FALSE(end.ok());
    EXPECT_THAT(end.error().text(), HasSubstr("log.msgpack.xz: cannot be written: No space left on device"));
    log.value().reset();
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_FALSE(std::filesystem::is_symlink(partial()));
  }
}

TEST_F(SimulationLogs, AFolderThatCannotBeWrittenIsSaidBeforeTheRun) {
  test::open_to_all(temporary_.path());
  for (const LogWriting way : kWays) {
    const auto run = assembled(way);
    const test::OrdinaryUser user;
    if (geteuid() == 0) GTEST_SKIP() << "cannot become an ordinary user here";
    const auto log = make_simulation_log(*run, temporary_.path() / "one" / kLogFile);
    ASSERT_FALSE(log.ok());
    EXPECT_THAT(log.error().text(), HasSubstr("one: cannot be created: Permission denied"));
  }
  std::filesystem::create_directories(file().parent_path());
  std::filesystem::create_directories(partial());  // something else has that name
  EXPECT_THAT(make_simulation_log(*assembled(LogWriting::kAsync), file()).error().text(),
              HasSubstr("log.msgpack.xz: cannot be written: Is a directory"));
}

TEST_F(SimulationLogs, WithWeightsSaysWhereThereAreNone) {
  EXPECT_THAT(logged(LogWriting::kWithWeights).note, HasSubstr("the planner asks no model"));
  EXPECT_EQ(logged(LogWriting::kBlocking).note, "");
  EXPECT_EQ(logged(LogWriting::kAsync).note, "");
}

// A model that is no model: the run fails before its first step, and its log tells of it all the same.
TEST_F(SimulationLogs, AModelIsNamedAndItsBytesAreThereOnRequest) {
  const test::ModelFolder models({"small"});
  std::ofstream(models.path() / "small.pt") << "some weights";
  request_.planner = "ml-raster";
  request_.parameters = {{"model", "small"}};
  for (const LogWriting way : kWays) {
    const LogEnd end = logged(way);
    EXPECT_EQ(end.note, "");
    const json log = json::from_msgpack(unpack(file()));
    const json& model = log.at("model");
    EXPECT_EQ(model.at("name"), "small.pt");
    EXPECT_EQ(model.at("sha256"), sha256_of_file(models.path() / "small.pt").value());
    EXPECT_EQ(model.contains("weights"), way == LogWriting::kWithWeights);
    if (!model.contains("weights")) continue;
    const auto& bytes = model.at("weights").get_binary();
    EXPECT_EQ(std::string(bytes.begin(), bytes.end()), "some weights");
  }
}

TEST_F(SimulationLogs, AModelThatIsGoneIsNamed) {
  const test::ModelFolder models({"small"});
  request_.planner = "ml-raster";
  request_.parameters = {{"model", "small"}};
  for (const LogWriting way : {LogWriting::kBlocking, LogWriting::kWithWeights}) {
    const auto run = assembled(way);
    const auto log = make_simulation_log(*run, file());
    ASSERT_TRUE(log.ok());
    std::filesystem::rename(models.path() / "small.pt", models.path() / "gone.pt");
    EXPECT_THAT(log.value()->finish().error().text(), HasSubstr("small.pt"));
    std::filesystem::rename(models.path() / "gone.pt", models.path() / "small.pt");
  }
}

TEST_F(SimulationLogs, TheFolderTellsHowLongTheRunWaited) {
  for (const LogWriting way : kWays) {
    const auto run = assembled(way);
    const auto log = make_simulation_log(*run, file());
    ASSERT_TRUE(log.ok());
    RunControl control;
    const RunOutcome outcome = run->run(control, log.value().get());
    forget_earlier_run(file().parent_path());
    const auto end = log.value()->finish();
    ASSERT_TRUE(end.ok());
    ASSERT_TRUE(write_run_folder(file().parent_path(), {.run = *run, .outcome = outcome, .log = end.value()}).ok());
    const auto read = read_run_folder(file().parent_path(), FolderParts::kTables);
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(read.value().facts.log_wait_ns, end.value().wait_ns);
    EXPECT_EQ(read.value().facts.warnings.size(), way == LogWriting::kWithWeights ? 1U : 0U);
    EXPECT_EQ(read_simulation_log(file()).value().size(), 80U) << "and the log is still there";
  }
}

// The number of frames is written over the beginning at the end.
TEST(LogBeginning, HasTheSameSizeForEveryNumberOfFrames) {
  for (const LogParts parts : {LogParts::kFramesAndHeader, LogParts::kFramesHeaderAndModel}) {
    const std::size_t size = xz_stream_of(log_beginning(0, parts)).value().size();
    for (const std::size_t frames : {1UL, 149UL, 255UL, 65535UL, 65536UL, 0x01010101UL, 0xffffffffUL})
      EXPECT_EQ(xz_stream_of(log_beginning(frames, parts)).value().size(), size) << frames;
  }
}

}  // namespace
}  // namespace stepscope
