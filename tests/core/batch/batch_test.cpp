#include "core/batch/batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "core/batch/batch_tables.h"
#include "core/batch/folder_lock.h"
#include "core/files/text_file.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// Counts what it is told; stops the batch after so many jobs if asked to.
class Watcher : public BatchObserver {
 public:
  void on_job_started(std::size_t job) override { started.insert(job); }
  void on_job_finished(std::size_t job, const JobResult& result) override {
    finished.insert(job);
    statuses.push_back(result.status);
    if (stop_after > 0 && finished.size() >= stop_after) control->stop();
  }
  std::set<std::size_t> started, finished;
  std::vector<JobStatus> statuses;
  std::size_t stop_after{0};
  RunControl* control{nullptr};
};

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Some scenarios of the small log with two planners in two challenges, 2 s each.
class Batch : public testing::Test {
 protected:
  void SetUp() override {
    auto paths = find_data_root(test::mini_root());
    ASSERT_TRUE(paths.ok()) << paths.error().text();
    data_ = index_dataset(paths.value(), {});
    auto chosen = select_scenarios(*data_, {.cut = {.duration_s = 2.0, .offset_s = 0.0, .subsample = {}}, .most = 3});
    ASSERT_TRUE(chosen.ok()) << chosen.error().text();
    plan_.maps = data_->paths.maps;
    plan_.scenarios = std::move(chosen).value();
    plan_.out = temporary_.path() / "batch";
    plan_.threads = 3;
    for (const char* planner : {"simple", "log-future"})
      for (const Challenge challenge : {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents})
        plan_.requests.push_back({.planner = planner, .challenge = challenge, .controller = {}, .parameters = {}});
  }

  std::vector<JobResult> run() {
    RunControl control;
    watcher_ = {};
    auto results = run_batch(plan_, maps_, control, &watcher_);
    EXPECT_TRUE(results.ok()) << results.error().text();
    return results.ok() ? std::move(results).value() : std::vector<JobResult>{};
  }

  test::TemporaryFolder temporary_;
  DatasetPtr data_;
  MapCache maps_;
  BatchPlan plan_;
  Watcher watcher_;
};

TEST_F(Batch, RunsEveryJobOnceAndThenKeepsIt) {
  const std::vector<JobResult> first = run();
  ASSERT_EQ(first.size(), 12u);
  std::set<std::filesystem::path> folders;
  for (const JobResult& result : first) {
    EXPECT_EQ(result.status, JobStatus::kReachedEnd) << result.reason;
    EXPECT_FALSE(result.kept);
    EXPECT_EQ(result.score.has_value(), result.reason.empty()) << "without a score the reason says why";
    EXPECT_GT(result.steps, 10);
    EXPECT_GT(result.mean_step_ms, 0.0);
    EXPECT_TRUE(std::filesystem::exists(plan_.out / result.folder / "manifest.json"));
    folders.insert(result.folder);
  }
  EXPECT_EQ(folders.size(), 12u);
  EXPECT_EQ(watcher_.started.size(), 12u);

  const std::vector<JobResult> second = run();
  EXPECT_THAT(watcher_.started, IsEmpty());
  EXPECT_EQ(watcher_.finished.size(), 12u);
  for (std::size_t job = 0; job < second.size(); ++job) {
    EXPECT_TRUE(second[job].kept);
    EXPECT_EQ(second[job].folder, first[job].folder);
    EXPECT_EQ(second[job].steps, first[job].steps);
    EXPECT_EQ(second[job].reason, first[job].reason);
    ASSERT_EQ(second[job].score.has_value(), first[job].score.has_value());
    EXPECT_DOUBLE_EQ(second[job].mean_step_ms, first[job].mean_step_ms);
    if (!first[job].score) continue;
    EXPECT_EQ(second[job].score->final_score, first[job].score->final_score);
  }
  plan_.again = true;
  run();
  EXPECT_EQ(watcher_.started.size(), 12u);
}

TEST_F(Batch, GivesTheSameHistoriesOnAnyNumberOfThreads) {
  const std::vector<JobResult> many = run();
  std::vector<std::string> histories;
  for (const JobResult& result : many) histories.push_back(bytes_of(plan_.out / result.folder / "history.json"));
  plan_.out = temporary_.path() / "one";
  plan_.threads = 1;
  const std::vector<JobResult> one = run();
  for (std::size_t job = 0; job < one.size(); ++job)
    EXPECT_EQ(bytes_of(plan_.out / one[job].folder / "history.json"), histories[job]) << one[job].folder;
}

TEST_F(Batch, RedoesWhatIsNotComplete) {
  const std::vector<JobResult> first = run();
  std::filesystem::remove(plan_.out / first[1].folder / "manifest.json");            // cut short
  ASSERT_TRUE(write_file(plan_.out / first[2].folder / "manifest.json", "{").ok());  // damaged
  ASSERT_TRUE(write_file(plan_.out / first[3].folder / "metrics.json", "{\"scores\": 1}").ok());
  run();
  EXPECT_EQ(watcher_.started, (std::set<std::size_t>{1, 2, 3}));
}

TEST_F(Batch, RedoesWhatSomebodyDamaged) {
  const std::vector<JobResult> first = run();
  const auto file = [&](std::size_t job, const char* name) { return plan_.out / first[job].folder / name; };
  ASSERT_TRUE(write_file(file(1, "manifest.json"), "{\"steps\": [1], \"scenario\": 2}").ok());
  const std::string steps = bytes_of(file(2, "steps.csv"));
  ASSERT_TRUE(write_file(file(2, "steps.csv"), steps.substr(0, steps.find('\n') + 1)).ok());  // no step is left
  std::filesystem::remove(file(3, "metrics.json"));
  std::filesystem::create_directory(file(3, "metrics.json"));
  std::filesystem::remove(file(4, "manifest.json"));
  std::filesystem::create_directories(file(4, "manifest.json") / "inside");  // cannot be replaced
  std::filesystem::remove(file(5, "log.msgpack.xz"));
  const std::vector<JobResult> second = run();
  EXPECT_EQ(watcher_.started, (std::set<std::size_t>{1, 2, 3, 4, 5}));
  EXPECT_TRUE(std::filesystem::exists(file(5, "log.msgpack.xz")));
  for (std::size_t job = 0; job < second.size(); ++job) {
    if (job == 4) continue;
    EXPECT_EQ(second[job].status, JobStatus::kReachedEnd) << second[job].reason;
  }
  EXPECT_EQ(second[4].status, JobStatus::kBadInput);
  EXPECT_THAT(second[4].reason, HasSubstr("manifest.json: cannot be written"));
}

TEST_F(Batch, WritesTheOtherTablesWhereOneCannotBe) {
  std::filesystem::create_directories(plan_.out / "scores.csv" / "inside");
  const std::vector<JobResult> results = run();
  const Status written = write_batch_tables(plan_, results);
  ASSERT_FALSE(written.ok());
  EXPECT_THAT(written.error().text(), HasSubstr("scores.csv: cannot be written"));
  EXPECT_TRUE(std::filesystem::exists(plan_.out / "scores_by_type.csv"));
  EXPECT_TRUE(std::filesystem::exists(plan_.out / "batch.json"));
}

TEST_F(Batch, RedoesWhatWasAskedOtherwise) {
  run();
  plan_.requests[0].parameters["max_velocity"] = "3";
  run();
  EXPECT_EQ(watcher_.started, (std::set<std::size_t>{0, 4, 8}));
  plan_.scenarios[0].extraction.duration_s = 1.0;
  run();
  EXPECT_EQ(watcher_.started, (std::set<std::size_t>{0, 1, 2, 3}));
  plan_.profile = EngineProfile::baseline();
  run();
  EXPECT_EQ(watcher_.started.size(), 12u);
  plan_.trajectories = TrajectoriesKept::kAll;
  run();
  EXPECT_EQ(watcher_.started.size(), 12u) << "plans that were not kept are asked for";
  plan_.trajectories = TrajectoriesKept::kEveryTenth;
  plan_.files = FilesKept::kScores;
  run();
  EXPECT_THAT(watcher_.started, IsEmpty()) << "less than there is";
}

TEST_F(Batch, GoesOnAfterFailures) {
  plan_.scenarios[0].id.db = temporary_.path() / "nowhere.db";
  plan_.scenarios[1].extraction.offset_s = -1000.0;
  plan_.requests[0].parameters["magic"] = "1";
  const std::vector<JobResult> results = run();
  for (std::size_t job = 0; job < 4; ++job) {
    EXPECT_EQ(results[job].status, JobStatus::kBadInput);
    EXPECT_THAT(results[job].reason, HasSubstr("nowhere.db"));
  }
  for (std::size_t job = 4; job < 8; ++job) {
    EXPECT_EQ(results[job].status, JobStatus::kSkipped);
    EXPECT_THAT(results[job].reason, HasSubstr("no frame"));
  }
  EXPECT_EQ(results[8].status, JobStatus::kPlannerFailed);
  EXPECT_THAT(results[8].reason, HasSubstr("magic"));
  EXPECT_EQ(results[9].status, JobStatus::kReachedEnd);
  plan_.scenarios[1].named = true;
  EXPECT_EQ(run()[4].status, JobStatus::kBadInput) << "asked for by its token";
}

TEST_F(Batch, StopsSoonAndGoesOnLater) {
  RunControl control;
  plan_.threads = 1;
  watcher_.control = &control;
  watcher_.stop_after = 5;
  const auto stopped = run_batch(plan_, maps_, control, &watcher_);
  ASSERT_TRUE(stopped.ok());
  EXPECT_EQ(watcher_.finished.size(), 5u);
  for (std::size_t job = 5; job < 12; ++job) EXPECT_EQ(stopped.value()[job].status, JobStatus::kNotRun);
  const std::vector<JobResult> rest = run();
  EXPECT_EQ(watcher_.started.size(), 7u);
  for (const JobResult& result : rest) EXPECT_EQ(result.status, JobStatus::kReachedEnd);
}

TEST_F(Batch, RefusesAFolderThatIsInUseOrCannotBe) {
  std::filesystem::create_directories(plan_.out);
  RunControl control;
  {
    const auto lock = FolderLock::take(plan_.out);
    ASSERT_TRUE(lock.ok());
    EXPECT_THAT(run_batch(plan_, maps_, control).error().text(), HasSubstr("another batch"));
  }
  ASSERT_TRUE(write_file(temporary_.path() / "file", "in the way").ok());
  plan_.out = temporary_.path() / "file" / "batch";
  EXPECT_THAT(run_batch(plan_, maps_, control).error().text(), HasSubstr("cannot be created"));
  plan_.requests.push_back(plan_.requests[0]);
  EXPECT_THAT(run_batch(plan_, maps_, control).error().text(), HasSubstr("would also be that of"));
}

}  // namespace
}  // namespace stepscope
