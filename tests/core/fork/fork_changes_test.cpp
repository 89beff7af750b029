#include "core/fork/fork_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

RunRequest idm(std::map<std::string, std::string> parameters = {}) {
  return {.planner = "idm",
          .challenge = Challenge::kClosedLoopReactiveAgents,
          .controller = std::nullopt,
          .parameters = std::move(parameters)};
}

TEST(ForkChanges, are_said_one_by_one) {
  RunRequest other = idm({{"headway_time", "2"}});
  other.controller = ControllerKind::kIlqr;
  other.agents = AgentRules::kFixed;
  EngineProfile profile;
  profile.tracker = TrackerSolver::kDense;
  EXPECT_THAT(changes_between(idm(), {}, other, profile),
              ElementsAre("headway_time: 1.5 → 2", "controller: lqr → ilqr", "agents: reference → fixed",
                          "tracker: banded → dense"));
  EXPECT_THAT(changes_between(other, profile, idm(), {}),
              ElementsAre("headway_time: 2 → 1.5", "controller: ilqr → lqr", "agents: fixed → reference",
                          "tracker: dense → banded"));
}

TEST(ForkChanges, of_another_planner_are_its_parameters_and_not_those_of_the_one_before) {
  RunRequest simple = idm({{"max_velocity", "4"}});
  simple.planner = "simple";
  EXPECT_THAT(changes_between(idm({{"headway_time", "2"}}), {}, simple, {}),
              ElementsAre("planner: idm → simple", "max_velocity: 4"));
}

TEST(ForkChanges, a_value_said_that_is_the_default_and_a_name_of_a_profile_change_nothing) {
  EngineProfile renamed;
  renamed.name = "mine";
  RunRequest said = idm({{"headway_time", "1.5"}});
  said.controller = ControllerKind::kLqr;
  EXPECT_THAT(changes_between(idm(), {}, said, renamed), IsEmpty());
  EXPECT_TRUE(same_planner(idm(), said));
  EXPECT_FALSE(same_planner(idm(), idm({{"headway_time", "1.6"}})));
}

}  // namespace
}  // namespace stepscope
