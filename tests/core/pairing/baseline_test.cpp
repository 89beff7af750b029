#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/files/text_file.h"
#include "core/pairing/baseline_comparison.h"
#include "core/pairing/solo_runner.h"
#include "core/pairing/stored_baseline.h"
#include "tests/core/pairing/mini_scenario.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

SoloSession measured(int runs) {
  const SoloPlan plan{
      .arm = {.name = "A", .request = test::closed_loop("simple")},
      .scenario_of = [](std::size_t, const EngineProfile&) -> Result<ScenarioPtr> { return test::mini_scenario(); },
      .runs = runs};
  RunControl control;
  return run_alone(plan, control);
}

TEST(Baseline, ComesBackFromItsFileAsItWas) {
  const SoloSession session = measured(2);
  ASSERT_TRUE(session.problems.empty());
  ASSERT_EQ(session.levels.scenarios.size(), 1u);
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "baseline.json";
  ASSERT_TRUE(write_baseline(file, session.levels).ok());
  const auto read = read_baseline(file);
  ASSERT_TRUE(read.ok()) << read.error().text();
  const ScenarioLevels &out = session.levels.scenarios[0], &in = read.value().scenarios.at(0);
  EXPECT_EQ(in.runs, out.runs);
  EXPECT_EQ(in.steps, out.steps);
  EXPECT_EQ(in.score, out.score);
  EXPECT_EQ(in.facts.token, out.facts.token);
  EXPECT_EQ(in.facts.switches, out.facts.switches);
  EXPECT_EQ(in.facts.processor, out.facts.processor);
  EXPECT_EQ(read.value().logs, false) << "no run wrote its log";
}

TEST(Baseline, BadFilesNameFileAndField) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "baseline.json";
  const auto problem = [&](const std::string& text) {
    EXPECT_TRUE(write_file(file, text).ok());
    const auto read = read_baseline(file);
    EXPECT_FALSE(read.ok());
    return read.ok() ? std::string() : read.error().text();
  };
  EXPECT_THAT(problem("{}"), AllOf(HasSubstr("baseline.json"), HasSubstr("format")));
  EXPECT_THAT(problem(R"({"format": "stepscope baseline", "version": 9, "scenarios": []})"), HasSubstr("version"));
  EXPECT_THAT(problem(R"({"format": "stepscope baseline", "version": 1, "scenarios": []})"), HasSubstr("is empty"));
  EXPECT_THAT(problem("not json"), HasSubstr("baseline.json"));
  EXPECT_THAT(read_baseline(folder.path() / "none.json").error().text(), HasSubstr("none.json"));
}

// Runs of 10 and 10 · e^0.02 ms, and of three times as much: the ratio is 3 exactly.
RunLevel level(double ms) {
  return {.total_ns = static_cast<std::int64_t>(ms * 1e6),
          .steps_ns = {1'000'000, 2'000'000, 3'000'000},
          .stages = {{.source = {.stage = Stage::kStep, .kind = TimeKind::kTotal}, .mean = ms * 1e4, .p99 = ms * 2e4}}};
}
WayLevels way(const std::vector<double>& totals_ms, const std::string& token = "1", int steps = 3) {
  ScenarioLevels scenario{.steps = steps, .score = 0.5};
  scenario.facts.token = token;
  for (const double ms : totals_ms) scenario.runs.push_back(level(ms));
  return {.scenarios = {scenario}};
}

TEST(BaselineComparison, RatioOfGeometricMeansWithWelchsInterval) {
  const WayLevels a = way({100.0, 102.0, 98.0, 101.0}), b = way({300.0, 306.0, 294.0, 303.0});
  const auto compared = compare_with_baseline(a, b);
  ASSERT_TRUE(compared.ok());
  EXPECT_NEAR(compared.value().total.ratio, 3.0, 1e-6);
  EXPECT_EQ(compared.value().runs_a, 4);
  // Logarithms of both spread with s = 0.01709; s² / 4 twice gives 0.01208, t(6) = 2.447: ± 2.96 %.
  ASSERT_TRUE(compared.value().total.interval.has_value());
  EXPECT_NEAR(std::log(compared.value().total.interval->high / 3.0), 0.02957, 1e-4);
  ASSERT_EQ(compared.value().stages.size(), 1u);
  EXPECT_NEAR(compared.value().stages[0].ratio->ratio, 3.0, 1e-9);
}

TEST(BaselineComparison, GatesReadFromIt) {
  const WayLevels a = way({100.0, 102.0}), b = way({103.0, 105.0});
  const BaselineEvidence evidence(a, b);
  const auto passes = [&](const std::string& gate) { return evaluate(parse_gate(gate).value(), evidence).passed; };
  EXPECT_TRUE(passes("total<=1.05"));
  EXPECT_FALSE(passes("total<=1.02"));
  EXPECT_TRUE(passes("total<=105ms"));
  EXPECT_TRUE(passes("p99(step)<=1.05"));
  EXPECT_TRUE(passes("score>=0.5"));
  EXPECT_TRUE(passes("misses(2ms)<=2")) << "one of 3 ms in each of two runs";
  EXPECT_FALSE(passes("misses(2ms)<=33%"));
  EXPECT_FALSE(passes("inference<=1.05"));
}

TEST(BaselineComparison, OtherScenariosAndLengthsAreRefused) {
  const auto other = compare_with_baseline(way({1.0}, "1"), way({1.0}, "2"));
  ASSERT_FALSE(other.ok());
  EXPECT_THAT(other.error().text(), HasSubstr("scenario 2: is not in the baseline"));
  const auto longer = compare_with_baseline(way({1.0}, "1", 3), way({1.0}, "1", 5));
  ASSERT_FALSE(longer.ok());
  EXPECT_THAT(longer.error().text(), HasSubstr("has 3 steps in the baseline and 5 now"));
}

}  // namespace
}  // namespace stepscope
