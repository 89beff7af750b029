// A run written into a folder and read back: manifest, simulation log, score.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "core/assembly/run_score.h"
#include "core/files/text_file.h"
#include "core/record/metrics_json.h"
#include "core/record/rescore.h"
#include "core/record/run_folder.h"
#include "core/record/simulation_log_reader.h"
#include "core/record/stored_manifest.h"
#include "tests/core/record/saved_run.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

using test::SavedRun;

TEST_F(SavedRun, TheManifestHasTheIdentityThatWasPlanned) {
  const auto stored = read_manifest(folder());
  ASSERT_TRUE(stored.ok()) << stored.error().text();
  const auto identity = identity_of(planned());
  ASSERT_TRUE(identity.ok()) << identity.error().text();
  EXPECT_EQ(stored.value().identity, identity.value());
  EXPECT_EQ(stored.value().status, "reached_end");
  EXPECT_EQ(stored.value().steps, run_->step_count());
  EXPECT_TRUE(std::filesystem::equivalent(stored.value().db, run_->scenario()->id().db));
  request_.parameters["max_velocity"] = "3";
  EXPECT_NE(identity_of(planned()).value(), stored.value().identity);
  request_.parameters.clear();
  profile_ = EngineProfile::baseline();
  EXPECT_NE(identity_of(planned()).value(), stored.value().identity);
  maps_ = "/nowhere";
  EXPECT_THAT(identity_of(planned()).error().text(), HasSubstr("/nowhere"));
}

TEST_F(SavedRun, AManifestWithoutAFieldNamesIt) {
  ASSERT_TRUE(write_file(folder() / "manifest.json", R"({"scenario": {"log": "a"}})").ok());
  EXPECT_THAT(read_manifest(folder()).error().text(), HasSubstr("manifest.json"));
  std::filesystem::remove(folder() / "manifest.json");
  EXPECT_THAT(read_manifest(folder()).error().text(), HasSubstr("never finished"));
}

TEST_F(SavedRun, TheLogGivesBackEveryNumber) {
  const auto frames = read_simulation_log(folder() / "log.msgpack.xz");
  ASSERT_TRUE(frames.ok()) << frames.error().text();
  ASSERT_EQ(frames.value().size(), run_->tape().size());
  for (std::size_t k = 0; k < frames.value().size(); ++k) {
    const LoggedFrame& read = frames.value()[k];
    const FramePtr frame = run_->tape().frame(k);
    EXPECT_EQ(read.ego, frame->ego);
    EXPECT_EQ(read.plan, frame->trajectory);
    ASSERT_EQ(read.objects.size(), frame->objects.size());
    for (std::size_t i = 0; i < read.objects.size(); ++i) {
      TrackedObject expected = frame->objects[i];
      expected.height = 0.0;  // not kept
      EXPECT_EQ(read.objects[i], expected);
    }
  }
}

TEST_F(SavedRun, ADamagedLogIsAnError) {
  const std::filesystem::path file = folder() / "log.msgpack.xz";
  std::ifstream in(file, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  ASSERT_TRUE(write_file(file, bytes.substr(0, bytes.size() / 2)).ok());
  EXPECT_THAT(read_simulation_log(file).error().text(), HasSubstr("log.msgpack.xz: is not a whole xz file"));
  ASSERT_TRUE(write_file(file, "").ok());
  EXPECT_FALSE(read_simulation_log(file).ok());
}

TEST_F(SavedRun, TheScoreIsWritten) {
  const auto card = read_metrics_json(folder() / "metrics.json");
  ASSERT_TRUE(card.ok()) << card.error().text();
  const auto scored = score_run(*run_);
  ASSERT_TRUE(scored.has_value());
  EXPECT_EQ(metrics_json(card.value(), {}), metrics_json(*scored, {}));
}

TEST_F(SavedRun, IsScoredAgainToTheSame) {
  MapCache maps;
  const auto again = rescore(folder(), {}, maps);
  ASSERT_TRUE(again.ok()) << again.error().text();
  ASSERT_TRUE(again.value().card.has_value());
  EXPECT_EQ(metrics_json(*again.value().card, {}), metrics_json(*score_run(*run_), {}));
  EXPECT_EQ(again.value().sample_times.size(), run_->tape().size());
  const auto elsewhere = rescore(folder(), {.db = run_->scenario()->id().db, .maps = maps_}, maps);
  EXPECT_TRUE(elsewhere.ok());
}

TEST_F(SavedRun, IsNotScoredOnOtherData) {
  MapCache maps;
  const std::filesystem::path other = temporary_.path() / "other.db";
  std::filesystem::copy_file(run_->scenario()->id().db, other);
  std::ofstream(other, std::ios::app) << "more";
  EXPECT_THAT(rescore(folder(), {.db = other, .maps = maps_}, maps).error().text(),
              HasSubstr("other.db: is not the file that the run was made on"));
  EXPECT_THAT(rescore(folder(), {.db = "/nowhere/a.db", .maps = {}}, maps).error().text(), HasSubstr("/nowhere/a.db"));
  std::filesystem::remove(folder() / "log.msgpack.xz");
  EXPECT_THAT(rescore(folder(), {}, maps).error().text(), HasSubstr("log.msgpack.xz: cannot be read"));
}

TEST_F(SavedRun, OnlyScoresAreKeptOnRequest) {
  const RunOutcome outcome{.status = RunStatus::kReachedEnd, .steps = run_->step_count(), .error = {}};
  ASSERT_TRUE(write_run_folder(folder(), {.run = *run_, .outcome = outcome, .files = FilesKept::kScores}).ok());
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder()))
    names.insert(entry.path().filename().string());
  EXPECT_EQ(names, (std::set<std::string>{"manifest.json", "metrics.json", "queries.csv", "steps.csv"}))
      << "and what an earlier run left is gone";
  EXPECT_EQ(read_manifest(folder()).value().files, FilesKept::kScores);
}

}  // namespace
}  // namespace stepscope
