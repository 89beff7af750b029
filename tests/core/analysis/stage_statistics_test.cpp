#include "core/analysis/stage_statistics.h"

#include <gtest/gtest.h>

#include <numeric>

namespace stepscope {
namespace {

constexpr std::int64_t kMs = 1'000'000;

std::int64_t& at(StageTimes& times, Stage stage) { return times[static_cast<std::size_t>(stage)]; }
std::int64_t group(const GroupTimes& times, StageGroup g) { return times[static_cast<std::size_t>(g)]; }

// step ─┬─ planner ─── features        self: step 1, planner 2, features 3, propagation 4 (times `scale`)
//       └─ propagation                 total: step 10, planner 5, features 3, propagation 4
StepTiming step_of(std::int64_t scale) {
  StepTiming step;
  step.wall_ns = 10 * scale;
  step.cpu_ns = 8 * scale;
  at(step.self_ns, Stage::kStep) = 1 * scale;
  at(step.self_ns, Stage::kPlanner) = 2 * scale;
  at(step.self_ns, Stage::kFeatures) = 3 * scale;
  at(step.self_ns, Stage::kPropagation) = 4 * scale;
  at(step.total_ns, Stage::kStep) = 10 * scale;
  at(step.total_ns, Stage::kPlanner) = 5 * scale;
  at(step.total_ns, Stage::kFeatures) = 3 * scale;
  at(step.total_ns, Stage::kPropagation) = 4 * scale;
  return step;
}

std::vector<StepTiming> steps_lasting(const std::vector<std::int64_t>& walls_ms) {
  std::vector<StepTiming> steps;
  for (const std::int64_t wall : walls_ms) {
    StepTiming step;
    step.wall_ns = wall * kMs;
    at(step.self_ns, Stage::kStep) = step.wall_ns;
    at(step.total_ns, Stage::kStep) = step.wall_ns;
    steps.push_back(step);
  }
  return steps;
}

TEST(Distribution, InterpolatesBetweenOrderStatistics) {
  // Ascending 10 20 30 40 50, n − 1 = 4. p50 at position 2.0 → 30; p95 at 3.80 → 40 + 0.80·10 = 48;
  // p99 at 3.96 → 40 + 0.96·10 = 49.6. Mean 150/5 = 30.
  const Distribution d = distribution_of({50, 10, 40, 20, 30});
  EXPECT_EQ(d.count, 5);
  EXPECT_DOUBLE_EQ(d.mean, 30.0);
  EXPECT_DOUBLE_EQ(d.p50, 30.0);
  EXPECT_DOUBLE_EQ(d.p95, 48.0);
  EXPECT_DOUBLE_EQ(d.p99, 49.6);
  EXPECT_DOUBLE_EQ(d.min, 10.0);
  EXPECT_DOUBLE_EQ(d.max, 50.0);
}

TEST(Distribution, MedianOfAnEvenSampleLiesBetweenItsMiddleValues) {
  EXPECT_DOUBLE_EQ(distribution_of({4, 1, 3, 2}).p50, 2.5);  // position 1.5 of 1 2 3 4
}

TEST(Distribution, OneValueIsEveryQuantile) {
  const Distribution d = distribution_of({7});
  EXPECT_EQ(d.count, 1);
  for (const double value : {d.mean, d.p50, d.p95, d.p99, d.min, d.max}) EXPECT_DOUBLE_EQ(value, 7.0);
}

TEST(Distribution, NothingIsAllZero) {
  const Distribution d = distribution_of({});
  EXPECT_EQ(d.count, 0);
  for (const double value : {d.mean, d.p50, d.p95, d.p99, d.min, d.max}) EXPECT_EQ(value, 0.0);
}

TEST(StatisticsOf, EmptyRunHasNoStagesAndNoFactor) {
  const RunStatistics s = statistics_of({}, 0.1);
  EXPECT_EQ(s.step.count, 0);
  EXPECT_TRUE(s.stages.empty());
  EXPECT_EQ(s.real_time_factor, 0.0);
  EXPECT_EQ(s.cpu_share, 0.0);
  EXPECT_EQ(s.misses_100ms, 0);
}

TEST(StatisticsOf, WorkedExampleOfTwoSteps) {
  // Steps of 10 ms and 30 ms: mean 20 ms. 2·0.1 s simulated in 0.04 s → 5 × real time. CPU 8 + 24 of 40 ms = 0.8.
  const std::vector<StepTiming> steps{step_of(1 * kMs), step_of(3 * kMs)};
  const RunStatistics s = statistics_of(steps, 0.1);
  EXPECT_DOUBLE_EQ(s.step.mean, 20.0 * kMs);
  EXPECT_DOUBLE_EQ(s.real_time_factor, 5.0);
  EXPECT_DOUBLE_EQ(s.cpu_share, 0.8);

  ASSERT_EQ(s.stages.size(), 4u);  // stages that never ran are absent; order of the enumeration
  EXPECT_EQ(s.stages[0].stage, Stage::kStep);
  EXPECT_EQ(s.stages[1].stage, Stage::kPlanner);
  EXPECT_EQ(s.stages[2].stage, Stage::kFeatures);
  EXPECT_EQ(s.stages[3].stage, Stage::kPropagation);

  const StageRow& planner = s.stages[1];
  EXPECT_DOUBLE_EQ(planner.total.mean, 10.0 * kMs);  // (5 + 15)/2
  EXPECT_DOUBLE_EQ(planner.self.mean, 4.0 * kMs);    // (2 + 6)/2
  EXPECT_DOUBLE_EQ(planner.self.max, 6.0 * kMs);
  EXPECT_DOUBLE_EQ(planner.share, 0.2);  // (2 + 6)/40
  EXPECT_EQ(planner.steps, 2);
  EXPECT_DOUBLE_EQ(s.stages[0].share, 0.1);  // unaccounted: (1 + 3)/40
}

TEST(StatisticsOf, SharesAddUpToOneAndGroupsToTheSumExactly) {
  std::vector<StepTiming> steps;
  std::int64_t sum = 0;
  for (std::int64_t k = 1; k <= 101; ++k) {
    steps.push_back(step_of(k * 7919 + k * k * 13));  // odd numbers, so that nothing divides evenly
    sum += steps.back().wall_ns;
  }
  const RunStatistics s = statistics_of(steps, 0.1);

  double shares = 0.0;
  for (const StageRow& row : s.stages) shares += row.share;
  EXPECT_NEAR(shares, 1.0, 1e-12);
  EXPECT_EQ(std::accumulate(s.group_ns.begin(), s.group_ns.end(), std::int64_t{0}), sum);
  EXPECT_EQ(group(s.group_ns, StageGroup::kPropagation) * 10, sum * 4);
  EXPECT_EQ(group(s.group_ns, StageGroup::kUnaccounted) * 10, sum * 1);
  EXPECT_EQ(group(s.group_ns, StageGroup::kDatabase), 0);
}

TEST(StatisticsOf, AStageOfSomeStepsCountsZeroInTheOthers) {
  // The database is asked in one step of four, for 8 ms: mean 2 ms per step, median 0.
  std::vector<StepTiming> steps = steps_lasting({10, 10, 10, 10});
  at(steps[2].self_ns, Stage::kDatabase) = 8 * kMs;
  at(steps[2].total_ns, Stage::kDatabase) = 8 * kMs;
  at(steps[2].self_ns, Stage::kStep) = 2 * kMs;
  const RunStatistics s = statistics_of(steps, 0.1);
  const StageRow& database = s.stages.back();
  ASSERT_EQ(database.stage, Stage::kDatabase);
  EXPECT_EQ(database.steps, 1);
  EXPECT_DOUBLE_EQ(database.self.mean, 2.0 * kMs);
  EXPECT_DOUBLE_EQ(database.self.p50, 0.0);
  EXPECT_DOUBLE_EQ(database.share, 0.2);
}

TEST(StatisticsOf, MissesAreStrictlyOverTheLineAndStreaksAreConsecutive) {
  struct Row {
    std::vector<std::int64_t> walls_ms;
    std::int64_t misses_100ms, misses_1s, streak;
    const char* why;
  };
  const Row rows[] = {
      {{99, 100, 100}, 0, 0, 0, "exactly on the line is in time"},
      {{101, 50, 102, 103, 50, 101}, 4, 0, 2, "the longest run counts, not the last"},
      {{1000, 1001, 2000}, 3, 2, 3, "one second is the deadline; a streak may end with the run"},
      {{101, 101, 101, 1}, 3, 0, 3, "a streak may begin with the run"},
  };
  for (const Row& row : rows) {
    const std::vector<StepTiming> steps = steps_lasting(row.walls_ms);
    const RunStatistics s = statistics_of(steps, 0.1);
    EXPECT_EQ(s.misses_100ms, row.misses_100ms) << row.why;
    EXPECT_EQ(s.misses_1s, row.misses_1s) << row.why;
    EXPECT_EQ(s.longest_miss_streak, row.streak) << row.why;
  }
}

TEST(StatisticsOf, ColdFirstStepIsApart) {
  const std::vector<StepTiming> steps = steps_lasting({90, 2, 4});
  const RunStatistics s = statistics_of(steps, 0.1);
  EXPECT_DOUBLE_EQ(s.first_step_ns, 90.0 * kMs);
  EXPECT_EQ(s.step.count, 3);
  EXPECT_DOUBLE_EQ(s.step.mean, 32.0 * kMs);
  EXPECT_EQ(s.step_without_first.count, 2);
  EXPECT_DOUBLE_EQ(s.step_without_first.mean, 3.0 * kMs);
  EXPECT_DOUBLE_EQ(s.step_without_first.max, 4.0 * kMs);
}

TEST(StatisticsOf, CountersAreSums) {
  std::vector<StepTiming> steps = steps_lasting({1, 1});
  steps[0].counters = {.statements = 1,
                       .rows = 2,
                       .connections = 3,
                       .allocations = 4,
                       .agents = 5,
                       .map_objects = 6,
                       .raster_pixels = 7};
  steps[1].counters = {.statements = 10,
                       .rows = 20,
                       .connections = 30,
                       .allocations = 40,
                       .agents = 50,
                       .map_objects = 60,
                       .raster_pixels = 70};
  const StepCounters expected{.statements = 11,
                              .rows = 22,
                              .connections = 33,
                              .allocations = 44,
                              .agents = 55,
                              .map_objects = 66,
                              .raster_pixels = 77};
  EXPECT_EQ(statistics_of(steps, 0.1).counters, expected);
}

TEST(StatisticsOf, StepsWithoutDurationDivideByNothing) {
  const std::vector<StepTiming> steps(3);
  const RunStatistics s = statistics_of(steps, 0.1);
  EXPECT_EQ(s.real_time_factor, 0.0);
  ASSERT_EQ(s.stages.size(), 1u);  // the step itself always is a row
  EXPECT_EQ(s.stages[0].share, 0.0);
}

}  // namespace
}  // namespace stepscope
