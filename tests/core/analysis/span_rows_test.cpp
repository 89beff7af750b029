#include "core/analysis/span_rows.h"

#include <gtest/gtest.h>

#include "core/analysis/span_search.h"
#include "core/analysis/step_axis.h"
#include "written_spans.h"

namespace stepscope {
namespace {

using enum Stage;

std::size_t group(StageGroup g) { return static_cast<std::size_t>(g); }

// One step of 500 database spans, 2 ns each, every 4 ns.
std::vector<SpanRecord> crowded_step(std::int64_t begin_ns) {
  std::vector<SpanRecord> spans{spanned(kStep, -1, begin_ns, begin_ns + 2000)};
  for (int i = 0; i < 500; ++i)
    spans.push_back(spanned(i % 5 == 0 ? kFeatures : kDatabase, 0, begin_ns + 4 * i, begin_ns + 4 * i + 2, i % 3));
  return spans;
}

TEST(SpanRows, OneRowPerDepth) {
  const auto tape = tape_of({{spanned(kStep, -1, 0, 100), spanned(kPlanner, 0, 10, 70), spanned(kFeatures, 1, 20, 30),
                              spanned(kRecording, 0, 80, 90)},
                             {spanned(kStep, -1, 200, 260)}});
  SpanRows rows;
  rows.append(*tape, 1);
  EXPECT_EQ(rows.steps(), 1);
  rows.append(*tape, 2);
  ASSERT_EQ(rows.rows().size(), 3u);
  EXPECT_EQ(rows.spans(), 5);
  EXPECT_EQ(rows.rows()[0].size(), 2u);
  EXPECT_EQ(rows.rows()[1].size(), 2u);
  EXPECT_EQ(rows.rows()[1].stage(1), kRecording);
  EXPECT_EQ(rows.rows()[2].depth(), 2);
  EXPECT_EQ(rows.rows()[2].place(0), (SpanPlace{0, 2}));
}

TEST(SpanRows, TimesOfManyAreTheSumOfEach) {
  const auto tape = tape_of({crowded_step(0), crowded_step(5000)});
  SpanRows rows;
  rows.append(*tape, 2);
  const SpanRow& row = rows.rows()[1];
  ASSERT_EQ(row.size(), 1000u);
  // Ends inside a block, at its border, across several, and the last incomplete one.
  for (const auto& [first, last] : {std::pair{0u, 0u}, {3u, 9u}, {60u, 70u}, {64u, 128u}, {15u, 33u}, {1u, 999u}, {0u, 1000u}}) {
    GroupTimes expected{};
    for (std::size_t i = first; i < last; ++i) expected[group(group_of(row.stage(i)))] += 2;
    EXPECT_EQ(row.times_of(first, last), expected) << first << " to " << last;
  }
}

TEST(SpanRows, FindsByTime) {
  const auto tape = tape_of({crowded_step(0)});
  SpanRows rows;
  rows.append(*tape, 1);
  const SpanRow& row = rows.rows()[1];
  EXPECT_EQ(row.first_ending_after(0), 0u);
  EXPECT_EQ(row.first_ending_after(2), 1u) << "the first one ends at 2";
  EXPECT_EQ(row.first_ending_after(99999), 500u);
  for (const std::size_t from : {0u, 7u, 100u}) {
    EXPECT_EQ(row.first_beginning_at(400, from), 100u);
    EXPECT_EQ(row.first_beginning_at(401, from), 101u);
  }
  EXPECT_EQ(row.first_beginning_at(0, 5), 5u);
  EXPECT_EQ(row.first_beginning_at(99999), 500u);
}

TEST(SpanRows, OtherThreadsAreNestedByTime) {
  SpanRows rows;
  std::vector<SpanRecord> spans{spanned(kRecording, -1, 0, 100), spanned(kDatabase, -1, 10, 20),
                                spanned(kDatabase, -1, 100, 110)};
  for (SpanRecord& span : spans) span.lane = 1;
  rows.set_background(spans);
  ASSERT_EQ(rows.rows().size(), 2u);
  EXPECT_EQ(rows.rows()[0].lane(), 1);
  EXPECT_EQ(rows.rows()[0].size(), 2u);
  EXPECT_EQ(rows.rows()[1].place(0), (SpanPlace{-1, 1}));
  rows.append(*tape_of({{spanned(kStep, -1, 0, 100)}}), 1);
  EXPECT_EQ(rows.rows()[0].lane(), 0) << "the simulation comes first";
  rows.set_background({});
  EXPECT_EQ(rows.rows().size(), 1u);
  EXPECT_EQ(rows.spans(), 1);
}

TEST(SpanRows, PositionOfASpan) {
  const auto tape = tape_of({crowded_step(0), crowded_step(5000)});
  SpanRows rows;
  rows.append(*tape, 2);
  const auto at = rows.position_of(*tape, {1, 3});
  ASSERT_TRUE(at);
  EXPECT_EQ(at->row, 1u);
  EXPECT_EQ(at->index, 502u);
  EXPECT_FALSE(rows.position_of(*tape, {1, 501}));
  EXPECT_FALSE(rows.position_of(*tape, {2, 0}));
  EXPECT_FALSE(rows.position_of(*tape, {-1, 0}));
}

TEST(SpanSearch, EveryWordMustBeInTheName) {
  StatementLog log;
  log.texts = {{.sql = "SELECT token FROM lidar_pc", .plan = {}}, {.sql = "SELECT x FROM track", .plan = {}}};
  EXPECT_TRUE(SpanQuery("Propag CONTR", log).matches(kController, -1));
  EXPECT_FALSE(SpanQuery("Propag contr", log).matches(kPropagation, -1));
  EXPECT_TRUE(SpanQuery("lidar_PC", log).matches(kDatabase, 0));
  EXPECT_FALSE(SpanQuery("lidar_pc", log).matches(kDatabase, 1));
  EXPECT_TRUE(SpanQuery("database track", log).matches(kDatabase, 1));
  EXPECT_FALSE(SpanQuery("track", log).matches(kDatabase, 9)) << "a statement without text";
  EXPECT_FALSE(SpanQuery("  ", log).asks());
  EXPECT_FALSE(SpanQuery().matches(kStep, -1));
}

TEST(SpanSearch, CountsMatchesAndTheirTimeOnce) {
  const auto tape = tape_of({{spanned(kStep, -1, 0, 100), spanned(kInputPreparation, 0, 0, 40),
                              spanned(kInputLights, 1, 5, 15), spanned(kPlanner, 0, 50, 60)},
                             {spanned(kStep, -1, 100, 300), spanned(kInputLights, 0, 100, 120)}});
  const SpanMatches found = find_spans(*tape, {0, 1}, SpanQuery("input", {}));
  ASSERT_EQ(found.places.size(), 3u);
  EXPECT_EQ(found.places[1], (SpanPlace{0, 2}));
  EXPECT_EQ(found.total_ns, 40 + 20) << "lights lie inside input preparation in step 0";
  EXPECT_EQ(found.steps_ns, 300);
  EXPECT_EQ(find_spans(*tape, {1, 1}, SpanQuery("input", {})).places.size(), 1u);
  SpanRows rows;
  rows.append(*tape, 2);
  EXPECT_EQ(matches_in(rows.rows()[1], SpanQuery("input", {})), (std::vector<std::uint32_t>{0, 2}));
}

// Steps 1000…1100, 5000…5200, 5204…5304 of the clock.
StepAxis three_steps() {
  StepAxis axis;
  axis.append(1000, 1100);
  axis.append(5000, 5200);
  axis.append(5204, 5304);
  return axis;
}

TEST(StepAxis, IdleTimeIsCutToATwentiethOfTheStepBefore) {
  const StepAxis axis = three_steps();
  EXPECT_EQ(axis.begin(0), 0);
  EXPECT_EQ(axis.end(0), 100);
  EXPECT_EQ(axis.begin(1), 105);
  EXPECT_EQ(axis.begin(2), 105 + 200 + 4) << "4 ns are less than a twentieth";
  EXPECT_EQ(axis.length(), 409);
}

TEST(StepAxis, IdleTimeCanBeShown) {
  StepAxis axis = three_steps();
  axis.set_idle(Idle::kShown);
  EXPECT_EQ(axis.begin(1), 4000);
  EXPECT_EQ(axis.length(), 4304);
}

TEST(StepAxis, BothDirectionsAgree) {
  StepAxis axis = three_steps();
  for (const Idle idle : {Idle::kCut, Idle::kShown}) {
    axis.set_idle(idle);
    for (std::int64_t place = -50; place <= axis.length() + 50; ++place)
      EXPECT_EQ(axis.place_of(axis.clock_at(place)), place);
  }
  axis.set_idle(Idle::kCut);
  EXPECT_EQ(axis.place_of(1050), 50);
  EXPECT_EQ(axis.place_of(5010), 115);
  EXPECT_EQ(axis.place_of(1100 + 1560), 102) << "two fifths of the gap";
  EXPECT_EQ(axis.step_at(50), 0);
  EXPECT_EQ(axis.step_at(102), 0);
  EXPECT_EQ(axis.step_at(105), 1);
  EXPECT_EQ(axis.step_at(-9), 0);
  EXPECT_EQ(StepAxis().step_at(0), -1);
}

}  // namespace
}  // namespace stepscope
