#include "core/comparison/stage_comparison.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/comparison/holm.h"
#include "core/comparison/tail_comparison.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

constexpr auto index(Stage stage) { return static_cast<std::size_t>(stage); }

const StageComparison& find(const std::vector<StageComparison>& stages, Stage stage, TimeKind kind) {
  return *std::find_if(stages.begin(), stages.end(), [&](const StageComparison& s) {
    return s.source == TimeSource{stage, kind};
  });
}

// Four steps: a cold first one, then `planner` ns in the planner and 100 ns that nothing covers.
MeasuredRun run_with(std::int64_t planner) {
  MeasuredRun run;
  for (int k = 0; k < 4; ++k) {
    StepTiming step;
    step.self_ns[index(Stage::kPlanner)] = k == 0 ? 50'000 : planner;
    step.self_ns[index(Stage::kStep)] = 100;
    step.wall_ns = step.self_ns[index(Stage::kPlanner)] + 100;
    step.total_ns = step.self_ns;
    step.total_ns[index(Stage::kStep)] = step.wall_ns;
    run.steps.push_back(step);
    run.loop_ns += step.wall_ns;
  }
  return run;
}

std::vector<RunPair> pairs_of(std::initializer_list<std::int64_t> a, std::initializer_list<std::int64_t> b) {
  std::vector<RunPair> out;
  auto planner_b = b.begin();
  for (const std::int64_t planner_a : a) out.push_back({.a = run_with(planner_a), .b = run_with(*planner_b++)});
  return out;
}

TEST(StageComparison, TellsTimePerWarmStep) {
  const auto stages = stages_of(pairs_of({900, 900, 900, 900, 900, 900}, {400, 400, 400, 400, 400, 400}));
  // Whole step, unaccounted, planner itself, planner with its children.
  ASSERT_EQ(stages.size(), 4U);
  EXPECT_EQ(stages[0].source, (TimeSource{Stage::kStep, TimeKind::kTotal}));
  EXPECT_EQ(stages[0].a_ns, 1000.0);
  EXPECT_EQ(stages[0].b_ns, 500.0);
  EXPECT_NEAR(stages[0].ratio->ratio, 0.5, 1e-12);
  EXPECT_EQ(stages[0].difference.difference_ns, -500.0);
  const StageComparison& planner = find(stages, Stage::kPlanner, TimeKind::kSelf);
  EXPECT_NEAR(planner.ratio->ratio, 4.0 / 9.0, 1e-12);
  EXPECT_EQ(planner.p, 2.0 / 64);
  EXPECT_EQ(planner.corrected_p, 4.0 / 64) << "two self times were asked about";
  EXPECT_FALSE(planner.certain());
  EXPECT_EQ(find(stages, Stage::kStep, TimeKind::kSelf).p, 1.0);
  EXPECT_EQ(pairs_for_stages(stages), 7) << "2 · 2 / 2⁷ is the first below 0.05";
}

TEST(StageComparison, AStageThatDisappearsHasADifferenceButNoRatio) {
  const auto stages = stages_of(pairs_of({900, 905, 890, 900, 910, 900, 903}, {0, 0, 0, 0, 0, 0, 0}));
  const StageComparison& planner = find(stages, Stage::kPlanner, TimeKind::kSelf);
  EXPECT_FALSE(planner.ratio);
  EXPECT_EQ(planner.b_ns, 0.0);
  EXPECT_TRUE(planner.difference.interval->contains(-901.0));
  EXPECT_LT(planner.difference.interval->high, -889.0);
  EXPECT_TRUE(planner.certain());
}

TEST(StageComparison, LooksAtStepsBeforeTheEndOfItsWindow) {
  std::vector<RunPair> pairs = pairs_of({900, 900, 900, 900, 900, 900}, {900, 900, 900, 900, 900, 900});
  for (RunPair& pair : pairs) pair.b.steps[3] = run_with(5000).steps[3];
  EXPECT_NEAR(stages_of(pairs, {.end = 3})[0].ratio->ratio, 1.0, 1e-12);
  EXPECT_GT(stages_of(pairs)[0].ratio->ratio, 2.0);
  EXPECT_TRUE(stages_of(pairs, {.end = 1}).empty()) << "only the cold step is left";
  EXPECT_TRUE(tails_of(pairs, {}, {.end = 1}).empty());
}

TEST(StageComparison, FewerPairsThanSixHaveNoIntervals) {
  for (const StageComparison& stage : stages_of(pairs_of({900, 800}, {400, 500}))) {
    EXPECT_FALSE(stage.ratio->interval);
    EXPECT_FALSE(stage.difference.interval);
    EXPECT_FALSE(stage.certain());
  }
}

TEST(StageComparison, IntervalsOfStagesAndTailsCoverTheTruth) {
  int trials = 0;
  std::array<int, 4> tails_cover{};
  int planner_covers = 0, planner_certain = 0, difference_covers = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed, ++trials) {
    const std::vector<RunPair> pairs = simulated_pairs({.steps = 80, .ratio = 0.95}, seed);
    const auto stages = stages_of(pairs);
    const StageComparison& planner = find(stages, Stage::kPlanner, TimeKind::kSelf);
    planner_covers += planner.ratio->interval->contains(0.95) ? 1 : 0;
    planner_certain += planner.certain() ? 1 : 0;
    difference_covers += planner.difference.interval->contains(-0.05 * planner.a_ns) ? 1 : 0;
    const auto tails = tails_of(pairs);
    for (std::size_t q = 0; q < tails.size(); ++q) tails_cover[q] += tails[q].ratio->interval->contains(0.95) ? 1 : 0;
  }
  EXPECT_NEAR(planner_covers, 0.95 * trials, 0.03 * trials);
  EXPECT_NEAR(difference_covers, 0.95 * trials, 0.03 * trials);
  EXPECT_GT(planner_certain, 0.5 * trials);
  for (const int covers : tails_cover) EXPECT_NEAR(covers, 0.95 * trials, 0.03 * trials);
}

TEST(StageComparison, EqualWaysHaveACertainStageInFiveOfAHundredSessionsAtMost) {
  int alarms = 0, uncorrected = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    bool certain = false, below = false;
    for (const StageComparison& stage : stages_of(simulated_pairs({.steps = 20, .noise = {.stage = 0.1}}, seed))) {
      if (stage.source.kind == TimeKind::kTotal) continue;
      certain = certain || stage.certain();
      below = below || stage.p <= kAlpha;
    }
    alarms += certain ? 1 : 0;
    uncorrected += below ? 1 : 0;
  }
  EXPECT_LE(alarms, 0.07 * 300);
  EXPECT_GE(uncorrected, 0.09 * 300) << "three stages, each wrong in five of a hundred";
}

TEST(Holm, CorrectsStepByStep) {
  // Ascending 0.01, 0.02, 0.03, 0.5 times 4, 3, 2, 1; never below the one before.
  const double p[] = {0.03, 0.01, 0.5, 0.02};
  const std::vector<double> corrected = holm(p);
  EXPECT_NEAR(corrected[1], 0.04, 1e-12);
  EXPECT_NEAR(corrected[3], 0.06, 1e-12);
  EXPECT_NEAR(corrected[0], 0.06, 1e-12);
  EXPECT_NEAR(corrected[2], 0.5, 1e-12);
  EXPECT_TRUE(holm({}).empty());
  const double large[] = {0.6, 0.7};
  EXPECT_EQ(holm(large), (std::vector<double>{1.0, 1.0}));
}

TEST(Tails, AreThoseOfARun) {
  // Warm steps 1 … 101 ns in every run of A, twice that in B: p50 at position 50 of 0 … 100.
  std::vector<RunPair> pairs(6);
  for (RunPair& pair : pairs) {
    for (const auto& [run, factor] : {std::pair{&pair.a, 1}, std::pair{&pair.b, 2}}) {
      run->steps.push_back({.wall_ns = 1'000'000});
      for (int k = 101; k >= 1; --k) run->steps.push_back({.wall_ns = factor * k});
      run->loop_ns = 1;
    }
  }
  const auto tails = tails_of(pairs);
  ASSERT_EQ(tails.size(), 4U);
  const double expected[] = {51.0, 96.0, 100.0, 101.0};
  for (std::size_t i = 0; i < tails.size(); ++i) {
    EXPECT_NEAR(tails[i].a_ns, expected[i], 1e-9);
    EXPECT_NEAR(tails[i].b_ns, 2 * expected[i], 1e-9);
    EXPECT_NEAR(tails[i].ratio->interval->low, 2.0, 1e-9);
  }
}

}  // namespace
}  // namespace stepscope
