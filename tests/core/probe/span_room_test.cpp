#include <gtest/gtest.h>

#include "core/probe/span.h"

namespace stepscope {
namespace {

TEST(SpanRecords, AreInOrderOfTheirBeginAndNameTheirParents) {
  ManualClock clock;
  StepProbe probe(clock);
  clock.advance(100);
  probe.begin_step();
  {
    const ScopedSpan planner(Stage::kPlanner);
    clock.advance(1);
    {
      const ScopedSpan features(Stage::kFeatures);
      clock.advance(2);
    }
    {
      const ScopedSpan inference(Stage::kInference);
      clock.advance(4);
    }
  }
  {
    const ScopedSpan propagation(Stage::kPropagation);
    clock.advance(8);
  }
  probe.end_step();

  const struct {
    Stage stage;
    int parent;
    std::int64_t begin_ns, end_ns;
  } kExpected[] = {
      {Stage::kStep, -1, 100, 115},     {Stage::kPlanner, 0, 100, 107},     {Stage::kFeatures, 1, 101, 103},
      {Stage::kInference, 1, 103, 107}, {Stage::kPropagation, 0, 107, 115},
  };
  ASSERT_EQ(probe.spans().size(), std::size(kExpected));
  for (std::size_t i = 0; i < std::size(kExpected); ++i) {
    const SpanRecord& record = probe.spans()[i];
    EXPECT_EQ(record.stage, kExpected[i].stage) << i;
    EXPECT_EQ(record.parent, kExpected[i].parent) << i;
    EXPECT_EQ(record.begin_ns, kExpected[i].begin_ns) << i;
    EXPECT_EQ(record.end_ns, kExpected[i].end_ns) << i;
  }
  EXPECT_EQ(probe.spans_not_kept(), 0);
}

TEST(SpanRecords, BeyondTheRoomTimesStayExact) {
  ManualClock clock;
  StepProbe probe(clock, 4);
  for (int step = 0; step < 2; ++step) {
    probe.begin_step();
    for (int i = 0; i < 10; ++i) {
      const ScopedSpan outer(Stage::kObservation);
      clock.advance(1);
      const ScopedSpan inner(Stage::kDatabase);
      clock.advance(10);
    }
    const StepTiming timing = probe.end_step();
    EXPECT_EQ(timing.wall_ns, 110);
    EXPECT_EQ(timing.self_ns[static_cast<std::size_t>(Stage::kObservation)], 10);
    EXPECT_EQ(timing.self_ns[static_cast<std::size_t>(Stage::kDatabase)], 100);
    EXPECT_EQ(timing.self_ns[static_cast<std::size_t>(Stage::kStep)], 0);
    EXPECT_EQ(probe.spans().size(), 4U);  // step, outer, inner, outer
    EXPECT_EQ(probe.spans_not_kept(), 21 - 4);
    for (const SpanRecord& record : probe.spans()) EXPECT_GE(record.end_ns, record.begin_ns);
  }
}

TEST(SpanRecords, NoRoomAtAll) {
  ManualClock clock;
  StepProbe probe(clock, 0);
  probe.begin_step();
  {
    const ScopedSpan span(Stage::kPlanner);
    clock.advance(5);
  }
  EXPECT_EQ(probe.end_step().total_ns[static_cast<std::size_t>(Stage::kPlanner)], 5);
  EXPECT_TRUE(probe.spans().empty());
  EXPECT_EQ(probe.spans_not_kept(), 2);
}

}  // namespace
}  // namespace stepscope
