#include "core/planning/pdm/proposal_simulation.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/control/banded_profile_fit.h"
#include "core/control/two_stage_controller.h"
#include "tests/core/planning/pdm/pdm_road.h"

namespace stepscope {
namespace {

constexpr int kPoses = 41;

// Speeds up from 4 m/s and turns.
std::vector<Pose2> curved_proposal(double start_speed, double acceleration, double curvature) {
  std::vector<Pose2> poses{{500000.0, 4000000.0, 0.4}};
  for (int i = 1; i < kPoses; ++i) {
    const Pose2 last = poses.back();
    const double step = std::max(0.0, start_speed + acceleration * 0.1 * i) * 0.1;
    poses.push_back({last.x + step * std::cos(last.heading), last.y + step * std::sin(last.heading),
                     last.heading + step * curvature});
  }
  return poses;
}

// The proposal's velocity fit for the tracker of the simulator.
class ProposalFit : public ProfileFit {
 public:
  std::string_view name() const override { return "proposal"; }
  void fit_velocity(std::span<const Pose2> poses, double dt, std::span<double> velocity) override {
    velocity_.fit(poses, dt, velocity);
  }
  void fit_curvature(std::span<const Pose2> poses, std::span<const double> velocity, double dt,
                     std::span<double> curvature) override {
    banded_.fit_curvature(poses, velocity, dt, curvature);
  }

 private:
  ProposalVelocityFit velocity_;
  BandedProfileFit banded_;
};

// Drives as the simulator does, one tracker call and one bicycle step at a time.
std::vector<EgoState> driven_by_the_simulator(EgoState ego, const std::vector<Pose2>& poses) {
  Trajectory plan;
  for (std::size_t i = 0; i < poses.size(); ++i) {
    TrajectoryState state;
    state.time = {static_cast<std::int64_t>(i) * 100'000};
    state.rear_axle = poses[i];
    plan.append(state);
  }
  LqrTracker tracker(std::make_unique<ProposalFit>());
  const KinematicBicycle bicycle;
  std::vector<EgoState> states{ego};
  for (int k = 0; k + 1 < kPoses; ++k) {
    const Iteration now{.index = k, .time = {k * std::int64_t{100'000}}};
    const Iteration next{.index = k + 1, .time = {(k + 1) * std::int64_t{100'000}}};
    const auto command = tracker.track(now, next, states.back(), plan);
    EXPECT_TRUE(command.ok());
    states.push_back(bicycle.propagate(states.back(), command.value(), 100'000));
  }
  return states;
}

TEST(ProposalSimulation, DrivesAsTrackerAndBicycleOfTheSimulatorDo) {
  struct Row {
    double speed, acceleration, curvature;
    const char* why;
  };
  const Row rows[] = {{4.0, 1.0, 0.02, "left, faster"},
                      {9.0, -2.0, -0.05, "right, to a stop"},
                      {0.0, 0.0, 0.0, "standing"},
                      {0.1, 0.02, 0.0, "hardly moving"}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.why);
    const std::vector<Pose2> poses = curved_proposal(row.speed, row.acceleration, row.curvature);
    EgoState ego = test::ego_at(poses[0].x - 0.3, poses[0].y + 0.5, 0.3, row.speed);
    ego.time = {0};
    ego.vy = 0.05;
    ego.ax = 0.7;
    ego.ay = -0.1;
    ego.steering_angle = 0.05;
    ego.angular_velocity = 0.02;
    const std::vector<EgoState> expected = driven_by_the_simulator(ego, poses);
    std::vector<SimulatedState> actual(kPoses);
    ProposalSimulation simulation;
    simulation.drive(ego, poses, actual);
    for (std::size_t k = 0; k < expected.size(); ++k) {
      const SimulatedState wanted = SimulatedState::from(expected[k]);
      EXPECT_NEAR(actual[k].rear_axle.x, wanted.rear_axle.x, 1e-8) << "step " << k;
      EXPECT_NEAR(actual[k].rear_axle.y, wanted.rear_axle.y, 1e-8) << "step " << k;
      EXPECT_NEAR(actual[k].rear_axle.heading, wanted.rear_axle.heading, 1e-9) << "step " << k;
      EXPECT_NEAR(actual[k].vx, wanted.vx, 1e-9) << "step " << k;
      EXPECT_NEAR(actual[k].vy, wanted.vy, 1e-9) << "step " << k;
      EXPECT_NEAR(actual[k].ax, wanted.ax, 1e-9) << "step " << k;
      EXPECT_NEAR(actual[k].ay, wanted.ay, 1e-9) << "step " << k;
      EXPECT_NEAR(actual[k].steering_angle, wanted.steering_angle, 1e-9) << "step " << k;
      EXPECT_NEAR(actual[k].steering_rate, wanted.steering_rate, 1e-8) << "step " << k;
      EXPECT_NEAR(actual[k].angular_velocity, wanted.angular_velocity, 1e-9) << "step " << k;
      EXPECT_NEAR(actual[k].angular_acceleration, wanted.angular_acceleration, 1e-7) << "step " << k;
    }
  }
}

// What the fit minimises, written out.
double cost(const std::vector<Pose2>& poses, const std::vector<double>& v) {
  double sum = 0.0;
  for (std::size_t k = 0; k < v.size(); ++k) {
    const double dx = poses[k + 1].x - poses[k].x - 0.1 * v[k] * std::cos(poses[k].heading);
    const double dy = poses[k + 1].y - poses[k].y - 0.1 * v[k] * std::sin(poses[k].heading);
    sum += dx * dx + dy * dy;
  }
  const auto a = [&](std::size_t j) { return (v[j + 1] - v[j]) / 0.1; };
  const std::size_t steps = v.size();
  for (std::size_t j = 0; j + 4 <= steps; ++j) sum += 1e-4 * a(j) * a(j);
  const double last = a(steps - 2) - a(steps - 3);
  return sum + 1e-4 * last * last;
}

TEST(ProposalVelocityFit, MinimisesItsCost) {
  for (const int poses_count : {41, 12, 5}) {
    std::vector<Pose2> poses = curved_proposal(3.0, 2.0, 0.03);
    poses.resize(static_cast<std::size_t>(poses_count));
    poses[3].x += 0.2;  // something to smooth
    std::vector<double> v(poses.size() - 1);
    ProposalVelocityFit fit;
    fit.fit(poses, 0.1, v);
    const double least = cost(poses, v);
    for (std::size_t k = 0; k < v.size(); ++k) {
      for (const double change : {-1e-3, 1e-3}) {
        std::vector<double> other = v;
        other[k] += change;
        // Quadratic about its minimum: at least change²·dt² more, whatever the direction.
        EXPECT_GE(cost(poses, other) - least, 0.99e-6 * 0.01) << poses_count << " poses, speed " << k;
      }
    }
  }
}

}  // namespace
}  // namespace stepscope
