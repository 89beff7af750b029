#include "core/fork/fork.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/fork/forked_run.h"

namespace stepscope::test {
namespace {

using enum Challenge;
using testing::ElementsAre;
using testing::IsEmpty;

RunRequest request(std::string planner, Challenge challenge, std::map<std::string, std::string> parameters = {}) {
  return {.planner = std::move(planner),
          .challenge = challenge,
          .controller = std::nullopt,
          .parameters = std::move(parameters),
          .agents = AgentRules::kFixed};
}

TEST(Fork, nothing_changed_is_the_same_run_whatever_planner_agents_or_controller_remember) {
  struct Row {
    const char* planner;
    Challenge challenge;
    int step;
    const char* why;
  };
  const Row rows[] = {
      {"simple", kOpenLoopBoxes, 0, "nothing is replayed"},
      {"simple", kClosedLoopNonreactiveAgents, 17, "remembers nothing"},
      {"idm", kClosedLoopNonreactiveAgents, 30, "chose its path at the first step"},
      {"pdm-closed", kClosedLoopNonreactiveAgents, 12, "repaired its route at the first step, keeps whom it ignores"},
      {"log-future", kOpenLoopBoxes, 20, "reads the log"},
      {"idm", kClosedLoopReactiveAgents, 25, "agents have routes, speeds and places of their own"},
      {"simple", kClosedLoopReactiveAgents, 78, "the last step but one"},
  };
  for (const Row& row : rows) {
    const MadeRun parent = make(request(row.planner, row.challenge));
    const int step = std::min(row.step, parent.parent().last_fork());
    const MadeRun child =
        fork(parent.parent(), {.step = step, .request = parent.run->request(), .profile = parent.run->profile()});
    EXPECT_EQ(child.outcome.status, RunStatus::kReachedEnd) << row.planner << child.outcome.error.text();
    EXPECT_EQ(child.run->tape().size(), parent.run->tape().size()) << row.planner;
    EXPECT_EQ(first_difference(parent.run->tape(), child.run->tape()), -1) << row.planner << ": " << row.why;
    EXPECT_THAT(child.run->fork()->changes, IsEmpty()) << row.planner;
    EXPECT_EQ(child.run->fork()->planner_begins, 0) << row.planner;
    EXPECT_THAT(child.run->notes(), Each(testing::Not(testing::HasSubstr("asked again")))) << row.planner;
  }
}

TEST(Fork, the_steps_before_are_the_parents_with_their_times_and_another_planner_decides_from_there) {
  const MadeRun parent = make(request("simple", kClosedLoopNonreactiveAgents));
  const MadeRun child =
      fork(parent.parent(), {.step = 20, .request = request("idm", kClosedLoopNonreactiveAgents), .profile = {}});
  EXPECT_EQ(child.outcome.status, RunStatus::kReachedEnd);
  EXPECT_EQ(first_difference(parent.run->tape(), child.run->tape()), 20) << "the plan of step 20 is the new one";
  for (std::size_t k = 0; k < 20; ++k) {
    EXPECT_EQ(child.run->tape().frame(k)->timing.wall_ns, parent.run->tape().frame(k)->timing.wall_ns) << k;
    EXPECT_EQ(child.run->tape().frame(k)->timing.self_ns, parent.run->tape().frame(k)->timing.self_ns) << k;
  }
  EXPECT_EQ(child.run->tape().frame(20)->ego, parent.run->tape().frame(20)->ego) << "begins where the parent was";
  EXPECT_NE(child.run->tape().frame(21)->ego, parent.run->tape().frame(21)->ego);
  EXPECT_THAT(child.run->fork()->changes, ElementsAre("planner: simple → idm"));
  EXPECT_EQ(child.run->fork()->planner_begins, 20);
}

// A planner that was not the parent's begins at the fork with what is known there: the same as one that began there.
TEST(Fork, a_new_planner_is_initialised_with_the_history_at_the_step) {
  const MadeRun parent = make(request("idm", kClosedLoopNonreactiveAgents));
  const ForkWish wish{
      .step = 30, .request = request("idm", kClosedLoopNonreactiveAgents, {{"headway_time", "1.6"}}), .profile = {}};
  const MadeRun child = fork(parent.parent(), wish);
  EXPECT_EQ(child.run->fork()->planner_begins, 30);
  EXPECT_EQ(first_difference(parent.run->tape(), child.run->tape()), 30);
  EXPECT_THAT(child.run->fork()->changes, ElementsAre("headway_time: 1.5 → 1.6"));
}

TEST(Fork, switches_that_promise_equal_trajectories_leave_all_steps_equal) {
  struct Row {
    const char* key;
    const char* value;
  };
  for (const Challenge challenge : {kClosedLoopNonreactiveAgents, kClosedLoopReactiveAgents}) {
    const MadeRun parent = make(request("idm", challenge));
    for (const Row& row : {Row{"queries", "per-step"}, Row{"traffic-lights", "per-request"},
                           Row{"connections", "per-statement"}, Row{"corridors", "geos"}, Row{"neighbours", "all"}}) {
      EngineProfile profile;
      ASSERT_TRUE(set_switch(profile, row.key, row.value).ok()) << row.key;
      const MadeRun child = fork(parent.parent(), {.step = 25, .request = parent.run->request(), .profile = profile});
      EXPECT_EQ(first_difference(parent.run->tape(), child.run->tape()), -1) << row.key;
      EXPECT_EQ(child.run->fork()->changes.size(), 1u) << row.key;
    }
  }
}

TEST(Fork, another_controller_takes_the_ego_over_where_it_is) {
  const MadeRun parent = make(request("idm", kClosedLoopNonreactiveAgents));
  for (const ControllerKind kind :
       {ControllerKind::kPerfectTracking, ControllerKind::kIlqr, ControllerKind::kLogPlayback}) {
    RunRequest changed = parent.run->request();
    changed.controller = kind;
    for (const int step : {15, parent.parent().last_fork()}) {
      const MadeRun child = fork(parent.parent(), {.step = step, .request = changed, .profile = {}});
      EXPECT_EQ(child.outcome.status, RunStatus::kReachedEnd) << child.outcome.error.text();
      const int different = first_difference(parent.run->tape(), child.run->tape());
      EXPECT_EQ(different, step == 15 ? 16 : -1) << controller_key(kind) << ": moved otherwise from step " << step;
    }
  }
  // The solver of the fits rounds otherwise: what was driven with the one is replayed with it.
  EngineProfile dense;
  ASSERT_TRUE(set_switch(dense, "tracker", "dense").ok());
  const MadeRun child = fork(parent.parent(), {.step = 15, .request = parent.run->request(), .profile = dense});
  EXPECT_EQ(child.outcome.status, RunStatus::kReachedEnd);
  EXPECT_THAT(child.run->fork()->changes, ElementsAre("tracker: banded → dense"));
}

TEST(Fork, other_rules_of_the_agents_hold_from_the_step_on) {
  RunRequest reference = request("simple", kClosedLoopReactiveAgents);
  const MadeRun parent = make(reference);
  reference.agents = AgentRules::kReference;
  const MadeRun child = fork(parent.parent(), {.step = 10, .request = reference, .profile = {}});
  const int different = first_difference(parent.run->tape(), child.run->tape());
  EXPECT_TRUE(different == -1 || different > 10) << different;
  EXPECT_THAT(child.run->fork()->changes, ElementsAre("agents: fixed → reference"));
  // And back: the replay has to change the rules where the child did.
  const MadeRun grandchild =
      fork(child.parent(), {.step = 40, .request = request("idm", kClosedLoopReactiveAgents), .profile = {}});
  const int from_child = first_difference(child.run->tape(), grandchild.run->tape());
  EXPECT_EQ(from_child, 40);
}

TEST(Fork, a_fork_can_be_forked_at_any_step) {
  const MadeRun parent = make(request("simple", kClosedLoopNonreactiveAgents));
  RunRequest perfect = request("idm", kClosedLoopNonreactiveAgents);
  perfect.controller = ControllerKind::kPerfectTracking;
  const MadeRun child = fork(parent.parent(), {.step = 20, .request = perfect, .profile = {}});

  // After the child's own first step, nothing changed: the planner that began at 20 goes on with its path.
  const MadeRun same = fork(child.parent(), {.step = 45, .request = perfect, .profile = {}});
  EXPECT_EQ(first_difference(child.run->tape(), same.run->tape()), -1);
  EXPECT_EQ(same.run->fork()->planner_begins, 20);
  EXPECT_THAT(same.run->fork()->before, ElementsAre(ForkStretch{20, "lqr", "banded", "fixed"},
                                                    ForkStretch{45, "perfect-tracking", "banded", "fixed"}));

  // Before it: those steps are the grandparent's.
  const MadeRun early = fork(child.parent(), {.step = 8, .request = perfect, .profile = {}});
  EXPECT_EQ(first_difference(parent.run->tape(), early.run->tape()), 8);
  EXPECT_THAT(early.run->fork()->before, ElementsAre(ForkStretch{8, "lqr", "banded", "fixed"}));

  // The grandparent's planner again, from the child's state.
  const MadeRun back =
      fork(child.parent(), {.step = 40, .request = request("simple", kClosedLoopNonreactiveAgents), .profile = {}});
  EXPECT_EQ(first_difference(child.run->tape(), back.run->tape()), 40);
}

TEST(Fork, goes_on_where_a_run_was_stopped_as_if_it_had_not_been) {
  const MadeRun stopped = make(request("simple", kClosedLoopNonreactiveAgents), {}, 12);
  ASSERT_EQ(stopped.outcome.status, RunStatus::kStopped);
  ASSERT_EQ(stopped.parent().last_fork(), 12);
  const MadeRun whole = make(request("simple", kClosedLoopNonreactiveAgents));
  const MadeRun on = fork(stopped.parent(), {.step = 12, .request = stopped.run->request(), .profile = {}});
  EXPECT_EQ(on.outcome.status, RunStatus::kReachedEnd);
  EXPECT_EQ(first_difference(whole.run->tape(), on.run->tape()), -1);
  EXPECT_EQ(on.run->tape().size(), whole.run->tape().size());
}

// Asks another planner until it gives up.
class GivesUp final : public Planner {
 public:
  GivesUp(std::unique_ptr<Planner> planner, int step) : planner_(std::move(planner)), step_(step) {}
  std::string_view name() const override { return planner_->name(); }
  Status initialise(const PlannerContext& context) override { return planner_->initialise(context); }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    if (input.iteration == step_) return make_error("no way out");
    return planner_->plan(input, out);
  }
  std::unique_ptr<Planner> planner_;
  int step_;
};

TEST(Fork, another_planner_goes_on_at_the_step_at_which_one_failed) {
  auto run = AssembledRun::assemble(
      request("idm", kClosedLoopReactiveAgents), {}, mini_scenario(),
      [](std::unique_ptr<Planner> planner) { return std::make_unique<GivesUp>(std::move(planner), 33); });
  ASSERT_TRUE(run.ok());
  MadeRun failed{.run = std::move(run).value(), .outcome = {}};
  RunControl control;
  failed.outcome = failed.run->run(control);
  ASSERT_EQ(failed.outcome.status, RunStatus::kFailed);
  ASSERT_EQ(failed.parent().last_fork(), 33);

  const MadeRun on =
      fork(failed.parent(), {.step = 33, .request = request("simple", kClosedLoopReactiveAgents), .profile = {}});
  EXPECT_EQ(on.outcome.status, RunStatus::kReachedEnd) << on.outcome.error.text();
  EXPECT_EQ(first_difference(failed.run->tape(), on.run->tape()), -1) << "in the 33 steps that both have";
  // The planner alone, which does not give up, drives on from the same place.
  const MadeRun whole = make(request("idm", kClosedLoopReactiveAgents));
  EXPECT_EQ(on.run->tape().frame(33)->ego, whole.run->tape().frame(33)->ego);
}

TEST(Fork, a_fork_can_be_stopped_before_its_first_step_and_has_the_steps_before) {
  const MadeRun parent = make(request("simple", kOpenLoopBoxes));
  auto run = begin_fork(parent.parent(), {.step = 9, .request = parent.run->request(), .profile = {}});
  ASSERT_TRUE(run.ok());
  RunControl control;
  control.stop();
  const RunOutcome outcome = run.value()->run(control);
  EXPECT_EQ(outcome.status, RunStatus::kStopped);
  EXPECT_EQ(outcome.steps, 9);
}

}  // namespace
}  // namespace stepscope::test
