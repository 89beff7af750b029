#include "core/control/profile_fit.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/geometry/angle.h"
#include "core/probe/allocations.h"
#include "tests/core/control/fits.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

constexpr double kStep = 0.1;

struct Profiles {
  std::vector<double> velocity, curvature;
};

Profiles fitted(ProfileFit& fit, const std::vector<Pose2>& poses, double dt) {
  Profiles out{std::vector<double>(poses.size() - 1), std::vector<double>(poses.size() - 1)};
  fit.fit_velocity(poses, dt, out.velocity);
  fit.fit_curvature(poses, out.velocity, dt, out.curvature);
  return out;
}

// Drives `steps` steps with speeds and curvatures that wander.
std::vector<Pose2> wandering(Random& random, int steps, double speed_scale) {
  std::vector<Pose2> poses{{random.uniform(-1e3, 1e3), random.uniform(-1e3, 1e3), random.uniform(-kPi, kPi)}};
  double speed = speed_scale * random.uniform(), curvature = random.uniform(-0.1, 0.1);
  for (int k = 0; k < steps; ++k) {
    const Pose2& p = poses.back();
    poses.push_back({p.x + kStep * speed * std::cos(p.heading), p.y + kStep * speed * std::sin(p.heading),
                     wrap_angle(p.heading + kStep * speed * curvature)});
    speed = std::max(0.0, speed + speed_scale * random.uniform(-0.1, 0.1));
    curvature += random.uniform(-0.01, 0.01);
  }
  return poses;
}

class ProfileFitTest : public ::testing::TestWithParam<test::Fit> {
 protected:
  std::unique_ptr<ProfileFit> fit_ = test::make_fit(GetParam());
};
INSTANTIATE_TEST_SUITE_P(BothFits, ProfileFitTest, ::testing::Values(test::Fit::kDense, test::Fit::kBanded),
                         test::fit_name);

TEST_P(ProfileFitTest, EqualsTheReference) {
  test::Worst velocity, acceleration, curvature, rate;
  const auto cases = test::golden("velocity_curvature_profile.json.gz")["cases"];
  ASSERT_EQ(cases.size(), 40U);
  for (std::size_t n = 0; n < cases.size(); ++n) {
    const auto& c = cases[n];
    std::vector<Pose2> poses;
    for (const auto& p : c["poses"]) poses.push_back({p[0], p[1], p[2]});
    const double dt = c["dt"];
    const Profiles got = fitted(*fit_, poses, dt);
    const std::string where = "case " + std::to_string(n);
    for (std::size_t k = 0; k < got.velocity.size(); ++k) {
      velocity.add(got.velocity[k], c["velocity"][k], where + ", velocity");
      curvature.add(got.curvature[k], c["curvature"][k], where + ", curvature");
      if (k + 1 == got.velocity.size()) continue;
      acceleration.add((got.velocity[k + 1] - got.velocity[k]) / dt, c["acceleration"][k], where + ", acceleration");
      rate.add((got.curvature[k + 1] - got.curvature[k]) / dt, c["curvature_rate"][k], where + ", curvature rate");
    }
  }
  for (const auto& [name, worst] : {std::pair{"velocity", velocity}, std::pair{"acceleration", acceleration},
                                    std::pair{"curvature", curvature}, std::pair{"curvature_rate", rate}}) {
    EXPECT_LE(worst.error, 1.0) << worst.where;
    RecordProperty(std::string("worst_component_error_") + name, std::to_string(worst.error));
  }
}

TEST_P(ProfileFitTest, FindsConstantSpeedAndCurvatureExactly) {
  std::vector<Pose2> poses{{100.0, 50.0, 3.0}};
  for (int k = 0; k < 80; ++k) {
    const Pose2& p = poses.back();
    poses.push_back({p.x + kStep * 7.0 * std::cos(p.heading), p.y + kStep * 7.0 * std::sin(p.heading),
                     wrap_angle(p.heading + kStep * 7.0 * 0.05)});
  }
  const Profiles got = fitted(*fit_, poses, kStep);
  for (const double v : got.velocity) EXPECT_NEAR(v, 7.0, 1e-10);
  for (const double curvature : got.curvature) EXPECT_NEAR(curvature, 0.05, 1e-10);
}

TEST_P(ProfileFitTest, AStandingVehicleHasNoSpeedAndNoCurvature) {
  const Profiles got = fitted(*fit_, std::vector<Pose2>(81, Pose2{10.0, 20.0, 0.3}), kStep);
  for (const double v : got.velocity) EXPECT_EQ(v, 0.0);
  for (const double curvature : got.curvature) EXPECT_EQ(curvature, 0.0);
}

TEST_P(ProfileFitTest, OneTwoOrThreeStepsAreEnough) {
  for (const std::size_t steps : {1U, 2U, 3U}) {
    std::vector<Pose2> poses;
    for (std::size_t k = 0; k <= steps; ++k) poses.push_back({0.4 * static_cast<double>(k), 0.0, 0.0});
    const Profiles got = fitted(*fit_, poses, kStep);
    for (const double v : got.velocity) EXPECT_NEAR(v, 4.0, 1e-12);
    for (const double curvature : got.curvature) EXPECT_EQ(curvature, 0.0);
  }
}

// From walking pace down to a crawl and up to 30 m/s: the slower, the worse the curvature is determined.
TEST(ProfileFits, AgreeOnWanderingDrives) {
  Random random(11);
  DenseProfileFit dense;
  BandedProfileFit banded;
  test::Worst velocity, curvature;
  for (int round = 0; round < 60; ++round) {
    const double speed_scale = std::pow(10.0, random.uniform(-2.0, 1.5));
    const std::vector<Pose2> poses = wandering(random, 1 + random.below(90), speed_scale);
    const Profiles a = fitted(dense, poses, kStep), b = fitted(banded, poses, kStep);
    for (std::size_t k = 0; k < a.velocity.size(); ++k) {
      velocity.add(b.velocity[k], a.velocity[k], "round " + std::to_string(round) + ", velocity");
      curvature.add(b.curvature[k], a.curvature[k], "round " + std::to_string(round) + ", curvature");
    }
  }
  EXPECT_LE(velocity.error, 1.0) << velocity.where;
  EXPECT_LE(curvature.error, 1.0) << curvature.where;
  RecordProperty("worst_component_error_velocity", std::to_string(velocity.error));
  RecordProperty("worst_component_error_curvature", std::to_string(curvature.error));
}

TEST(BandedProfileFit, AllocatesNothingAfterTheLargestProblem) {
  ASSERT_TRUE(allocations_counted());
  Random random(5);
  const std::vector<Pose2> poses = wandering(random, 100, 10.0);
  const std::span<const Pose2> all(poses);
  std::vector<double> velocity(100), curvature(100);
  BandedProfileFit fit;
  const auto use = [&](std::size_t steps) {
    const std::span<double> v(velocity.data(), steps), c(curvature.data(), steps);
    fit.fit_velocity(all.first(steps + 1), kStep, v);
    fit.fit_curvature(all.first(steps + 1), v, kStep, c);
  };
  use(100);
  const std::int64_t before = thread_allocations();
  for (const std::size_t steps : {100U, 40U, 80U, 1U, 100U}) use(steps);
  EXPECT_EQ(thread_allocations(), before);
}

}  // namespace
}  // namespace stepscope
