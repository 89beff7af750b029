// Forks of run folders, and forks that were kept as run folders only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/fork/folder_parent.h"
#include "core/record/rescore.h"
#include "core/record/run_folder.h"
#include "core/rerun/rerun.h"
#include "tests/core/fork/forked_run.h"

namespace stepscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

RunRequest driven_by(const char* planner, Challenge challenge) {
  return {.planner = planner, .challenge = challenge, .controller = {}, .parameters = {}, .agents = AgentRules::kFixed};
}

class FolderFork : public testing::Test {
 protected:
  fs::path keep(const MadeRun& made, const char* name) {
    const fs::path folder = home_.path() / name;
    const auto card = score_run(*made.run);
    const Status written = write_run_folder(folder, {.run = *made.run,
                                                     .outcome = made.outcome,
                                                     .window = WindowState::kNone,
                                                     .trajectories = TrajectoriesKept::kAll,
                                                     .files = FilesKept::kAll,
                                                     .score = card ? &*card : nullptr});
    EXPECT_TRUE(written.ok()) << written.error().text();
    return folder;
  }
  ForkParent read(const fs::path& folder) {
    auto parent = folder_fork_parent(folder, maps_);
    EXPECT_TRUE(parent.ok()) << parent.error().text();
    return std::move(parent).value();
  }

  TemporaryFolder home_;
  MapCache maps_;
};

TEST_F(FolderFork, a_folder_is_read_back_as_the_run_was_and_goes_on_to_the_bit) {
  for (const Challenge challenge :
       {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents, Challenge::kClosedLoopReactiveAgents}) {
    const MadeRun made = make(driven_by("idm", challenge));
    const ForkParent parent = read(keep(made, std::string(challenge_key(challenge)).c_str()));
    ASSERT_EQ(parent.frames.size(), made.run->tape().size());
    for (std::size_t k = 0; k < parent.frames.size(); ++k) {
      const FramePtr live = made.run->tape().frame(k);
      EXPECT_EQ(parent.frames[k]->ego, live->ego) << k;
      EXPECT_EQ(parent.frames[k]->trajectory, live->trajectory) << k;
      EXPECT_TRUE(std::ranges::equal(parent.frames[k]->objects, live->objects)) << challenge_key(challenge) << k;
      EXPECT_TRUE(std::ranges::equal(parent.frames[k]->lights, live->lights)) << k;
    }
    EXPECT_EQ(parent.request, made.run->request());
    const MadeRun same = fork(parent, {.step = 30, .request = parent.request, .profile = parent.profile});
    EXPECT_EQ(first_difference(made.run->tape(), same.run->tape()), -1);
    EXPECT_EQ(same.run->fork()->parent, "") << "a folder has no name that lasts";
  }
}

// The parent is nowhere any more, and there is no store: the folder alone tells how its fork began.
TEST_F(FolderFork, a_forks_fork_in_a_folder_is_made_again_step_by_step) {
  RunRequest perfect = driven_by("idm", Challenge::kClosedLoopReactiveAgents);
  perfect.controller = ControllerKind::kPerfectTracking;
  fs::path folder;
  std::vector<FramePtr> frames;
  {
    const MadeRun first = make(driven_by("simple", Challenge::kClosedLoopReactiveAgents));
    const MadeRun second = fork(first.parent(), {.step = 12, .request = perfect, .profile = {}});
    RunRequest simple = driven_by("simple", Challenge::kClosedLoopReactiveAgents);
    const MadeRun third = fork(second.parent(), {.step = 40, .request = simple, .profile = {}});
    folder = keep(third, "third");
    frames = frames_of(third.run->tape());
  }
  const ForkParent run = read(folder);
  ASSERT_TRUE(run.origin.has_value());
  EXPECT_EQ(run.origin->before.size(), 2u);
  for (const std::size_t step : {std::size_t{40}, std::size_t{60}}) {
    RerunTask task{.request = run.request,
                   .profile = run.profile,
                   .scenario = run.scenario,
                   .fork = own_fork(run),
                   .repetitions = 1};
    task.recorded = {.step = static_cast<int>(step),
                     .timing = frames[step]->timing,
                     .ego = frames[step]->ego,
                     .plan = frames[step]->trajectory,
                     .next_ego = frames[step + 1]->ego};
    RunControl control;
    const auto again = rerun_step(task, control);
    ASSERT_TRUE(again.ok()) << again.error().text();
    EXPECT_EQ(again.value().different, "") << step;
    EXPECT_EQ(again.value().cold.size(), 1u);
  }
  // Without its origin it would be another drive: what a caller that forgets it would see.
  RerunTask task{
      .request = run.request, .profile = run.profile, .scenario = run.scenario, .fork = nullptr, .repetitions = 1};
  task.recorded = {
      .step = 60, .timing = frames[60]->timing, .ego = frames[60]->ego, .plan = frames[60]->trajectory, .next_ego = {}};
  RunControl control;
  EXPECT_THAT(rerun_step(task, control).value().different, HasSubstr("not where it was"));

  const auto rescored = rescore(folder, {}, maps_);
  ASSERT_TRUE(rescored.ok()) << rescored.error().text();
  ASSERT_TRUE(rescored.value().card.has_value());
}

TEST_F(FolderFork, what_is_missing_or_of_another_run_is_named) {
  const fs::path one = keep(make(driven_by("simple", Challenge::kClosedLoopNonreactiveAgents)), "one");
  const fs::path short_one = keep(make(driven_by("simple", Challenge::kClosedLoopNonreactiveAgents), {}, 12), "short");
  fs::copy_file(short_one / "log.msgpack.xz", one / "log.msgpack.xz", fs::copy_options::overwrite_existing);
  EXPECT_THAT(folder_fork_parent(one, maps_).error().text(), HasSubstr("has 12 frames, steps.csv 80"));
  fs::remove(one / "log.msgpack.xz");
  EXPECT_THAT(folder_fork_parent(one, maps_).error().text(), HasSubstr("log.msgpack.xz"));
  EXPECT_THAT(folder_fork_parent(home_.path() / "none", maps_).error().text(), HasSubstr("none"));
}

}  // namespace
}  // namespace stepscope::test
