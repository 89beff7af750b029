#include "core/analysis/span_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "written_spans.h"

namespace stepscope {
namespace {

using enum Stage;

const SpanGroup* group_in(const SpanGroups& groups, Stage stage, int statement = -1) {
  for (const SpanGroup& group : groups.groups)
    if (group.stage == stage && group.statement == statement) return &group;
  return nullptr;
}

// step 0:  step 0…100 { planner 10…70 { database #0 20…30, database #1 40…60 } }
// step 1:  step 200…260 { planner 210…250 { database #0 220…224 } }
std::shared_ptr<SpanTape> two_steps() {
  return tape_of({{spanned(kStep, -1, 0, 100), spanned(kPlanner, 0, 10, 70), spanned(kDatabase, 1, 20, 30, 0),
                   spanned(kDatabase, 1, 40, 60, 1)},
                  {spanned(kStep, -1, 200, 260), spanned(kPlanner, 0, 210, 250), spanned(kDatabase, 1, 220, 224, 0)}});
}

TEST(SpanGroups, SelfAndTotalOfStagesAddUp) {
  const SpanGroups groups = group_spans(*two_steps(), {0, 1}, SpanGrouping::kStage);
  EXPECT_EQ(groups.spans, 7);
  EXPECT_EQ(groups.steps_ns, 160);
  ASSERT_EQ(groups.groups.size(), 3u);
  const SpanGroup& planner = *group_in(groups, kPlanner);
  EXPECT_EQ(planner.count, 2);
  EXPECT_EQ(planner.total_ns, 60 + 40);
  EXPECT_EQ(planner.self_ns, (60 - 10 - 20) + (40 - 4));
  EXPECT_DOUBLE_EQ(planner.mean_ns, 50.0);
  EXPECT_EQ(planner.max_ns, 60);
  EXPECT_DOUBLE_EQ(planner.share, 66.0 / 160.0);
  const SpanGroup& database = *group_in(groups, kDatabase);
  EXPECT_EQ(database.count, 3);
  EXPECT_EQ(database.self_ns, 34);
  EXPECT_EQ(database.total_ns, 34);
  EXPECT_EQ(group_in(groups, kStep)->self_ns, 40 + 20);
  double shares = 0.0;
  for (const SpanGroup& group : groups.groups) shares += group.share;
  EXPECT_DOUBLE_EQ(shares, 1.0);
}

TEST(SpanGroups, MostSelfTimeComesFirst) {
  const SpanGroups groups = group_spans(*two_steps(), {0, 1}, SpanGrouping::kStage);
  EXPECT_EQ(groups.groups[0].stage, kPlanner);   // 66
  EXPECT_EQ(groups.groups[1].stage, kStep);      // 60
  EXPECT_EQ(groups.groups[2].stage, kDatabase);  // 34
}

TEST(SpanGroups, StatementsAreGroupsOfTheirOwn) {
  const SpanGroups groups = group_spans(*two_steps(), {0, 1}, SpanGrouping::kStatement);
  EXPECT_EQ(group_in(groups, kDatabase), nullptr);
  EXPECT_EQ(group_in(groups, kDatabase, 0)->count, 2);
  EXPECT_EQ(group_in(groups, kDatabase, 0)->total_ns, 14);
  EXPECT_EQ(group_in(groups, kDatabase, 1)->total_ns, 20);
  EXPECT_EQ(group_in(groups, kPlanner)->count, 2);
}

TEST(SpanGroups, WorstStepSpentMostInSum) {
  // Two short calls in step 1 cost more than the longest single one in step 0.
  const auto tape = tape_of({{spanned(kStep, -1, 0, 100), spanned(kMapIo, 0, 0, 50)},
                             {spanned(kStep, -1, 100, 200), spanned(kMapIo, 0, 100, 130), spanned(kMapIo, 0, 140, 170)},
                             {spanned(kStep, -1, 200, 220)}});
  const SpanGroups groups = group_spans(*tape, {0, 2}, SpanGrouping::kStage);
  const SpanGroup& io = *group_in(groups, kMapIo);
  EXPECT_EQ(io.worst_step, 1);
  EXPECT_EQ(io.worst_step_ns, 60);
  EXPECT_EQ(io.max_ns, 50);
  EXPECT_EQ(group_in(groups, kStep)->worst_step, 0) << "the first of equals";
}

TEST(SpanGroups, SpanInsideItsOwnGroupIsNotAddedTwice) {
  const auto tape = tape_of({{spanned(kStep, -1, 0, 100), spanned(kDatabase, 0, 10, 50, 0), spanned(kMapIo, 1, 20, 40),
                              spanned(kDatabase, 2, 25, 30, 1)}});
  const SpanGroup database = *group_in(group_spans(*tape, {0, 0}, SpanGrouping::kStage), kDatabase);
  EXPECT_EQ(database.count, 2);
  EXPECT_EQ(database.total_ns, 40);
  EXPECT_EQ(database.self_ns, 20 + 5);
  const SpanGroups by_statement = group_spans(*tape, {0, 0}, SpanGrouping::kStatement);
  EXPECT_EQ(group_in(by_statement, kDatabase, 1)->total_ns, 5) << "another statement is another group";
}

TEST(SpanGroups, P95IsLinearBetweenOrderStatistics) {
  // 21 spans of 1 … 21 ns, longest first: position 0.95 · 20 = 19, the 20th.
  std::vector<SpanRecord> spans{spanned(kStep, -1, 0, 1000)};
  std::int64_t at = 0;
  for (int ns = 21; ns > 0; --ns, at += 30) spans.push_back(spanned(kFeatures, 0, at, at + ns));
  const SpanGroups groups = group_spans(*tape_of({spans}), {0, 0}, SpanGrouping::kStage);
  EXPECT_DOUBLE_EQ(group_in(groups, kFeatures)->p95_ns, 20.0);
  spans.pop_back();  // 20 spans of 2 … 21: position 18.05, between 20 and 21
  EXPECT_NEAR(group_in(group_spans(*tape_of({spans}), {0, 0}, SpanGrouping::kStage), kFeatures)->p95_ns, 20.05, 1e-9);
}

TEST(SpanGroups, RangeIsCutToTheStepsThereAre) {
  const auto tape = two_steps();
  EXPECT_EQ(group_spans(*tape, {1, 99}, SpanGrouping::kStage).steps, (StepRange{1, 1}));
  EXPECT_EQ(group_spans(*tape, {1, 99}, SpanGrouping::kStage).steps_ns, 60);
  EXPECT_TRUE(group_spans(*tape, {5, 9}, SpanGrouping::kStage).groups.empty());
  EXPECT_TRUE(group_spans(SpanTape(0), {0, 0}, SpanGrouping::kStage).groups.empty());
}

TEST(SpanGroups, TellsStepsWhoseSpansWereNotAllKept) {
  const auto tape = two_steps();
  std::vector<StepTiming> timings(2);
  timings[0].wall_ns = 100'000;
  timings[0].total_ns[static_cast<std::size_t>(kDatabase)] = 5'030;  // 30 are on the tape
  timings[1].wall_ns = 100'000;
  timings[1].total_ns[static_cast<std::size_t>(kDatabase)] = 504;  // half a microsecond: rounding
  EXPECT_EQ(steps_with_missing_spans(*tape, timings, {0, 1}), 1);
  EXPECT_EQ(steps_with_missing_spans(*tape, timings, {1, 1}), 0);
}

}  // namespace
}  // namespace stepscope
