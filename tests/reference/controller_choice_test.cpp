// Every controller drives every challenge, and the switches of the profile do not change how.
#include <gtest/gtest.h>

#include "core/assembly/run_score.h"
#include "tests/reference/golden_run.h"
#include "tests/support/files.h"

namespace stepscope::test {
namespace {

// Eight seconds of the small log with SimplePlanner.
const LoadedGoldenRun& mini_run() {
  static const LoadedGoldenRun loaded = [] {
    for (const GoldenRun& golden : golden_runs())
      if (golden.name == "synthetic-mini-01__8__simple__closed_loop_nonreactive") return load(golden).value();
    return LoadedGoldenRun{};
  }();
  return loaded;
}

std::unique_ptr<AssembledRun> run_with(Challenge challenge, ControllerKind controller, const EngineProfile& profile,
                                       const char* planner = "simple") {
  RunRequest request = mini_run().request;
  request.planner = planner;
  request.challenge = challenge;
  request.controller = controller;
  auto run = AssembledRun::assemble(request, profile, mini_run().scenario);
  if (!run.ok()) {
    ADD_FAILURE() << run.error().text();
    return nullptr;
  }
  RunControl control;
  const RunOutcome outcome = run.value()->run(control);
  EXPECT_EQ(outcome.status, RunStatus::kReachedEnd) << outcome.error.text();
  return std::move(run).value();
}

constexpr ControllerKind kControllers[] = {ControllerKind::kLogPlayback, ControllerKind::kPerfectTracking,
                                           ControllerKind::kLqr, ControllerKind::kIlqr};

TEST(ControllerChoice, IsFreeInEveryChallenge) {
  for (const Challenge challenge :
       {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents, Challenge::kClosedLoopReactiveAgents}) {
    if (!AssembledRun::check({.planner = "simple", .challenge = challenge}).ok()) continue;  // not in this version
    for (const ControllerKind controller : kControllers) {
      SCOPED_TRACE(std::string(challenge_key(challenge)) + ", " + std::string(controller_key(controller)));
      const auto run = run_with(challenge, controller, EngineProfile::fast());
      ASSERT_NE(run, nullptr);
      EXPECT_EQ(run->controller(), controller);
      EXPECT_EQ(run->tape().size(), static_cast<std::size_t>(run->step_count()));
      EXPECT_TRUE(score_run(*run).has_value());
    }
  }
}

TEST(ControllerChoice, MakesADifference) {
  std::vector<Pose2> ends;
  for (const ControllerKind controller : kControllers) {
    // LogFuturePlanner's plans do not start where a vehicle that follows them is.
    const auto run = run_with(Challenge::kClosedLoopNonreactiveAgents, controller, EngineProfile::fast(), "log-future");
    const Pose2 end = run->tape().frame(run->tape().size() - 1)->ego.rear_axle;
    for (const Pose2& other : ends) EXPECT_NE(end, other) << controller_key(controller);
    ends.push_back(end);
  }
}

TEST(ControllerChoice, IlqrDrivesTheSameWithEveryProfileAndWithoutTheHeap) {
  const auto fast = run_with(Challenge::kClosedLoopNonreactiveAgents, ControllerKind::kIlqr, EngineProfile::fast());
  const auto slow = run_with(Challenge::kClosedLoopNonreactiveAgents, ControllerKind::kIlqr, EngineProfile::baseline());
  ASSERT_EQ(fast->tape().size(), slow->tape().size());
  for (std::size_t k = 0; k < fast->tape().size(); ++k) {
    const FramePtr a = fast->tape().frame(k), b = slow->tape().frame(k);
    EXPECT_NEAR(a->ego.rear_axle.x, b->ego.rear_axle.x, 1e-6) << "step " << k;
    EXPECT_NEAR(a->ego.rear_axle.y, b->ego.rear_axle.y, 1e-6) << "step " << k;
    EXPECT_NEAR(a->ego.rear_axle.heading, b->ego.rear_axle.heading, 1e-7) << "step " << k;
    if (k > 0) {
      EXPECT_EQ(a->timing.counters.allocations, 0) << "step " << k;
    }
  }
}

}  // namespace
}  // namespace stepscope::test
