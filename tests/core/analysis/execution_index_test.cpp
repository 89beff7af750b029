#include "core/analysis/execution_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// One execution per number: its step, −1 outside of steps. They are told apart by `rows`, which counts them.
StatementLog log_of(const std::vector<std::int32_t>& steps) {
  StatementLog log;
  for (const std::int32_t step : steps)
    log.executions.push_back({.step = step, .rows = static_cast<std::int64_t>(log.executions.size())});
  return log;
}

std::vector<std::int64_t> numbers(std::span<const StatementExecution> executions) {
  std::vector<std::int64_t> list;
  for (const StatementExecution& execution : executions) list.push_back(execution.rows);
  return list;
}

TEST(ExecutionIndex, FindsTheStepsOfARange) {
  const StatementLog log = log_of({-1, -1, 0, 0, 2, -1, 2, 5, -1});
  ExecutionIndex index;
  index.follow(log);
  EXPECT_THAT(numbers(index.among(log, {0, 0})), ElementsAre(2, 3));
  EXPECT_THAT(numbers(index.among(log, {1, 1})), IsEmpty());
  EXPECT_THAT(numbers(index.among(log, {1, 2})), ElementsAre(4, 5, 6)) << "one outside of steps is among them";
  EXPECT_THAT(numbers(index.among(log, {5, 9})), ElementsAre(7, 8));
  EXPECT_THAT(numbers(index.among(log, {6, 9})), IsEmpty());
  EXPECT_THAT(numbers(index.among(log, {-3, 0})), ElementsAre(2, 3));
  EXPECT_THAT(numbers(index.among(log, {2, 1})), IsEmpty());
}

TEST(ExecutionIndex, FollowsALogThatGrowsAndBeginsAnewWithAnother) {
  StatementLog log = log_of({0, 0, 1});
  ExecutionIndex index;
  index.follow(log);
  log.executions.push_back({.step = 1, .rows = 3});
  EXPECT_EQ(index.among(log, {1, 1}).size(), 4u) << "not followed yet: all of them";
  index.follow(log);
  EXPECT_THAT(numbers(index.among(log, {1, 1})), ElementsAre(2, 3));
  const StatementLog other = log_of({7});
  index.follow(other);
  EXPECT_THAT(numbers(index.among(other, {7, 7})), ElementsAre(0));
  EXPECT_THAT(numbers(index.among(other, {0, 1})), IsEmpty());
}

TEST(ExecutionIndex, OfStepsOutOfOrderItGivesAll) {
  const StatementLog log = log_of({3, 1, 2'000'000'000});
  ExecutionIndex index;
  index.follow(log);
  EXPECT_EQ(index.among(log, {1, 1}).size(), 3u);
}

}  // namespace
}  // namespace stepscope
