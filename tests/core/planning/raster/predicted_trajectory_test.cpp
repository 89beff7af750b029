#include "core/planning/raster/predicted_trajectory.h"

#include <gtest/gtest.h>

#include "core/planning/plan_contract.h"
#include "core/planning/raster/float_turn.h"
#include "core/probe/allocations.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

HistoryBuffer history_from(const nlohmann::json& rows) {
  HistoryBuffer history(rows.size());
  for (const auto& row : rows) {
    EgoState ego = test::state_from_row(row).to_ego();
    history.append({.ego = ego, .objects = {}});
  }
  return history;
}

TEST(PredictedTrajectory, EqualsTheReference) {
  test::Worst worst;
  const auto golden = test::golden("ml_output_transform.json");
  PredictedTrajectory maker(16, golden["header"]["params"]["step_interval_s"]);
  Trajectory plan;
  for (const auto& c : golden["cases"]) {
    std::vector<float> predictions;
    for (const auto& pose : c["predicted_relative_poses_f32"])
      for (const auto& value : pose) predictions.push_back(value.get<float>());
    maker.make(predictions, history_from(c["history"]), plan);
    ASSERT_EQ(plan.size(), c["states"].size());
    for (std::size_t i = 0; i < plan.size(); ++i) {
      const TrajectoryState expected = test::state_from_row(c["states"][i]);
      EXPECT_EQ(plan.states()[i].time, expected.time);
      worst.add_state(plan.states()[i], expected, "state " + std::to_string(i));
    }
  }
  EXPECT_EQ(golden["cases"].size(), 15U);
  EXPECT_LE(worst.error, 1.0) << worst.where;
}

// Straight on at 8 m/s, east: a pose every half second, 4 m apart.
std::vector<float> straight_on(int poses) {
  std::vector<float> out;
  for (int i = 1; i <= poses; ++i) out.insert(out.end(), {4.0F * static_cast<float>(i), 0.0F, 0.0F});
  return out;
}

HistoryBuffer driving_east(std::size_t samples, std::int64_t step_us) {
  HistoryBuffer history(samples);
  for (std::size_t i = 0; i < samples; ++i) {
    EgoState ego;
    ego.time = {static_cast<std::int64_t>(i) * step_us};
    ego.rear_axle = {8.0 * static_cast<double>(ego.time.us) * 1e-6, 5.0, 0.0};
    ego.vx = 8.0;
    history.append({.ego = ego, .objects = {}});
  }
  return history;
}

TEST(PredictedTrajectory, KeepsASteadySpeedSteady) {
  const HistoryBuffer history = driving_east(22, 100'000);
  Trajectory plan;
  PredictedTrajectory(16, 0.5).make(straight_on(16), history, plan);
  ASSERT_EQ(plan.size(), 17U);
  for (const TrajectoryState& state : plan.states()) {
    EXPECT_NEAR(state.vx, 8.0, 1e-5);
    EXPECT_NEAR(state.vy, 0.0, 1e-12);
    EXPECT_NEAR(state.ax, 0.0, 1e-4);
    EXPECT_NEAR(state.rear_axle.y, 5.0, 1e-12);
  }
  EXPECT_NEAR(plan.end().us, history.newest().ego.time.us + 8'000'000, 1);
}

// Whatever little there is of past or future, the plan can be driven.
TEST(PredictedTrajectory, IsWholeWithAShortHistoryOrHorizon) {
  Trajectory plan;
  for (const std::size_t samples : {1U, 2U, 3U})
    for (const int poses : {1, 2})
      for (const double interval : {0.01, 0.5}) {
        const HistoryBuffer history = driving_east(samples, 100'000);
        std::vector<float> predictions = straight_on(poses);
        for (float& value : predictions) value *= static_cast<float>(interval / 0.5);
        PredictedTrajectory(poses, interval).make(predictions, history, plan);
        const Status sound = check_plan("test", history.newest().ego, plan);
        EXPECT_TRUE(sound.ok()) << sound.error().text();
        EXPECT_EQ(plan.size(), static_cast<std::size_t>(poses) + 1);
      }
}

TEST(PredictedTrajectory, AllocatesNothingFromTheSecondPlanOn) {
  ASSERT_TRUE(allocations_counted());
  const HistoryBuffer history = driving_east(22, 100'000);
  const std::vector<float> predictions = straight_on(16);
  PredictedTrajectory maker(16, 0.5);
  Trajectory plan;
  maker.make(predictions, history, plan);
  const std::int64_t before = thread_allocations();
  for (int i = 0; i < 10; ++i) maker.make(predictions, history, plan);
  EXPECT_EQ(thread_allocations(), before);
}

TEST(FloatTurn, IsASineAndACosine) {
  for (int i = -700; i <= 700; ++i) {
    const float angle = 0.01F * static_cast<float>(i);
    const FloatTurn turn = float_turn(angle);
    EXPECT_NEAR(turn.sine, std::sin(static_cast<double>(angle)), 1.2e-7) << angle;
    EXPECT_NEAR(turn.cosine, std::cos(static_cast<double>(angle)), 1.2e-7) << angle;
  }
}

}  // namespace
}  // namespace stepscope
