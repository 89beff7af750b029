#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/store/recorded_run.h"

namespace stepscope::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A store with three short runs, numbers 1 to 3.
class StoreListTest : public testing::Test {
 protected:
  void SetUp() override {
    const ScenarioPtr scenario = mini_scenario();
    for (const char* planner : {"simple", "idm", "simple"})
      recorded_.push_back(record({.planner = planner}, {}, scenario, file()));
    auto store = RunStore::open(file());
    ASSERT_TRUE(store.ok()) << store.error().text();
    store_.emplace(std::move(store).value());
  }
  std::filesystem::path file() const { return folder_.path() / "below" / "runs.db"; }
  std::vector<RunId> numbers(RunsShown shown = RunsShown::kKept) {
    std::vector<RunId> ids;
    const auto runs = store_->list(shown);
    EXPECT_TRUE(runs.ok()) << runs.error().text();
    for (const RunSummary& run : runs.value()) ids.push_back(run.id);
    return ids;
  }

  TemporaryFolder folder_;
  std::vector<RecordedRun> recorded_;
  std::optional<RunStore> store_;
};

TEST_F(StoreListTest, lists_the_newest_first_with_what_they_cost) {
  EXPECT_THAT(numbers(), ElementsAre(3, 2, 1));
  const auto run = store_->summary(2);
  ASSERT_TRUE(run.ok()) << run.error().text();
  EXPECT_EQ(run.value().planner, "idm");
  EXPECT_EQ(run.value().source, RunSource::kLive);
  EXPECT_EQ(run.value().status, "reached_end");
  EXPECT_EQ(run.value().steps, 80);
  EXPECT_EQ(run.value().iterations, 81);
  EXPECT_EQ(run.value().uuid.size(), 32u);
  std::vector<StepTiming> steps = recorded_[1].live.steps;
  const Distribution step = statistics_of(steps, 0.1).step;
  EXPECT_DOUBLE_EQ(*run.value().mean_step_ms, step.mean * 1e-6);
  EXPECT_DOUBLE_EQ(*run.value().p95_step_ms, step.p95 * 1e-6);
  EXPECT_DOUBLE_EQ(*run.value().max_step_ms, step.max * 1e-6);
  EXPECT_GT(run.value().bytes, 80 * 100);
  EXPECT_LT(run.value().bytes, store_->bytes_on_disk());
}

TEST_F(StoreListTest, deletes_with_undo_and_purges_for_good) {
  ASSERT_TRUE(store_->remove({1, 3}).ok());
  EXPECT_THAT(numbers(), ElementsAre(2));
  EXPECT_THAT(numbers(RunsShown::kDeleted), ElementsAre(3, 1));
  ASSERT_TRUE(store_->restore({3}).ok());
  EXPECT_THAT(numbers(), ElementsAre(3, 2));
  EXPECT_TRUE(store_->read(1).ok());  // hidden, not gone
  const std::int64_t before = store_->bytes_on_disk();
  const auto purged = store_->purge();
  ASSERT_TRUE(purged.ok()) << purged.error().text();
  EXPECT_EQ(purged.value(), 1);
  EXPECT_THAT(numbers(RunsShown::kAll), ElementsAre(3, 2));
  EXPECT_LT(store_->bytes_on_disk(), before);
  EXPECT_FALSE(store_->read(1).ok());
  EXPECT_TRUE(store_->read(2).ok());
}

TEST_F(StoreListTest, never_uses_a_number_twice) {
  ASSERT_TRUE(store_->remove({3}).ok());
  ASSERT_TRUE(store_->purge().ok());
  EXPECT_EQ(record({.planner = "simple"}, {}, mini_scenario(), file()).id, 4);
}

TEST_F(StoreListTest, refuses_unknown_runs_and_then_changes_nothing) {
  const Status removed = store_->remove({1, 77});
  ASSERT_FALSE(removed.ok());
  EXPECT_THAT(removed.error().text(), HasSubstr("runs.db: run: there is no run 77"));
  EXPECT_THAT(numbers(), ElementsAre(3, 2, 1));
  EXPECT_FALSE(store_->read(77).ok());
  EXPECT_FALSE(store_->summary(77).ok());
  EXPECT_FALSE(store_->set_label(77, "x").ok());
  EXPECT_FALSE(store_->set_bookmark(77, {.step = 1, .note = "x"}).ok());
}

TEST_F(StoreListTest, keeps_labels_and_bookmarks) {
  ASSERT_TRUE(store_->set_label(2, "the slow one; \"quoted\"").ok());
  EXPECT_EQ(store_->summary(2).value().label, "the slow one; \"quoted\"");
  ASSERT_TRUE(store_->set_bookmark(2, {.step = 40, .note = "a"}).ok());
  ASSERT_TRUE(store_->set_bookmark(2, {.step = 7, .note = "why?"}).ok());
  ASSERT_TRUE(store_->set_bookmark(2, {.step = 40, .note = "b"}).ok());
  ASSERT_TRUE(store_->set_bookmark(3, {.step = 1, .note = "other run"}).ok());
  EXPECT_THAT(store_->bookmarks(2).value(),
              ElementsAre(KeptBookmark{.step = 7, .note = "why?"}, KeptBookmark{.step = 40, .note = "b"}));
  EXPECT_EQ(store_->summary(2).value().bookmarks, 2);
  ASSERT_TRUE(store_->remove_bookmark(2, 7).ok());
  EXPECT_THAT(store_->bookmarks(2).value(), ElementsAre(KeptBookmark{.step = 40, .note = "b"}));
  EXPECT_FALSE(store_->set_bookmark(2, {.step = -1, .note = ""}).ok());
  EXPECT_THAT(store_->bookmarks(1).value(), IsEmpty());
}

TEST_F(StoreListTest, knows_the_scenario_of_a_run) {
  const auto place = store_->scenario_place(2);
  ASSERT_TRUE(place.ok()) << place.error().text();
  EXPECT_EQ(place.value().manifest.identity.token, "be562b0b1f1b03cf");
  EXPECT_EQ(place.value().manifest.identity.extraction, mini_scenario()->extraction());
  EXPECT_EQ(place.value().db.filename(), "synthetic-mini-01.db");
  EXPECT_EQ(place.value().maps, mini_root() / "maps");
  EXPECT_EQ(place.value().db_sha256.size(), 64u);
  MapCache maps;
  const auto scenario = load_scenario(*store_, 2, maps);
  ASSERT_TRUE(scenario.ok()) << scenario.error().text();
  EXPECT_EQ(scenario.value()->iterations(), 81);
}

TEST_F(StoreListTest, refuses_frames_of_another_scenario) {
  const auto frames = store_->frames(2, mini_scenario(mini_root(), 6.0));
  ASSERT_FALSE(frames.ok());
  EXPECT_THAT(frames.error().text(), HasSubstr("with 81 iterations, not on this one"));
}

}  // namespace
}  // namespace stepscope::test
