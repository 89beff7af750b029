#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/bundle.h"
#include "tests/core/fork/forked_run.h"

namespace stepscope::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

const RunRequest kSimple{.planner = "simple",
                         .challenge = Challenge::kClosedLoopReactiveAgents,
                         .controller = {},
                         .parameters = {},
                         .agents = AgentRules::kFixed};
const RunRequest kIdm{.planner = "idm",
                      .challenge = Challenge::kClosedLoopReactiveAgents,
                      .controller = {},
                      .parameters = {},
                      .agents = AgentRules::kFixed};

class StoredFork : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "runs.db"; }
  RunStore store() const {
    auto opened = RunStore::open(file());
    EXPECT_TRUE(opened.ok()) << opened.error().text();
    return std::move(opened).value();
  }
  ForkParent parent(RunId run) {
    auto parent = stored_fork_parent(store(), run, maps_);
    EXPECT_TRUE(parent.ok()) << parent.error().text();
    return std::move(parent).value();
  }
  // Records a fork of a stored run.
  RunId record_fork(RunId of, const ForkWish& wish) {
    auto run = begin_fork(parent(of), wish);
    EXPECT_TRUE(run.ok()) << run.error().text();
    RunControl control;
    StoreRecorder recorder(*run.value(), {.store = file()});
    const RunOutcome outcome = run.value()->run(control, &recorder);
    recorder.finish(outcome, nullptr);
    EXPECT_TRUE(recorder.complete());
    tape_ = std::move(run).value();
    return *recorder.id();
  }
  TemporaryFolder folder_;
  MapCache maps_;
  std::unique_ptr<AssembledRun> tape_;  // of the last one recorded
};

TEST_F(StoredFork, a_stored_run_goes_on_bit_by_bit_and_its_fork_is_read_back_as_it_was) {
  const RecordedRun made = record(kSimple, {}, mini_scenario(), file());
  const RunId child = record_fork(*made.id, {.step = 20, .request = kIdm, .profile = {}});
  EXPECT_EQ(first_difference(made.run->tape(), tape_->tape()), 20);

  const ForkParent read = parent(child);
  ASSERT_EQ(read.frames.size(), tape_->tape().size());
  for (std::size_t k = 0; k < read.frames.size(); ++k) {
    EXPECT_EQ(read.frames[k]->ego, tape_->tape().frame(k)->ego) << k;
    EXPECT_EQ(read.frames[k]->trajectory, tape_->tape().frame(k)->trajectory) << k;
    EXPECT_TRUE(std::ranges::equal(read.frames[k]->objects, tape_->tape().frame(k)->objects)) << k;
  }
  EXPECT_EQ(read.origin, tape_->fork());

  const auto summary = store().summary(child).value();
  ASSERT_TRUE(summary.fork.has_value());
  EXPECT_EQ(summary.fork->parent, made.id);
  EXPECT_EQ(summary.fork->step, 20);
  EXPECT_EQ(summary.fork->changes, "planner: simple → idm");
  EXPECT_FALSE(store().summary(*made.id).value().fork.has_value());
}

TEST_F(StoredFork, times_and_spans_before_the_step_are_the_parents_and_do_not_count) {
  const RecordedRun made = record(kSimple, {}, mini_scenario(), file());
  const RunId child = record_fork(*made.id, {.step = 20, .request = kIdm, .profile = {}});
  const ProfiledRun before = store().read(*made.id).value(), after = store().read(child).value();
  ASSERT_EQ(after.first_own_step(), 20u);
  std::int64_t longest = 0;
  for (const StepTiming& step : after.own_steps()) longest = std::max(longest, step.wall_ns);
  for (std::size_t k = 0; k < 20; ++k) {
    EXPECT_EQ(after.steps[k].wall_ns, before.steps[k].wall_ns) << k;
    const auto spans = after.spans->of_step(k), then = before.spans->of_step(k);
    ASSERT_EQ(spans.size(), then.size()) << k;
    EXPECT_EQ(spans.back().end_ns - spans.front().begin_ns, then.back().end_ns - then.front().begin_ns) << k;
  }
  for (std::size_t k = 1; k < after.spans->steps(); ++k)
    EXPECT_GE(after.spans->of_step(k).front().begin_ns, after.spans->of_step(k - 1).front().end_ns)
        << "in order: " << k;
  EXPECT_DOUBLE_EQ(*store().summary(child).value().max_step_ms, static_cast<double>(longest) * 1e-6);
}

TEST_F(StoredFork, a_fork_of_a_fork_is_made_again_from_the_store_alone) {
  const RecordedRun made = record(kSimple, {}, mini_scenario(), file());
  RunRequest perfect = kIdm;
  perfect.controller = ControllerKind::kPerfectTracking;
  const RunId child = record_fork(*made.id, {.step = 20, .request = perfect, .profile = {}});
  const std::vector<FramePtr> frames = frames_of(tape_->tape());
  const auto kept = std::move(tape_);
  ASSERT_TRUE(store().remove({*made.id}).ok());
  ASSERT_EQ(store().purge().value(), 1);
  EXPECT_FALSE(store().summary(child).value().fork->parent.has_value()) << "gone, and said to be";

  const RunId grandchild = record_fork(child, {.step = 50, .request = perfect, .profile = {}});
  EXPECT_EQ(first_difference(kept->tape(), tape_->tape()), -1);
  EXPECT_EQ(store().summary(grandchild).value().fork->parent, child);
  EXPECT_EQ(store().summary(grandchild).value().fork->changes, "");
}

TEST_F(StoredFork, a_bundle_carries_a_fork_without_its_parent) {
  const RecordedRun made = record(kSimple, {}, mini_scenario(), file());
  const RunId child = record_fork(*made.id, {.step = 20, .request = kIdm, .profile = {}});
  const fs::path bundle = folder_.path() / "fork.stepscope";
  ASSERT_TRUE(export_run(store(), child, bundle, maps_).ok());
  auto other = RunStore::create_or_open(folder_.path() / "elsewhere" / "runs.db");
  ASSERT_TRUE(other.ok());
  const auto arrived = import_run(other.value(), bundle, maps_);
  ASSERT_TRUE(arrived.ok()) << arrived.error().text();
  const auto summary = other.value().summary(arrived.value()).value();
  ASSERT_TRUE(summary.fork.has_value());
  EXPECT_FALSE(summary.fork->parent.has_value());
  EXPECT_FALSE(summary.fork->parent_uuid.empty());
  // And it can be forked there, on the data that came with it.
  const auto parent = stored_fork_parent(other.value(), arrived.value(), maps_);
  ASSERT_TRUE(parent.ok()) << parent.error().text();
  const MadeRun again = fork(parent.value(), {.step = 40, .request = kIdm, .profile = {}});
  EXPECT_EQ(first_difference(tape_->tape(), again.run->tape()), -1);
}

TEST_F(StoredFork, what_is_not_there_is_refused_with_the_reason) {
  const RecordedRun made = record(kSimple, {}, mini_scenario(), file());
  EXPECT_THAT(stored_fork_parent(store(), 99, maps_).error().text(), HasSubstr("there is no run 99"));
  const auto elsewhere = stored_fork_parent(store(), *made.id, maps_, {.db = "/nowhere/a.db", .maps = {}});
  ASSERT_FALSE(elsewhere.ok());
  EXPECT_THAT(elsewhere.error().text(), HasSubstr("/nowhere/a.db"));
  ASSERT_TRUE(store().database().execute("UPDATE step SET plan = x'ff' WHERE id & 0xffffffff = 3").ok());
  EXPECT_THAT(stored_fork_parent(store(), *made.id, maps_).error().text(),
              AllOf(HasSubstr("number 3"), HasSubstr("plan"), HasSubstr("damaged")));
}

}  // namespace
}  // namespace stepscope::test
