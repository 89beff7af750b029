#include "core/pairing/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/pairing/pair_evidence.h"

namespace stepscope {
namespace {

using testing::HasSubstr;
using testing::Not;
using Kind = GateMetric::Kind;

Gate parsed(const std::string& text) {
  const auto gate = parse_gate(text);
  EXPECT_TRUE(gate.ok()) << gate.error().text();
  return gate.ok() ? gate.value() : Gate{};
}

TEST(GateParser, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parsed("total<=1.05"), (Gate{.metric = {.kind = Kind::kTotal},
                                         .order = GateOrder::kAtMost,
                                         .limit = 1.05,
                                         .scale = GateScale::kRatio,
                                         .text = "total<=1.05"}));
  const Gate p99 = parsed(" p99( step ) < 100 ms ");
  EXPECT_EQ(p99.metric.kind, Kind::kQuantile);
  EXPECT_EQ(p99.metric.quantile, 0.99);
  EXPECT_EQ(p99.metric.source, (TimeSource{.stage = Stage::kStep, .kind = TimeKind::kTotal}));
  EXPECT_EQ(p99.order, GateOrder::kBelow);
  EXPECT_EQ(p99.limit, 1e8);
  EXPECT_EQ(p99.scale, GateScale::kTime);
  EXPECT_EQ(parsed("planner.self<=2us").metric.source, (TimeSource{.stage = Stage::kPlanner, .kind = TimeKind::kSelf}));
  EXPECT_EQ(parsed("unaccounted<=1ms").metric.source, (TimeSource{.stage = Stage::kStep, .kind = TimeKind::kSelf}));
  EXPECT_EQ(parsed("input_preparation<=1.5").metric.kind, Kind::kMean);
  EXPECT_EQ(parsed("max(step)<=1s").metric.quantile, 1.0);
  const Gate misses = parsed("misses(100ms)<=1%");
  EXPECT_EQ(misses.metric.budget_ns, 100'000'000);
  EXPECT_EQ(misses.scale, GateScale::kShare);
  EXPECT_DOUBLE_EQ(misses.limit, 0.01);
  EXPECT_EQ(parsed("misses(1s)<=0").scale, GateScale::kNumber);
  const Gate score = parsed("score>=0.9");
  EXPECT_EQ(score.order, GateOrder::kAtLeast);
  EXPECT_EQ(score.scale, GateScale::kNumber);
}

struct BadGate {
  std::string text, error;
};

TEST(GateParser, SaysWhereAndWhatWasExpected) {
  const std::vector<BadGate> cases{
      {"", "character 1: expected total, score"},
      {"totl<=1.05", "character 1: expected a stage (step, unaccounted, input_preparation"},
      {"total=1.05", "character 6: expected <=, <, >= or >"},
      {"total<=", "character 8: expected a number"},
      {"total<=-1", "character 8: expected a number"},
      {"total<=1.05 foo", "character 13: expected the end"},
      {"p99(step<=100ms", "character 9: expected \")\""},
      {"p99 step<=1", "character 5: expected \"(\""},
      {"p98(step)<=1", "character 1: expected p50, p95, p99, max or misses"},
      {"misses(100)<=2", "expected a unit"},
      {"score>=0.9ms", "character 11: expected no unit"},
      {"total<=105%", "only misses take %"},
  };
  for (const BadGate& c : cases) {
    const auto gate = parse_gate(c.text);
    ASSERT_FALSE(gate.ok()) << c.text;
    EXPECT_THAT(gate.error().text(), HasSubstr(c.error)) << c.text;
    EXPECT_THAT(gate.error().text(), HasSubstr("--gate")) << c.text;
    EXPECT_TRUE(gate.error().file.empty()) << "wrong usage, not bad input";
  }
}

// One step of 1 ms, then `steps` of step_us each; a tenth of each is the planner's.
MeasuredRun run_of(int steps, std::int64_t step_us) {
  MeasuredRun run;
  for (int k = 0; k <= steps; ++k) {
    const std::int64_t ns = (k == 0 ? 1000 : step_us) * 1000;
    StepTiming step{.wall_ns = ns};
    step.total_ns[static_cast<std::size_t>(Stage::kStep)] = ns;
    step.self_ns[static_cast<std::size_t>(Stage::kStep)] = ns - ns / 10;
    step.total_ns[static_cast<std::size_t>(Stage::kPlanner)] = ns / 10;
    step.self_ns[static_cast<std::size_t>(Stage::kPlanner)] = ns / 10;
    run.steps.push_back(step);
    run.loop_ns += ns;
  }
  return run;
}

class GateOnPairs : public testing::Test {
 protected:
  GateOnPairs() {
    // B takes 1.1 times as long, alternately a little less and more: 2.2 ms against 2 ms.
    for (int i = 0; i < 8; ++i)
      pairs_.push_back({.a = run_of(100, 2000),
                        .b = run_of(100, i % 2 == 0 ? 2190 : 2210),
                        .order = i % 4 < 2 ? PairOrder::kAFirst : PairOrder::kBFirst});
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      pairs_[i].a.began_ns = static_cast<std::int64_t>(i) * 1'000'000'000;
      pairs_[i].b.began_ns = pairs_[i].a.began_ns + 500'000'000;
    }
    auto compared = compare_runs(pairs_);
    EXPECT_TRUE(compared.ok());
    comparison_ = std::move(compared).value();
  }
  GateResult result(const std::string& gate, std::optional<double> score = 0.8) const {
    return evaluate(parsed(gate), PairEvidence(pairs_, comparison_, score));
  }
  bool passes(const std::string& gate) const { return result(gate).passed; }

  std::vector<RunPair> pairs_;
  RunComparison comparison_;
};

TEST_F(GateOnPairs, RatiosAndTimesOfB) {
  EXPECT_FALSE(passes("total<=1.05"));
  EXPECT_TRUE(passes("total<=1.11"));
  EXPECT_TRUE(passes("step<=2.3ms"));
  EXPECT_FALSE(passes("step<=2.1ms"));
  EXPECT_TRUE(passes("planner<=230us"));
  EXPECT_TRUE(passes("planner.self>1.09"));
  EXPECT_TRUE(passes("p99(step)<=2.3ms"));
  EXPECT_FALSE(passes("p50(step)<=1.05"));
  EXPECT_FALSE(passes("max(step)<=2100us"));
}

TEST_F(GateOnPairs, MissesAreCountedOrAShare) {
  EXPECT_EQ(result("misses(2200us)<=400").measured->value, 400.0) << "half of 8 runs of 100 warm steps";
  EXPECT_FALSE(passes("misses(2200us)<=399"));
  EXPECT_TRUE(passes("misses(2200us)<=50%"));
  EXPECT_FALSE(passes("misses(2200us)<=49.9%"));
}

TEST_F(GateOnPairs, Scores) {
  EXPECT_TRUE(passes("score>=0.8"));
  EXPECT_FALSE(passes("score>=0.9"));
  const GateResult none = result("score>=0.1", std::nullopt);
  EXPECT_FALSE(none.passed);
  EXPECT_THAT(gate_words(none), HasSubstr("there is no score"));
}

TEST_F(GateOnPairs, AStageWithoutTimeHasNoRatio) {
  const GateResult none = result("inference<=1.05");
  EXPECT_FALSE(none.passed);
  EXPECT_THAT(gate_words(none), HasSubstr("there is no ratio"));
  EXPECT_TRUE(passes("inference<=1ms")) << "no time at all is below any limit";
}

// The ratio is 1.0999 in the middle; its interval reaches from 1.095 to 1.105.
TEST_F(GateOnPairs, TheValueDecidesAndTheIntervalIsSaid) {
  const GateResult near = result("total<=1.101");
  EXPECT_TRUE(near.passed);
  EXPECT_TRUE(near.uncertain);
  EXPECT_THAT(gate_words(near), HasSubstr("gate passed, but not for certain: total<=1.101 is 1.09"));
  EXPECT_FALSE(result("total<=1.2").uncertain);
  EXPECT_THAT(gate_words(result("total<=1.2")), Not(HasSubstr("unit")));
  EXPECT_THAT(gate_words(result("p99(step)<=100")), HasSubstr("times A's: a limit of time has a unit, as 100ms"));
  EXPECT_THAT(gate_words(result("total<=1.05")), HasSubstr("gate failed: total<=1.05 is 1.09"));
}

// Who gates asks for the measured value: the same runs pass or fail whether A was measured against itself or not.
TEST_F(GateOnPairs, ANoiseFloorMovesNone) {
  const RunComparison hidden = compare_runs(pairs_, pairs_).value();  // A against itself comes out 10 % apart, too
  ASSERT_TRUE(hidden.answer.within_floor());
  for (const char* gate : {"total<=1.05", "total<=1.101", "total<=1.2", "planner<=1.05"}) {
    const GateResult with_floor = evaluate(parsed(gate), PairEvidence(pairs_, hidden, 0.8)), without = result(gate);
    EXPECT_EQ(with_floor.passed, without.passed) << gate;
    EXPECT_EQ(gate_words(with_floor), gate_words(without));
  }
}

}  // namespace
}  // namespace stepscope
