#include "core/geometry/relative_pose.h"

#include <gtest/gtest.h>

#include "core/geometry/angle.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

Pose2 pose_from(const nlohmann::json& j) { return {j[0], j[1], j[2]}; }

void expect_near(const Pose2& actual, const Pose2& expected, double metres) {
  EXPECT_NEAR(actual.x, expected.x, metres);
  EXPECT_NEAR(actual.y, expected.y, metres);
  EXPECT_NEAR(wrap_angle(actual.heading - expected.heading), 0.0, 1e-12);
}

TEST(RelativePose, EqualsTheReference) {
  const auto cases = test::golden("geometry.json.gz")["cases"]["relative_poses"];
  ASSERT_EQ(cases.size(), 60u);
  for (const auto& c : cases) {
    const Pose2 origin = pose_from(c["origin"]);
    for (std::size_t i = 0; i < c["relative"].size(); ++i) {
      expect_near(to_absolute(origin, pose_from(c["relative"][i])), pose_from(c["absolute"][i]), 2e-9);
      // The reference inverts a matrix with entries of 5e6, which costs digits there.
      expect_near(to_relative(origin, pose_from(c["absolute"][i])), pose_from(c["relative_again"][i]), 1e-6);
      expect_near(to_relative(origin, pose_from(c["absolute"][i])), pose_from(c["relative"][i]), 2e-9);
    }
  }
}

}  // namespace
}  // namespace stepscope
