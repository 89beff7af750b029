#include "core/control/ilqr_tracker.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/probe/allocations.h"
#include "tests/core/control/fits.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

constexpr std::int64_t kStepUs = 100'000;
constexpr std::int64_t kStart = 1'600'000'000'000'000;

Iteration at(std::int64_t us) { return {0, {us}}; }

class IlqrTrackerTest : public ::testing::TestWithParam<test::Fit> {
 protected:
  IlqrTracker tracker_{test::make_fit(GetParam())};
};
INSTANTIATE_TEST_SUITE_P(BothFits, IlqrTrackerTest, ::testing::Values(test::Fit::kDense, test::Fit::kBanded),
                         test::fit_name);

TEST_P(IlqrTrackerTest, EqualsTheReferenceWithAllItsIntermediates) {
  const auto cases = test::golden("ilqr_tracker.json.gz")["cases"];
  EXPECT_EQ(cases.size(), 20U);
  test::Worst references, guesses, costs, solutions, commands;
  for (std::size_t n = 0; n < cases.size(); ++n) {
    const auto& c = cases[n];
    const std::int64_t now = c["time_us"];
    const auto command = tracker_.track(at(now), at(now + kStepUs), test::ego_from(c["state"]),
                                        test::trajectory_from_rows(c["trajectory"]));
    ASSERT_TRUE(command.ok()) << command.error().text();
    const std::string where = "case " + std::to_string(n);
    const auto compare_states = [&where](test::Worst& worst, std::span<const IlqrState> actual, const auto& expected) {
      ASSERT_EQ(actual.size(), expected.size());
      for (std::size_t i = 0; i < actual.size(); ++i) {
        const std::string state = where + ", state " + std::to_string(i);
        worst.add_position({actual[i].x, actual[i].y}, {expected[i][0], expected[i][1]}, state);
        worst.add(actual[i].heading, expected[i][2], state + ", heading");
        worst.add(actual[i].velocity, expected[i][3], state + ", velocity");
        worst.add(actual[i].steering_angle, expected[i][4], state + ", steering angle");
      }
    };
    const auto compare_inputs = [&where](test::Worst& worst, std::span<const IlqrInput> actual, const auto& expected) {
      ASSERT_EQ(actual.size(), expected.size());
      for (std::size_t i = 0; i < actual.size(); ++i) {
        const std::string input = where + ", input " + std::to_string(i);
        worst.add(actual[i].acceleration, expected[i][0], input + ", acceleration");
        worst.add(actual[i].steering_rate, expected[i][1], input + ", steering rate");
      }
    };
    const IlqrSolver& solver = tracker_.solver();
    compare_states(references, tracker_.reference(), c["reference"]);
    std::vector<IlqrInput> guess(tracker_.first_guess().begin(), tracker_.first_guess().end());
    IlqrState state = solver.states()[0];
    for (IlqrInput& input : guess) state = solver.advance(state, input);  // the golden ones are within limits
    compare_inputs(guesses, guess, c["warm_start_inputs"]);
    ASSERT_EQ(solver.costs().size(), c["costs"].size());
    for (std::size_t i = 0; i < solver.costs().size(); ++i)
      costs.add(solver.costs()[i], c["costs"][i], where + ", cost " + std::to_string(i));
    compare_states(solutions, solver.states(), c["final_states"]);
    compare_inputs(solutions, solver.inputs(), c["final_inputs"]);
    commands.add(command.value().acceleration, c["accel_cmd"], where + ", acceleration");
    commands.add(command.value().steering_rate, c["steering_rate_cmd"], where + ", steering rate");
  }
  for (const auto& [name, worst] :
       {std::pair{"references", references}, std::pair{"guesses", guesses}, std::pair{"costs", costs},
        std::pair{"solutions", solutions}, std::pair{"commands", commands}}) {
    EXPECT_LE(worst.error, 1.0) << name << ": " << worst.where;
    RecordProperty(std::string("worst_component_error_") + name, std::to_string(worst.error));
  }
}

// Straight ahead from x = 0 with `speed`, a state every 0.1 s.
Trajectory straight(int states, double speed) {
  Trajectory trajectory;
  for (int i = 0; i < states; ++i) {
    TrajectoryState state;
    state.time = {kStart + i * kStepUs};
    state.rear_axle.x = speed * 0.1 * i;
    state.vx = speed;
    trajectory.append(state);
  }
  return trajectory;
}

EgoState driving(double speed) {
  EgoState ego;
  ego.time = {kStart};
  ego.vx = speed;
  return ego;
}

TEST_P(IlqrTrackerTest, HasNothingToCorrectOnThePlan) {
  for (const int states : {3, 4, 5, 9, 81, 200}) {
    const auto command = tracker_.track(at(kStart), at(kStart + kStepUs), driving(4.0), straight(states, 4.0));
    ASSERT_TRUE(command.ok()) << command.error().text();
    EXPECT_NEAR(command.value().acceleration, 0.0, 1e-9) << states;
    EXPECT_NEAR(command.value().steering_rate, 0.0, 1e-9) << states;
    EXPECT_LE(tracker_.reference().size(), IlqrTracker::kHorizonSteps + 1);
    EXPECT_EQ(tracker_.solver().costs().size(), 2U) << "the first iteration finds nothing to change";
  }
}

TEST_P(IlqrTrackerTest, CatchesUpWithinItsLimitsAndLowersTheCost) {
  EgoState ego = driving(2.0);
  ego.rear_axle.y = 30.0;  // far beside a plan that is much faster
  const auto command = tracker_.track(at(kStart), at(kStart + kStepUs), ego, straight(101, 15.0));
  ASSERT_TRUE(command.ok());
  EXPECT_GT(command.value().acceleration, 0.0);
  EXPECT_LT(command.value().steering_rate, 0.0) << "to the right, where the plan is";
  const IlqrParameters limits;
  for (const IlqrInput& input : tracker_.solver().inputs()) {
    EXPECT_LE(std::abs(input.acceleration), limits.max_acceleration);
    EXPECT_LE(std::abs(input.steering_rate), limits.max_steering_rate + 1e-12);
  }
  for (const IlqrState& state : tracker_.solver().states())
    EXPECT_LE(std::abs(state.steering_angle), limits.max_steering_angle);
  EXPECT_LT(tracker_.solver().costs().back(), 0.8 * tracker_.solver().costs().front());
}

TEST_P(IlqrTrackerTest, SaysWhyATrajectoryCannotBeFollowed) {
  const auto reason_at = [this](std::int64_t us, const Trajectory& trajectory) {
    const auto command = tracker_.track(at(us), at(us + kStepUs), EgoState{}, trajectory);
    return command.ok() ? std::string("none") : command.error().text();
  };
  const Trajectory proper = straight(21, 4.0);
  EXPECT_NE(reason_at(kStart - 1, proper).find("outside the trajectory"), std::string::npos);
  EXPECT_NE(reason_at(proper.end().us + 1, proper).find("outside the trajectory"), std::string::npos);
  EXPECT_NE(reason_at(proper.end().us - 199'999, proper).find("at least 200000"), std::string::npos);
  EXPECT_EQ(reason_at(proper.end().us - 200'000, proper), "none");
  EXPECT_NE(reason_at(kStart, Trajectory()).find("iLQR tracker"), std::string::npos);
}

TEST(IlqrTracker, AllocatesNothingPerStepWithTheBandedFit) {
  ASSERT_TRUE(allocations_counted());
  IlqrTracker tracker(test::make_fit(test::Fit::kBanded));
  const Trajectory trajectory = straight(101, 4.0);
  const std::int64_t before = thread_allocations();
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(tracker.track(at(kStart + i * kStepUs), at(kStart + (i + 1) * kStepUs), driving(3.0), trajectory).ok());
  EXPECT_EQ(thread_allocations(), before);
}

// A clock on which every look takes 20 ms.
class SlowClock final : public Clock {
 public:
  std::int64_t now_ns() const override { return now_ += 20'000'000; }
  std::int64_t thread_cpu_ns() const override { return now_; }

 private:
  mutable std::int64_t now_{0};
};

TEST(IlqrTracker, TheTimeLimitIsOffUnlessItIsAskedFor) {
  const SlowClock clock;
  const auto solutions = [&clock](const IlqrParameters& parameters) {
    IlqrTracker tracker(test::make_fit(test::Fit::kBanded), parameters, {}, &clock);
    EXPECT_TRUE(tracker.track(at(kStart), at(kStart + kStepUs), driving(1.0), straight(101, 9.0)).ok());
    return tracker.solver().costs().size();
  };
  const std::size_t without = solutions({});
  EXPECT_GT(without, 4U);
  // Looks at 20 (begin), 40, 60 and 80 ms: the third iteration's result comes 60 ms after the begin and is the last.
  EXPECT_EQ(solutions({.max_solve_time = 0.05}), 4U);
}

TEST(IlqrTracker, TheIterationThatEndsTheSearchCounts) {
  const auto acceleration = [](const IlqrParameters& parameters) {
    IlqrTracker tracker(test::make_fit(test::Fit::kBanded), parameters);
    const auto command = tracker.track(at(kStart), at(kStart + kStepUs), driving(8.5), straight(101, 9.0));
    EXPECT_TRUE(command.ok());
    return command.ok() ? command.value().acceleration : 0.0;
  };
  const double guessed = acceleration({.max_iterations = 0});
  const double improved = acceleration({.max_iterations = 1});
  EXPECT_NE(improved, guessed);
  EXPECT_EQ(acceleration({.convergence = 1e9}), improved) << "any change is small enough";
}

}  // namespace
}  // namespace stepscope
