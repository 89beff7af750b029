#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "core/store/bundle.h"
#include "core/store/partial_file.h"
#include "core/store/process_stamp.h"
#include "core/store/unpacked_files.h"
#include "tests/core/store/recorded_run.h"

namespace stepscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

const RunRequest kIdm{.planner = "idm", .challenge = Challenge::kClosedLoopNonreactiveAgents};

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A run on a copy of the small log, in a bundle; the copy is gone.
class BundleTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy(mini_root(), data(), fs::copy_options::recursive);
    MapCache maps;
    {
      const ScenarioPtr scenario = mini_scenario(data());
      recorded_ = record(request(), profile(), scenario, folder_.path() / "old.db");
    }
    old_.emplace(RunStore::open(folder_.path() / "old.db").value());
    ASSERT_TRUE(old_->set_bookmark(*recorded_.id, {.step = 4, .note = "here"}).ok());
    const Status done = export_run(*old_, *recorded_.id, bundle(), maps);
    ASSERT_TRUE(done.ok()) << done.error().text();
    fs::remove_all(data());
    store_.emplace(RunStore::create_or_open(folder_.path() / "elsewhere" / "runs.db").value());
  }
  virtual RunRequest request() const { return kIdm; }
  virtual EngineProfile profile() const { return {}; }
  fs::path data() const { return folder_.path() / "data"; }
  fs::path bundle() const { return folder_.path() / "run.stepscope"; }
  // Nothing came of an import.
  void expect_unchanged() const {
    EXPECT_THAT(store_->list(RunsShown::kAll).value(), IsEmpty());
    EXPECT_FALSE(fs::exists(unpacked_root(store_->file())));
  }
  std::string refusal(const fs::path& file) {
    MapCache maps;
    const auto run = import_run(*store_, file, maps);
    EXPECT_FALSE(run.ok());
    return run.ok() ? "" : run.error().text();
  }

  TemporaryFolder folder_;
  RecordedRun recorded_;
  std::optional<RunStore> old_, store_;
};

// Makes the run of a store again from what came with it.
void expect_equal_run(const RunStore& store, RunId run, const RecordedRun& recorded, const RunRequest& request,
                      const EngineProfile& profile) {
  MapCache maps;
  const auto scenario = load_scenario(store, run, maps);
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();
  const auto again = assembled(request, profile, scenario.value());
  RunControl control;
  ASSERT_EQ(again->run(control).status, RunStatus::kReachedEnd);
  ASSERT_EQ(again->tape().size(), recorded.run->tape().size());
  for (std::size_t k = 0; k < again->tape().size(); ++k) {
    EXPECT_EQ(again->tape().frame(k)->ego, recorded.run->tape().frame(k)->ego) << k;
    EXPECT_TRUE(again->tape().frame(k)->trajectory == recorded.run->tape().frame(k)->trajectory) << k;
  }
  EXPECT_EQ(score_run(*again)->final_score, recorded.card->final_score);
}

// Its files tell whose they are: a process that has ended, one that goes on, a machine of long ago.
TEST_F(BundleTest, what_a_killed_export_left_goes_with_the_next_one) {
  const fs::path made = folder_.path() / "made";
  fs::create_directories(made);
  const ProcessStamp here = this_process();
  const std::string mine = partial_file(made / "run.stepscope", "bundle").filename().string();
  const std::string own = "-" + std::to_string(here.id) + "-" + std::to_string(here.start) + "-";
  ASSERT_NE(mine.find(own), std::string::npos) << mine;
  const auto with = [&](const std::string& process) {
    std::string name = mine;
    return name.replace(name.find(own), own.size(), process);
  };
  const std::string ended = with("-" + std::to_string(here.id) + "-1-");
  const std::string elsewhere = mine.substr(0, mine.find(own) + own.size()) + "17-log";
  const std::string forgotten = elsewhere + "-journal";
  for (const std::string& name : {mine, ended, elsewhere, forgotten, std::string("notes.partial-1")})
    std::ofstream(made / name) << "x";
  fs::last_write_time(made / forgotten, fs::file_time_type::clock::now() - std::chrono::hours(48));
  remove_abandoned_partial_files(made);
  EXPECT_TRUE(fs::exists(made / mine));
  EXPECT_TRUE(fs::exists(made / elsewhere));
  EXPECT_TRUE(fs::exists(made / "notes.partial-1"));
  EXPECT_FALSE(fs::exists(made / ended));
  EXPECT_FALSE(fs::exists(made / forgotten));
}

TEST_F(BundleTest, opens_and_runs_again_where_the_original_data_are_not) {
  MapCache maps;
  EXPECT_FALSE(load_scenario(*old_, *recorded_.id, maps).ok());  // they are gone indeed
  const auto run = import_run(*store_, bundle(), maps);
  ASSERT_TRUE(run.ok()) << run.error().text();
  const auto scenario = load_scenario(*store_, run.value(), maps);
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();
  const auto frames = store_->frames(run.value(), scenario.value());
  ASSERT_TRUE(frames.ok()) << frames.error().text();
  for (std::size_t k = 0; k < frames.value().size(); ++k) {
    EXPECT_EQ(frames.value()[k]->ego, recorded_.run->tape().frame(k)->ego);
    EXPECT_TRUE(std::ranges::equal(frames.value()[k]->objects, recorded_.run->tape().frame(k)->objects));
    EXPECT_TRUE(std::ranges::equal(frames.value()[k]->lights, recorded_.run->tape().frame(k)->lights));
  }
  expect_equal_run(*store_, run.value(), recorded_, request(), profile());
}

TEST_F(BundleTest, keeps_what_was_said_about_the_run) {
  MapCache maps;
  const auto run = import_run(*store_, bundle(), maps);
  ASSERT_TRUE(run.ok()) << run.error().text();
  const auto summary = store_->summary(run.value());
  EXPECT_EQ(summary.value().source, RunSource::kImport);
  EXPECT_EQ(summary.value().status, "reached_end");
  EXPECT_EQ(summary.value().uuid, old_->summary(*recorded_.id).value().uuid);
  EXPECT_EQ(summary.value().created_ms, old_->summary(*recorded_.id).value().created_ms);
  EXPECT_EQ(store_->bookmarks(run.value()).value().front().note, "here");
  EXPECT_EQ(store_->manifest_text(run.value()).value(), old_->manifest_text(*recorded_.id).value());
  const auto place = store_->scenario_place(run.value());
  EXPECT_EQ(place.value().manifest.identity.db_sha256.size(), 64u);
  EXPECT_NE(place.value().manifest.identity.db_sha256, place.value().db_sha256);  // a cut copy
  EXPECT_EQ(place.value().manifest.identity.map_sha256, place.value().map_sha256);
  EXPECT_GT(summary.value().bytes, old_->summary(*recorded_.id).value().bytes);  // with its data
}

TEST_F(BundleTest, can_be_exported_again_and_deleted_with_its_data) {
  MapCache maps;
  const auto run = import_run(*store_, bundle(), maps);
  ASSERT_TRUE(run.ok()) << run.error().text();
  const fs::path second = folder_.path() / "second.stepscope";
  const Status done = export_run(*store_, run.value(), second, maps);
  ASSERT_TRUE(done.ok()) << done.error().text();
  ASSERT_TRUE(store_->remove({run.value()}).ok());
  EXPECT_THAT(refusal(bundle()), HasSubstr("has this run already, as number 1, deleted: restore it"));
  EXPECT_EQ(store_->purge().value(), 1);
  EXPECT_THAT(fs::exists(unpacked_root(store_->file())) ? bytes_below(unpacked_root(store_->file())) : 0, 0);
  const auto back = import_run(*store_, second, maps);
  ASSERT_TRUE(back.ok()) << back.error().text();
  EXPECT_EQ(back.value(), 2);
  expect_equal_run(*store_, back.value(), recorded_, request(), profile());
}

TEST_F(BundleTest, is_refused_where_it_is_already) {
  MapCache maps;
  ASSERT_TRUE(import_run(*store_, bundle(), maps).ok());
  EXPECT_THAT(refusal(bundle()), HasSubstr("runs.db: run: has this run already, as number 1"));
  EXPECT_EQ(store_->list().value().size(), 1u);
  EXPECT_TRUE(load_scenario(*store_, 1, maps).ok());
}

TEST_F(BundleTest, is_refused_where_it_lies_damaged) {
  MapCache maps;
  ASSERT_TRUE(import_run(*store_, bundle(), maps).ok());
  ASSERT_TRUE(store_->database().execute("UPDATE run SET steps = steps + 1").ok());
  ASSERT_EQ(store_->list().value().front().status, kDamagedRun);
  EXPECT_THAT(refusal(bundle()), HasSubstr("as number 1, which is damaged: delete and purge it first"));
  ASSERT_TRUE(store_->remove({1}).ok());
  EXPECT_EQ(store_->purge().value(), 1);
  EXPECT_TRUE(import_run(*store_, bundle(), maps).ok());
}

TEST_F(BundleTest, half_of_it_is_refused) {
  const std::string whole = content(bundle());
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{50}, std::size_t{5000}, whole.size() / 2, whole.size() - 1}) {
    SCOPED_TRACE(size);
    const fs::path half = folder_.path() / "half.stepscope";
    std::ofstream(half, std::ios::binary) << whole.substr(0, size);
    EXPECT_THAT(refusal(half), HasSubstr("half.stepscope: "));
    expect_unchanged();
  }
}

// A run of bytes changed anywhere: refused, or without effect on what matters (free space within pages).
TEST_F(BundleTest, a_damaged_one_is_refused_or_harmless) {
  const std::string whole = content(bundle());
  int refused = 0;
  for (std::size_t at = 0; at + 64 < whole.size(); at += whole.size() / 37) {
    SCOPED_TRACE(at);
    std::string bytes = whole;
    bytes.replace(at, 64, std::string(64, '\xA5'));
    const fs::path damaged = folder_.path() / "damaged.stepscope";
    std::ofstream(damaged, std::ios::binary) << bytes;
    MapCache maps;
    const auto run = import_run(*store_, damaged, maps);
    if (!run.ok()) {
      ++refused;
      expect_unchanged();
      continue;
    }
    ASSERT_TRUE(store_->remove({run.value()}).ok());
    ASSERT_TRUE(store_->purge().ok());
  }
  EXPECT_GT(refused, 20);
}

TEST_F(BundleTest, what_is_no_bundle_is_refused) {
  struct Case {
    const char* change;
    const char* message;
  };
  const Case cases[] = {
      {"DROP TABLE bundle_file", "bundle_file: table is missing"},
      {"DELETE FROM bundle_file WHERE path LIKE 'splits/%'", "bundle_file: has no splits/bundle/synthetic-mini-01.db"},
      {"UPDATE bundle_file SET path = 'x' WHERE path LIKE 'maps/%.json'", "bundle_file, maps: "},
      {"UPDATE bundle_file SET path = '../../' || path", "its path leads out of the bundle's folder"},
      {"UPDATE bundle_file SET path = '/tmp/x' WHERE id = 1", "its path leads out of the bundle's folder"},
      {"UPDATE bundle_file SET size = size + 1", "is damaged"},
      {"DELETE FROM run", "run: has 0 runs, a bundle has one"},
      {"UPDATE run SET uuid = '../x'", "run: its uuid is not 32 hex digits"},
      {"UPDATE step SET plan = x'ff' WHERE id & 0xFF = 9", "step, number 9, plan: is damaged"},
      {"UPDATE step SET time_us = 1 WHERE id & 0xFF = 9", "step, number 9: is damaged"},
      {"UPDATE run SET crc = NULL; UPDATE step SET time_us = 1, timing_crc = NULL WHERE id & 0xFF = 9",
       "is not the time of the scenario's iteration"},
      {"UPDATE run SET planner = 'simple'", "run, number 1: is damaged"},
      {"PRAGMA user_version = 44", "newer version"},
      {"PRAGMA application_id = 44", "not a run store"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.change);
    const fs::path changed = folder_.path() / "changed.stepscope";
    fs::copy_file(bundle(), changed, fs::copy_options::overwrite_existing);
    ASSERT_TRUE(Database::open_read_write(changed).value().execute(c.change).ok());
    const std::string text = refusal(changed);
    EXPECT_THAT(text, HasSubstr(c.message));
    expect_unchanged();
  }
  EXPECT_THAT(refusal(folder_.path() / "none.stepscope"), HasSubstr("file does not exist"));
}

TEST_F(BundleTest, of_an_earlier_version_comes_in_and_stays_as_it_is) {
  ASSERT_TRUE(Database::open_read_write(bundle())
                  .value()
                  .execute("ALTER TABLE run DROP COLUMN fork_parent; ALTER TABLE run DROP COLUMN fork_step;"
                           "ALTER TABLE run DROP COLUMN fork_changes; ALTER TABLE run DROP COLUMN last_statement;"
                           "ALTER TABLE run DROP COLUMN last_site; ALTER TABLE run DROP COLUMN last_execution;"
                           "ALTER TABLE run DROP COLUMN last_background; ALTER TABLE run DROP COLUMN crc;"
                           "ALTER TABLE step DROP COLUMN timing_crc; ALTER TABLE step DROP COLUMN scene_crc;"
                           "ALTER TABLE statement DROP COLUMN crc; ALTER TABLE site DROP COLUMN crc;"
                           "ALTER TABLE executions DROP COLUMN crc; ALTER TABLE background DROP COLUMN crc;"
                           "ALTER TABLE bookmark DROP COLUMN crc; PRAGMA user_version = 2")
                  .ok());
  const std::string before = content(bundle());
  MapCache maps;
  const auto run = import_run(*store_, bundle(), maps);
  ASSERT_TRUE(run.ok()) << run.error().text();
  EXPECT_FALSE(store_->summary(run.value()).value().fork.has_value());
  EXPECT_EQ(store_->read(run.value()).value().steps.size(), recorded_.live.steps.size());
  EXPECT_EQ(content(bundle()), before);
  for (const auto& entry : fs::directory_iterator(store_->file().parent_path()))
    EXPECT_THAT(entry.path().string(), testing::Not(HasSubstr("partial"))) << "nothing is left of the way";
}

TEST_F(BundleTest, needs_the_data_of_the_run) {
  MapCache maps;
  const fs::path out = folder_.path() / "late.stepscope";
  const Status done = export_run(*old_, *recorded_.id, out, maps);
  ASSERT_FALSE(done.ok());
  EXPECT_THAT(done.error().text(), HasSubstr("synthetic-mini-01.db"));
  EXPECT_FALSE(fs::exists(out));
  EXPECT_FALSE(export_run(*old_, 99, out, maps).ok());
}

class BaselineBundleTest : public BundleTest {
 protected:
  RunRequest request() const override { return {.planner = "idm", .challenge = Challenge::kClosedLoopReactiveAgents}; }
  EngineProfile profile() const override { return EngineProfile::baseline(); }
};

// Statements find the same rows in the cut log.
TEST_F(BaselineBundleTest, runs_again_with_equal_numbers) {
  MapCache maps;
  const auto run = import_run(*store_, bundle(), maps);
  ASSERT_TRUE(run.ok()) << run.error().text();
  expect_equal_run(*store_, run.value(), recorded_, request(), profile());
}

class OpenLoopBundleTest : public BundleTest {
 protected:
  RunRequest request() const override { return {.planner = "simple"}; }
};

// Open-loop metrics look 8 s beyond the scenario.
TEST_F(OpenLoopBundleTest, is_scored_equally) {
  MapCache maps;
  const auto run = import_run(*store_, bundle(), maps);
  ASSERT_TRUE(run.ok()) << run.error().text();
  expect_equal_run(*store_, run.value(), recorded_, request(), profile());
}

}  // namespace
}  // namespace stepscope::test
