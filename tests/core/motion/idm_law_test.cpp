#include "core/motion/idm_law.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace stepscope {
namespace {

TEST(IdmLaw, EqualsTheReference) {
  const auto golden = test::golden("idm_policy.json");
  ASSERT_EQ(golden["cases"].size(), 150U);
  for (const auto& c : golden["cases"]) {
    const auto& p = c["params_v0_gap_T_amax_dmax"];
    const IdmParameters parameters{p[0], p[1], p[2], p[3], p[4]};
    const IdmState state{c["agent"][0], c["agent"][1]};
    const auto& l = c["lead_progress_velocity_length_rear"];
    const IdmLead lead{l[0], l[1], l[2]};
    EXPECT_LE(test::component_error(state.velocity, c["x_dot_v_dot"][0]), 1.0) << c;
    EXPECT_LE(test::component_error(idm_acceleration(parameters, state, lead), c["x_dot_v_dot"][1]), 1.0) << c;
    const IdmState next = idm_step(parameters, state, lead, c["dt"]);
    EXPECT_LE(test::component_error(next.progress, c["forward_euler"][0]), 1.0) << c;
    EXPECT_LE(test::component_error(next.velocity, c["forward_euler"][1]), 1.0) << c;
  }
}

TEST(IdmLaw, AcceleratesFullyFromRestOnAFreeRoad) {
  // The gap asked for is 1 m of 10 km.
  EXPECT_NEAR(idm_acceleration({}, {0.0, 0.0}, {1e4, 0.0, 0.0}), 1.0, 1e-7);
}

TEST(IdmLaw, HoldsTheTargetVelocityOnAFreeRoad) {
  // s* = 1 + 15 = 16 of 10 km: 2.6e-6 is left of 1 − 1.
  EXPECT_NEAR(idm_acceleration({}, {0.0, 10.0}, {1e4, 10.0, 0.0}), 0.0, 1e-5);
}

TEST(IdmLaw, AGapNeverCountsAsLessThanTheSmallest) {
  // Standing at the minimum gap, touching and far inside the lead are the same: s*/s = 1/1.
  for (const double lead : {1.0, 0.0, -50.0}) EXPECT_EQ(idm_acceleration({}, {0.0, 0.0}, {lead, 0.0, 0.0}), 0.0);
}

TEST(IdmLaw, AStepLimitsTheAcceleration) {
  const IdmState braked = idm_step({}, {0.0, 10.0}, {2.0, 0.0, 0.0}, 0.5);
  EXPECT_EQ(braked.velocity, 10.0 - 0.5 * 3.0);
  EXPECT_EQ(braked.progress, 5.0);  // with the old velocity
  EXPECT_LT(idm_step({}, {0.0, 0.1}, {0.5, 0.0, 0.0}, 0.5).velocity, 0.0);
}

}  // namespace
}  // namespace stepscope
