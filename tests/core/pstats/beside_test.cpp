#include "core/pstats/beside.h"

#include <gtest/gtest.h>

#include "tests/core/pstats/marshal_text.h"

namespace stepscope {
namespace {

using Kind = StageBeside::Kind;
using test::function;

// 10 steps: propagation 1 s of its own and 2 s in its controller, planner 4 s, copies 1 s, loop 0.5 s, log 1.5 s.
PythonProfile profile() {
  return profile_of(
      {{function("simulation.py", 1, "propagate", 10, 1.0, 3.0),
        function("simulation/controller/two_stage_controller.py", 1, "update_state", 10, 2.0, 2.0),
        function("simulation/planner/p.py", 1, "compute_planner_trajectory", 10, 4.0, 4.0),
        function("copy.py", 1, "deepcopy", 500, 1.0, 1.0), function("simulations_runner.py", 1, "run", 1, 0.5, 10.0),
        function("simulation_log_callback.py", 1, "on_simulation_end", 1, 1.5, 1.5)}},
      "a.stats");
}

// Two steps of 3 ms: planner 1.5 ms, propagation 0.5 ms of its own and 0.5 ms of its controller, 0.5 ms uncovered.
RunStatistics run() {
  StepTiming timing;
  timing.wall_ns = 3'000'000;
  timing.self_ns[static_cast<std::size_t>(Stage::kPlanner)] = 1'500'000;
  timing.self_ns[static_cast<std::size_t>(Stage::kPropagation)] = 500'000;
  timing.self_ns[static_cast<std::size_t>(Stage::kController)] = 500'000;
  timing.self_ns[static_cast<std::size_t>(Stage::kStep)] = 500'000;
  timing.total_ns = timing.self_ns;
  const std::vector<StepTiming> steps(2, timing);
  return statistics_of(steps, 0.1);
}

const StageBeside* row_of(const std::vector<StageBeside>& rows, std::string_view key, Kind kind = Kind::kGroup) {
  for (const StageBeside& row : rows)
    if (row.key == key && row.kind == kind) return &row;
  return nullptr;
}

TEST(Beside, SharesAddUpToTheWholeProfile) {
  double groups = 0.0, steps = 0.0;
  for (const StageBeside& row : beside_rows(profile(), nullptr)) {
    if (row.kind == Kind::kGroup || row.kind == Kind::kOnce) groups += row.share;
    if (row.kind == Kind::kGroup) steps += row.python_s;
    if (row.kind == Kind::kStep) {
      EXPECT_DOUBLE_EQ(row.python_s, steps);
    }
    if (row.kind == Kind::kWhole) {
      EXPECT_DOUBLE_EQ(row.python_s, 10.0);
    }
    EXPECT_FALSE(row.stepscope_ms);
  }
  EXPECT_DOUBLE_EQ(groups, 1.0);
  EXPECT_DOUBLE_EQ(steps, 8.5) << "the log is written once, at the end";
}

TEST(Beside, AGroupWithSeveralPartsShowsThem) {
  const auto rows = beside_rows(profile(), nullptr);
  const StageBeside* propagation = row_of(rows, "propagation");
  ASSERT_NE(propagation, nullptr);
  EXPECT_DOUBLE_EQ(*propagation->python_ms, 300.0);
  ASSERT_NE(row_of(rows, "controller", Kind::kPart), nullptr);
  EXPECT_DOUBLE_EQ(*row_of(rows, "controller", Kind::kPart)->python_ms, 200.0);
  EXPECT_EQ(row_of(rows, "planner", Kind::kPart), nullptr) << "a single part is the group";
  EXPECT_EQ(row_of(rows, "features"), nullptr) << "no time, no line";
}

TEST(Beside, RatiosAreOfTimesPerStep) {
  const RunStatistics statistics = run();
  const auto rows = beside_rows(profile(), &statistics);
  EXPECT_DOUBLE_EQ(*row_of(rows, "planner")->stepscope_ms, 1.5);
  EXPECT_DOUBLE_EQ(*row_of(rows, "planner")->ratio, 400.0 / 1.5);
  EXPECT_DOUBLE_EQ(*row_of(rows, "propagation")->ratio, 300.0 / 1.0);
  EXPECT_DOUBLE_EQ(*row_of(rows, "controller", Kind::kPart)->ratio, 200.0 / 0.5);
  EXPECT_DOUBLE_EQ(*row_of(rows, "loop")->ratio, 50.0 / 0.5);
  EXPECT_DOUBLE_EQ(*row_of(rows, "step", Kind::kStep)->ratio, 850.0 / 3.0);
  EXPECT_FALSE(row_of(rows, "copies")->stepscope_ms);
  EXPECT_FALSE(row_of(rows, "recording", Kind::kOnce)->ratio);
}

TEST(Beside, WithoutStepsThereAreSecondsOnly) {
  const auto rows = beside_rows(profile_of({{function("mine.py", 1, "f", 1, 2.0, 2.0)}}, "a.stats"), nullptr);
  const StageBeside* unaccounted = row_of(rows, "unaccounted", Kind::kOnce);
  ASSERT_NE(unaccounted, nullptr);
  EXPECT_DOUBLE_EQ(unaccounted->share, 1.0);
  EXPECT_FALSE(unaccounted->python_ms);
}

}  // namespace
}  // namespace stepscope
