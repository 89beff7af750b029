#include "core/planning/simple_planner.h"

#include <gtest/gtest.h>

#include "core/probe/allocations.h"
#include "tests/core/planning/one_moment.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

TEST(SimplePlanner, EqualsTheReference) {
  test::Worst worst;
  const auto golden = test::golden("simple_planner.json.gz");
  for (const auto& c : golden["cases"]) {
    const auto& p = c["params"];
    const SimplePlannerParameters parameters{.horizon_seconds = p["horizon_seconds"],
                                             .sampling_time = p["sampling_time"],
                                             .acceleration = p["acceleration"][0],
                                             .max_velocity = p["max_velocity"],
                                             .steering_angle = p["steering_angle"]};
    ASSERT_TRUE(parameters.check().ok());
    SimplePlanner planner(parameters);
    Trajectory plan;
    ASSERT_TRUE(planner.plan(test::OneMoment(test::ego_from(c["state"])).input(), plan).ok());
    ASSERT_EQ(plan.size(), c["trajectory"].size());
    for (std::size_t i = 0; i < plan.size(); ++i) {
      const TrajectoryState expected = test::state_from_row(c["trajectory"][i]);
      EXPECT_EQ(plan.states()[i].time, expected.time);
      worst.add_state(plan.states()[i], expected, "state " + std::to_string(i));
    }
  }
  EXPECT_EQ(golden["cases"].size(), 40U);
  EXPECT_LE(worst.error, 1.0) << worst.where;
  RecordProperty("worst_component_error", std::to_string(worst.error));
}

TEST(SimplePlanner, DefaultsAreThoseOfTheReference) {
  const auto p = test::golden("simple_planner.json.gz")["header"]["default_params"];
  EXPECT_EQ(SimplePlannerParameters{},
            (SimplePlannerParameters{p["horizon_seconds"], p["sampling_time"], p["acceleration"][0], p["max_velocity"],
                                     p["steering_angle"]}));
}

TEST(SimplePlanner, CutsTheHorizonToWholeSamples) {
  SimplePlanner planner({.horizon_seconds = 1.0, .sampling_time = 0.3});
  Trajectory plan;
  ASSERT_TRUE(planner.plan(test::OneMoment(EgoState{}).input(), plan).ok());
  EXPECT_EQ(plan.size(), 4U);
  EXPECT_EQ(plan.end().us, 900'000);
}

TEST(SimplePlanner, SaysWhichParameterCannotBeUsed) {
  const auto field_of = [](const SimplePlannerParameters& parameters) {
    const Status status = parameters.check();
    return status.ok() ? std::string() : status.error().field;
  };
  EXPECT_EQ(field_of({}), "");
  EXPECT_EQ(field_of({.sampling_time = 0.0}), "sampling_time");
  EXPECT_EQ(field_of({.horizon_seconds = 0.1}), "horizon_seconds");
  EXPECT_EQ(field_of({.horizon_seconds = 1e5, .sampling_time = 0.01}), "horizon_seconds");
  EXPECT_EQ(field_of({.acceleration = std::nan("")}), "acceleration");
  EXPECT_EQ(field_of({.max_velocity = -1.0}), "max_velocity");
  EXPECT_EQ(field_of({.steering_angle = 2.0}), "steering_angle");
}

TEST(SimplePlanner, AllocatesNothingFromTheSecondPlanOn) {
  ASSERT_TRUE(allocations_counted());
  EgoState ego;
  ego.vx = 12.0;
  const test::OneMoment moment(ego);
  const PlannerInput input = moment.input();
  SimplePlanner planner;
  Trajectory plan;
  ASSERT_TRUE(planner.plan(input, plan).ok());
  const std::int64_t before = thread_allocations();
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(planner.plan(input, plan).ok());
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
