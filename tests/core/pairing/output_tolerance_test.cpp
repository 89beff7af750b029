#include "core/pairing/output_tolerance.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

Arm arm(const std::string& planner, const std::string& key = {}, const std::string& value = {}) {
  Arm out{.name = "", .request = {.planner = planner}, .profile = EngineProfile::baseline()};
  if (!key.empty()) {
    EXPECT_TRUE(set_switch(out.profile, key, value).ok());
  }
  return out;
}

struct Case {
  std::string planner, key, value;
  PairPromise::Kind kind;
  double position_m;
};

// Against baseline: one switch each.
TEST(OutputTolerance, EverySwitchHasItsOwn) {
  using enum PairPromise::Kind;
  const std::vector<Case> cases{
      {"simple", "queries", "per-scenario", kEqual, 0.0},
      {"simple", "inference", "int8", kEqual, 0.0},
      {"simple", "map-raster", "canvas", kEqual, 0.0},
      {"ml-raster", "queries", "per-scenario", kEqual, 0.0},
      {"ml-raster", "map-raster", "gathered", kEqual, 0.0},
      {"ml-raster", "features", "parallel", kEqual, 0.0},
      {"ml-raster", "map-raster", "canvas", kWithinTolerance, 0.5},
      {"ml-raster", "inference", "channels-last", kWithinTolerance, 1e-3},
      {"ml-raster", "inference", "fused", kWithinTolerance, 1e-3},
      {"ml-raster", "inference", "bf16", kWithinTolerance, 0.5},
      {"ml-raster", "inference", "int8", kWithinTolerance, 0.5},
      {"ml-raster", "inference-threads", "2", kWithinTolerance, 1e-3},
      {"ml-raster", "device", "cuda", kWithinTolerance, 1e-3},
  };
  for (const Case& c : cases) {
    const PairPromise promise = promise_of(arm(c.planner), arm(c.planner, c.key, c.value));
    EXPECT_EQ(promise.kind, c.kind) << c.planner << " " << c.key << "=" << c.value;
    EXPECT_EQ(promise.tolerance.position_m, c.position_m) << c.planner << " " << c.key << "=" << c.value;
    const PairPromise back = promise_of(arm(c.planner, c.key, c.value), arm(c.planner));
    EXPECT_EQ(back.tolerance, promise.tolerance) << "whichever is called A";
  }
}

TEST(OutputTolerance, TheTrackersSolverCountsWhereThereIsOne) {
  Arm a = arm("idm"), b = arm("idm", "tracker", "banded");
  EXPECT_EQ(promise_of(a, b).kind, PairPromise::Kind::kEqual) << "open loop plays the log back";
  a.request.challenge = b.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
  EXPECT_EQ(promise_of(a, b).tolerance.position_m, 1e-6);
  a.request.controller = b.request.controller = ControllerKind::kPerfectTracking;
  EXPECT_EQ(promise_of(a, b).kind, PairPromise::Kind::kEqual);
}

TEST(OutputTolerance, SeveralSwitchesTakeTheLoosest) {
  Arm b = arm("ml-raster", "inference", "fused");
  ASSERT_TRUE(set_switch(b.profile, "map-raster", "canvas").ok());
  const PairPromise promise = promise_of(arm("ml-raster"), b);
  EXPECT_EQ(promise.tolerance.position_m, 0.5);
  EXPECT_EQ(promise.tolerance.raster_share, 0.05);
  EXPECT_EQ(promise.tolerance.reasons.size(), 2u);
}

TEST(OutputTolerance, NothingIsPromisedOfOtherPlanners) {
  EXPECT_EQ(promise_of(arm("simple"), arm("idm")).kind, PairPromise::Kind::kNone);
  Arm slower = arm("idm");
  slower.request.parameters["headway"] = "2";
  EXPECT_EQ(promise_of(arm("idm"), slower).kind, PairPromise::Kind::kNone);
}

}  // namespace
}  // namespace stepscope
