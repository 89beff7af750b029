#include "core/control/lqr_tracker.h"

#include <fmt/format.h>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

constexpr double kTwoPi = 2.0 * kPi;
// No planner thinks 1000 s ahead; a trajectory that long is a mistake in its times.
constexpr std::int64_t kMaximumSteps = 10'000;

Error tracker_error(std::string reason) {
  return {.file = {}, .place = "LQR tracker", .field = "trajectory", .reason = std::move(reason)};
}

}  // namespace

LqrTracker::LqrTracker(std::unique_ptr<ProfileFit> fit, const LqrParameters& parameters)
    : fit_(std::move(fit)), parameters_(parameters) {
  poses_.reserve(kUsualPoses);
  for (std::vector<double>* room : {&times_, &velocity_, &curvature_}) room->reserve(kUsualPoses);
}

Result<MotionCommand> LqrTracker::track(const Iteration& current, const Iteration&, const EgoState& ego,
                                        const Trajectory& trajectory) {
  const Result<TrajectoryState> at_now = trajectory.at(current.time);
  if (!at_now.ok()) return tracker_error(at_now.error().reason);
  if (Status status = fit_profiles(trajectory); !status.ok()) return status.error();

  const Pose2& reference = at_now.value().rear_axle;
  const double dx = ego.rear_axle.x - reference.x;
  const double dy = ego.rear_axle.y - reference.y;
  insight_.initial_velocity = ego.vx;
  insight_.lateral_state = {-dx * std::sin(reference.heading) + dy * std::cos(reference.heading),
                            angle_difference(ego.rear_axle.heading, reference.heading, kTwoPi), ego.steering_angle};

  const double now = current.time.seconds();
  insight_.reference_velocity = profile_at(velocity_, now + kStep * LqrInsight::kHorizonSteps);
  for (int i = 0; i < LqrInsight::kHorizonSteps; ++i)
    insight_.curvature_profile[static_cast<std::size_t>(i)] = profile_at(curvature_, now + i * kStep);

  const double stopping = parameters_.stopping_velocity;
  if (insight_.reference_velocity <= stopping && insight_.initial_velocity <= stopping)
    return MotionCommand{
        .acceleration = -parameters_.stopping_gain * (insight_.initial_velocity - insight_.reference_velocity),
        .steering_rate = 0.0};
  const double acceleration = longitudinal_command();
  return MotionCommand{.acceleration = acceleration, .steering_rate = steering_rate_command(acceleration)};
}

// Reads speed and curvature out of the whole trajectory.
Status LqrTracker::fit_profiles(const Trajectory& trajectory) {
  const std::int64_t duration_us = trajectory.end().us - trajectory.start().us;
  if (duration_us < kStepUs)
    return tracker_error(
        fmt::format("covers {} µs; at least {} µs are needed to read a speed from it", duration_us, kStepUs));
  if (duration_us > kMaximumSteps * kStepUs)
    return tracker_error(
        fmt::format("covers {} µs; more than {} µs cannot be meant", duration_us, kMaximumSteps * kStepUs));

  trajectory.resample_poses(kStepUs, poses_);
  const std::size_t steps = poses_.size() - 1;
  times_.resize(steps);
  for (std::size_t k = 0; k < steps; ++k)
    times_[k] = SimTime{trajectory.start().us + static_cast<std::int64_t>(k) * kStepUs}.seconds_by_division();
  velocity_.resize(steps);
  curvature_.resize(steps);
  fit_->fit_velocity(poses_, kStep, velocity_);
  fit_->fit_curvature(poses_, velocity_, kStep, curvature_);
  return {};
}

// Linear between times_, constant beyond: numpy.interp.
double LqrTracker::profile_at(const std::vector<double>& profile, double seconds) const {
  const auto upper = static_cast<std::size_t>(std::ranges::upper_bound(times_, seconds) - times_.begin());
  if (upper == 0) return profile.front();
  if (upper == times_.size()) return profile.back();
  const std::size_t lower = upper - 1;
  return (profile[upper] - profile[lower]) / (times_[upper] - times_[lower]) * (seconds - times_[lower]) +
         profile[lower];
}

// Speed over the horizon: v(1 s) = v0 + b·a. Minimises q·(v(1 s) − v_ref)² + r·a².
double LqrTracker::longitudinal_command() const {
  const double b = kStep * LqrInsight::kHorizonSteps;
  const double q = parameters_.longitudinal_state_weight;
  const double error = insight_.initial_velocity - insight_.reference_velocity;
  return -(b * q * error) / (b * q * b + parameters_.longitudinal_input_weight);
}

// Lateral error, heading error and steering angle over the horizon, linearised along the curvature profile at the speed
// that the acceleration gives: e(1 s) = A·e + B·u + g. Minimises e(1 s)ᵀ·Q·e(1 s) + R·u² for a constant rate u.
double LqrTracker::steering_rate_command(double acceleration) const {
  Eigen::Matrix3d a = Eigen::Matrix3d::Identity();
  Eigen::Vector3d b = Eigen::Vector3d::Zero();
  Eigen::Vector3d g = Eigen::Vector3d::Zero();
  Eigen::Matrix3d step = Eigen::Matrix3d::Identity();
  for (int i = 0; i < LqrInsight::kHorizonSteps; ++i) {
    const double travelled = (insight_.initial_velocity + acceleration * kStep * i) * kStep;
    step(0, 1) = travelled;
    step(1, 2) = travelled / parameters_.wheel_base;
    a = (step * a).eval();
    b = (step * b).eval();
    b[2] += kStep;
    g = (step * g).eval();
    g[1] -= travelled * insight_.curvature_profile[static_cast<std::size_t>(i)];
  }
  Eigen::Vector3d error = a * Eigen::Map<const Eigen::Vector3d>(insight_.lateral_state.data()) + g;
  error[1] = angle_difference(error[1], 0.0, kTwoPi);
  error[2] = angle_difference(error[2], 0.0, kTwoPi);
  const Eigen::Vector3d weighted_b =
      b.cwiseProduct(Eigen::Map<const Eigen::Vector3d>(parameters_.lateral_state_weights.data()));
  return -weighted_b.dot(error) / (weighted_b.dot(b) + parameters_.lateral_input_weight);
}

}  // namespace stepscope
