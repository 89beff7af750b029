#include "core/analysis/deadline.h"

#include <gtest/gtest.h>

#include "core/analysis/stage_statistics.h"

namespace stepscope {
namespace {

std::vector<StepTiming> steps_lasting(const std::vector<std::int64_t>& walls) {
  std::vector<StepTiming> steps(walls.size());
  for (std::size_t k = 0; k < walls.size(); ++k) steps[k].wall_ns = walls[k];
  return steps;
}

TEST(Deadline, CountsMissesAndFindsTheLongestStreak) {
  struct Row {
    std::vector<std::int64_t> walls;
    std::int64_t misses, streak, begin;
    const char* why;
  };
  const Row rows[] = {
      {{9, 10, 10}, 0, 0, -1, "exactly the budget is in time"},
      {{11, 5, 12, 13, 5, 11}, 4, 2, 2, "the longest streak counts, not the last"},
      {{11, 11, 5, 11, 11}, 4, 2, 0, "of equally long ones the first"},
      {{5, 11, 11, 11}, 3, 3, 1, "a streak may end with the run"},
      {{}, 0, 0, -1, "nothing is missed without steps"},
  };
  for (const Row& row : rows) {
    const Deadline deadline = deadline_of(row.walls, 10, 0.0);
    EXPECT_EQ(deadline.misses, row.misses) << row.why;
    EXPECT_EQ(deadline.longest_streak, row.streak) << row.why;
    EXPECT_EQ(deadline.streak_begin, row.begin) << row.why;
  }
}

TEST(Deadline, HeadroomIsTheBudgetLessTheNinetyNinthPercentile) {
  // Ascending 1 … 5, n − 1 = 4: p99 at position 3.96 → 4.96.
  const std::int64_t budgets[] = {10, 3};
  const RunStatistics statistics = statistics_of(steps_lasting({3, 1, 5, 2, 4}), 0.1, budgets);
  ASSERT_EQ(statistics.deadlines.size(), 2u);
  EXPECT_DOUBLE_EQ(statistics.deadlines[0].headroom_ns, 10.0 - 4.96);
  EXPECT_TRUE(statistics.deadlines[0].met_at_p99());
  EXPECT_DOUBLE_EQ(statistics.deadlines[1].headroom_ns, 3.0 - 4.96);
  EXPECT_FALSE(statistics.deadlines[1].met_at_p99());
  EXPECT_EQ(statistics.deadlines[1].misses, 2);
  EXPECT_EQ(statistics.deadlines[1].steps, 5);
}

TEST(Deadline, TheUsualBudgetsAreTenHertzAndOneSecond) {
  const RunStatistics statistics = statistics_of(steps_lasting({kTenHertzNs + 1, kOneSecondNs + 1}), 0.1);
  ASSERT_EQ(statistics.deadlines.size(), 2u);
  EXPECT_EQ(statistics.deadlines[0].misses, 2);
  EXPECT_EQ(statistics.deadlines[1].misses, 1);
  EXPECT_EQ(statistics.deadlines[1].streak_begin, 1);
}

}  // namespace
}  // namespace stepscope
