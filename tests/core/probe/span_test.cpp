#include "core/probe/span.h"

#include <gtest/gtest.h>

#include <numeric>
#include <thread>

#include "core/base/random.h"

namespace stepscope {
namespace {

std::int64_t of(const StageTimes& times, Stage stage) { return times[static_cast<std::size_t>(stage)]; }
std::int64_t sum(const StageTimes& times) { return std::accumulate(times.begin(), times.end(), std::int64_t{0}); }

class SpanTest : public testing::Test {
 protected:
  // A span of `stage` that spends `own_ns` before and after what `inside` does.
  template <typename Inside>
  void spend(Stage stage, std::int64_t own_ns, Inside inside) {
    const ScopedSpan span(stage);
    clock_.advance(own_ns);
    inside();
    clock_.advance(own_ns);
  }
  void spend(Stage stage, std::int64_t ns) {
    const ScopedSpan span(stage);
    clock_.advance(ns);
  }

  ManualClock clock_;
  StepProbe probe_{clock_};
};

TEST_F(SpanTest, ChildrenAndSelfAddUpToTheTotal) {
  //  step      5 ···························· 7      self 12: unaccounted
  //  planner     10 ············ 10                  self 20
  //  features        40   60                         twice, 100 in all
  probe_.begin_step();
  clock_.advance(5);
  spend(Stage::kPlanner, 10, [&] {
    spend(Stage::kFeatures, 40);
    spend(Stage::kFeatures, 60);
  });
  clock_.advance(7);
  const StepTiming timing = probe_.end_step();

  EXPECT_EQ(timing.wall_ns, 132);
  EXPECT_EQ(of(timing.total_ns, Stage::kPlanner), 120);
  EXPECT_EQ(of(timing.self_ns, Stage::kPlanner), 20);
  EXPECT_EQ(of(timing.total_ns, Stage::kFeatures), 100);
  EXPECT_EQ(of(timing.self_ns, Stage::kFeatures), 100);
  EXPECT_EQ(of(timing.self_ns, Stage::kStep), 12);
  EXPECT_EQ(sum(timing.self_ns), timing.wall_ns);
}

TEST_F(SpanTest, StepWithoutSpansIsUnaccounted) {
  probe_.begin_step();
  clock_.advance(30);
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(of(timing.self_ns, Stage::kStep), 30);
  EXPECT_EQ(timing.groups()[static_cast<std::size_t>(StageGroup::kUnaccounted)], 30);
  EXPECT_EQ(timing.wall_ns, 30);
}

// The database is shown inside the stage that asks it and summed over all of them.
TEST_F(SpanTest, OneStageUnderSeveralParents) {
  probe_.begin_step();
  spend(Stage::kInputLights, 1, [&] { spend(Stage::kDatabase, 20); });
  spend(Stage::kObservation, 2, [&] { spend(Stage::kDatabase, 30); });
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(of(timing.self_ns, Stage::kDatabase), 50);
  EXPECT_EQ(of(timing.self_ns, Stage::kInputLights), 2);
  EXPECT_EQ(of(timing.self_ns, Stage::kObservation), 4);
  EXPECT_EQ(of(timing.total_ns, Stage::kObservation), 34);
  EXPECT_EQ(timing.groups()[static_cast<std::size_t>(StageGroup::kDatabase)], 50);
}

TEST_F(SpanTest, StageInsideItself) {
  probe_.begin_step();
  spend(Stage::kPlanner, 3, [&] { spend(Stage::kPlanner, 10); });
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(of(timing.self_ns, Stage::kPlanner), 16);
  EXPECT_EQ(sum(timing.self_ns), timing.wall_ns);
}

TEST_F(SpanTest, RandomTreesAddUpExactly) {
  Random random(11);
  for (int step = 0; step < 200; ++step) {
    probe_.begin_step();
    const auto grow = [&](const auto& self, int depth) -> void {
      for (int child = random.below(4); child > 0; --child) {
        const ScopedSpan span(static_cast<Stage>(1 + random.below(static_cast<int>(kStageCount) - 1)));
        clock_.advance(random.below(1000));
        if (depth < 6) self(self, depth + 1);
        clock_.advance(random.below(1000));
      }
    };
    grow(grow, 0);
    clock_.advance(random.below(1000));
    const StepTiming timing = probe_.end_step();
    EXPECT_EQ(sum(timing.self_ns), timing.wall_ns);
    const GroupTimes groups = timing.groups();
    EXPECT_EQ(std::accumulate(groups.begin(), groups.end(), std::int64_t{0}), timing.wall_ns);
  }
}

TEST_F(SpanTest, EachStepStartsFromZero) {
  probe_.begin_step();
  spend(Stage::kPlanner, 100);
  ++probe_.counters().statements;
  probe_.end_step();
  clock_.advance(1000);  // between steps: belongs to none
  probe_.begin_step();
  spend(Stage::kPropagation, 8);
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(timing.wall_ns, 8);
  EXPECT_EQ(of(timing.total_ns, Stage::kPlanner), 0);
  EXPECT_EQ(timing.counters, StepCounters{});
}

TEST_F(SpanTest, CountersBelongToTheStep) {
  probe_.begin_step();
  StepProbe::current()->counters().rows += 7;
  StepProbe::current()->counters().agents = 126;
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(timing.counters.rows, 7);
  EXPECT_EQ(timing.counters.agents, 126);
}

TEST_F(SpanTest, ProcessorTimeIsThatOfTheStep) {
  clock_.advance(500);
  probe_.begin_step();
  clock_.advance(40);
  EXPECT_EQ(probe_.end_step().cpu_ns, 40);
}

TEST_F(SpanTest, OutsideAStepSpansDoNothing) {
  EXPECT_EQ(StepProbe::current(), nullptr);
  spend(Stage::kDatabase, 100);
  probe_.begin_step();
  EXPECT_EQ(StepProbe::current(), &probe_);
  EXPECT_EQ(probe_.end_step().wall_ns, 0);
  EXPECT_EQ(StepProbe::current(), nullptr);
}

TEST_F(SpanTest, OtherThreadsDoNotTakePart) {
  probe_.begin_step();
  std::thread other([this] {
    EXPECT_EQ(StepProbe::current(), nullptr);
    ManualClock clock;
    StepProbe probe(clock);
    probe.begin_step();
    {
      const ScopedSpan span(Stage::kInference);
      clock.advance(900);
    }
    EXPECT_EQ(probe.end_step().wall_ns, 900);
  });
  other.join();
  EXPECT_EQ(StepProbe::current(), &probe_);
  spend(Stage::kPlanner, 4);
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(timing.wall_ns, 4);
  EXPECT_EQ(of(timing.total_ns, Stage::kInference), 0);
}

// A planner may simulate ahead with a probe of its own: inside, spans are the inner probe's.
TEST_F(SpanTest, InnerProbeGivesTheOuterOneBack) {
  probe_.begin_step();
  {
    StepProbe inner(clock_);
    inner.begin_step();
    spend(Stage::kController, 50);
    EXPECT_EQ(of(inner.end_step().total_ns, Stage::kController), 50);
  }
  EXPECT_EQ(StepProbe::current(), &probe_);
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(of(timing.total_ns, Stage::kController), 0);
  EXPECT_EQ(of(timing.self_ns, Stage::kStep), 50);
}

TEST_F(SpanTest, AbandonedStepLeavesNothingBehind) {
  probe_.begin_step();
  probe_.open(Stage::kPlanner);
  clock_.advance(10);
  probe_.abandon_step();
  EXPECT_EQ(StepProbe::current(), nullptr);
  probe_.begin_step();
  spend(Stage::kPropagation, 3);
  const StepTiming timing = probe_.end_step();
  EXPECT_EQ(timing.wall_ns, 3);
  EXPECT_EQ(of(timing.total_ns, Stage::kPlanner), 0);
}

TEST(StepProbe, DestroyedInTheMiddleOfAStep) {
  const ManualClock clock;
  {
    StepProbe probe(clock);
    probe.begin_step();
  }
  EXPECT_EQ(StepProbe::current(), nullptr);
}

TEST(SteadyClock, DoesNotGoBack) {
  const SteadyClock clock;
  const std::int64_t wall = clock.now_ns(), cpu = clock.thread_cpu_ns();
  EXPECT_GE(clock.now_ns(), wall);
  EXPECT_GE(clock.thread_cpu_ns(), cpu);
  EXPECT_GT(cpu, 0);
}

}  // namespace
}  // namespace stepscope
