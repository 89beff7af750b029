// A fork that changes nothing is its parent again, to the last bit: every planner in every challenge, the fast way and
// the reference's. Whatever planner, controller or agents keep from step to step is therefore what it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/learning/learning_library.h"
#include "tests/core/fork/forked_run.h"

namespace stepscope::test {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Cell {
  std::string planner;
  Challenge challenge{};
  std::string profile{"fast"};
  std::optional<ControllerKind> controller{};
  AgentRules agents{AgentRules::kReference};
  std::vector<int> steps{33};
};

std::string name_of(const Cell& cell) {
  std::string name = cell.planner + "_" + std::string(challenge_key(cell.challenge)) + "_" + cell.profile;
  if (cell.controller) name += "_" + std::string(controller_key(*cell.controller));
  if (cell.agents == AgentRules::kFixed) name += "_fixed";
  std::ranges::replace(name, '-', '_');
  return name;
}

class UnchangedFork : public testing::TestWithParam<Cell> {
 protected:
  void SetUp() override {
    if (GetParam().planner != "ml-raster") return;
    if (const auto library = learning_library(); !library.ok()) GTEST_SKIP() << library.error().text();
  }
};

void expect_same(const MadeRun& parent, const MadeRun& child, int step) {
  EXPECT_EQ(child.outcome.status, parent.outcome.status) << step << child.outcome.error.text();
  EXPECT_EQ(child.run->tape().size(), parent.run->tape().size()) << step;
  EXPECT_EQ(first_difference(parent.run->tape(), child.run->tape()), -1) << "forked at " << step;
  EXPECT_THAT(child.run->fork()->changes, IsEmpty());
  EXPECT_EQ(child.run->fork()->planner_begins, 0);
  EXPECT_THAT(child.run->notes(), Each(Not(HasSubstr("asked again"))));
}

TEST_P(UnchangedFork, IsItsParentAgain) {
  const Cell& cell = GetParam();
  const RunRequest request{.planner = cell.planner,
                           .challenge = cell.challenge,
                           .controller = cell.controller,
                           .parameters = {},
                           .agents = cell.agents};
  const EngineProfile profile = EngineProfile::named(cell.profile).value();
  const MadeRun parent = make(request, profile);
  ASSERT_EQ(parent.outcome.status, RunStatus::kReachedEnd) << parent.outcome.error.text();
  for (const int wished : cell.steps) {
    const int step = std::min(wished, parent.parent().last_fork());
    const MadeRun child = fork(parent.parent(), {.step = step, .request = request, .profile = profile});
    expect_same(parent, child, step);
    if (cell.profile != "fast") continue;  // a fork's fork once is enough
    const int later = std::min(step + 20, parent.parent().last_fork());
    expect_same(parent, fork(child.parent(), {.step = later, .request = request, .profile = profile}), later);
  }
}

std::vector<Cell> cells() {
  using enum Challenge;
  std::vector<Cell> cells;
  for (const char* planner : {"simple", "idm", "log-future", "pdm-closed", "ml-raster"})
    for (const Challenge challenge : {kOpenLoopBoxes, kClosedLoopNonreactiveAgents, kClosedLoopReactiveAgents})
      for (const char* profile : {"fast", "baseline"})
        cells.push_back({.planner = planner, .challenge = challenge, .profile = profile});
  for (const ControllerKind kind :
       {ControllerKind::kLogPlayback, ControllerKind::kPerfectTracking, ControllerKind::kLqr, ControllerKind::kIlqr})
    cells.push_back(
        {.planner = "idm", .challenge = kClosedLoopReactiveAgents, .controller = kind, .steps = {0, 50, 1000}});
  for (const char* planner : {"simple", "idm"})
    cells.push_back({.planner = planner,
                     .challenge = kClosedLoopReactiveAgents,
                     .profile = "baseline",
                     .agents = AgentRules::kFixed,
                     .steps = {7}});
  return cells;
}

INSTANTIATE_TEST_SUITE_P(Every, UnchangedFork, testing::ValuesIn(cells()),
                         [](const auto& tested) { return name_of(tested.param); });

// The model keeps nothing that decides a plan, so that it goes on from anybody's step, and anybody from its.
class ForkWithModel : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto library = learning_library(); !library.ok()) GTEST_SKIP() << library.error().text();
  }
  static RunRequest driven_by(const char* planner) {
    return {.planner = planner, .challenge = Challenge::kClosedLoopReactiveAgents};
  }
};

TEST_F(ForkWithModel, GoesOnFromAnotherPlannersStepAndAnotherPlannerFromIts) {
  for (const auto& [before, after] : {std::pair("idm", "ml-raster"), std::pair("ml-raster", "pdm-closed")}) {
    const MadeRun parent = make(driven_by(before));
    ASSERT_EQ(parent.outcome.status, RunStatus::kReachedEnd) << parent.outcome.error.text();
    const MadeRun child = fork(parent.parent(), {.step = 30, .request = driven_by(after), .profile = {}});
    EXPECT_EQ(child.outcome.status, RunStatus::kReachedEnd) << child.outcome.error.text();
    EXPECT_EQ(first_difference(parent.run->tape(), child.run->tape()), 30) << before << " to " << after;
    EXPECT_EQ(child.run->fork()->planner_begins, 30);
    // And on from the fork's own part, nothing changed.
    const MadeRun same = fork(child.parent(), {.step = 50, .request = driven_by(after), .profile = {}});
    EXPECT_EQ(first_difference(child.run->tape(), same.run->tape()), -1) << before << " to " << after;
    EXPECT_THAT(same.run->notes(), Each(Not(HasSubstr("asked again"))));
  }
}

// What a model is calibrated on at its first step is that step's again.
TEST_F(ForkWithModel, Int8IsCalibratedAsItWasInTheParent) {
  EngineProfile profile;
  ASSERT_TRUE(set_switch(profile, "inference", "int8").ok());
  const auto& modes = learning_library().value()->facts().modes;
  const auto mode = std::ranges::find(modes, InferenceMode::kInt8, &ModeAvailability::mode);
  ASSERT_NE(mode, modes.end());
  if (!mode->available) GTEST_SKIP() << mode->reason;
  const MadeRun parent = make(driven_by("ml-raster"), profile);
  ASSERT_EQ(parent.outcome.status, RunStatus::kReachedEnd) << parent.outcome.error.text();
  expect_same(parent, fork(parent.parent(), {.step = 40, .request = driven_by("ml-raster"), .profile = profile}), 40);
}

}  // namespace
}  // namespace stepscope::test
