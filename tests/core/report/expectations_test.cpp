#include "core/report/expectations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/files/text_file.h"
#include "core/report/report_measure.h"
#include "tests/core/report/made_up_run.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

Result<std::vector<Expectation>> read_text(const std::string& text) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(write_file(folder.path() / "expectations.json", text).ok());
  return read_expectations(folder.path() / "expectations.json");
}

std::string with_entries(const std::string& entries) {
  return R"({"format": {"name": "stepscope expectations", "version": 1}, "expectations": [)" + entries + "]}";
}

TEST(Expectations, TheFileThatIsShippedIsTheDefault) {
  const auto shipped = read_expectations(test::data_folder() / "../../resources/expectations.json");
  ASSERT_TRUE(shipped.ok()) << shipped.error().text();
  const auto built_in = default_expectations();
  ASSERT_EQ(shipped.value().size(), built_in.size());
  for (std::size_t i = 0; i < built_in.size(); ++i) {
    EXPECT_EQ(shipped.value()[i].measure, built_in[i].measure);
    EXPECT_EQ(shipped.value()[i].bound, built_in[i].bound);
    EXPECT_EQ(shipped.value()[i].value, built_in[i].value);
  }
}

TEST(Expectations, AMistakeIsNamed) {
  struct Case {
    std::string text, expected;
  };
  const Case cases[] = {
      {"{", "expectations.json: is not JSON"},
      {"[]", "is not an object"},
      {R"({"expectations": []})", "format"},
      {R"({"format": {"name": "x", "version": 1}, "expectations": []})", "name"},
      {R"({"format": {"name": "stepscope expectations", "version": 2}, "expectations": []})", "version"},
      {with_entries("3"), "expectation 1"},
      {with_entries(R"({"measure": "score", "at_least": 0.5}, {"at_most": 1})"), "expectation 2"},
      {with_entries(R"({"measure": "magic", "at_most": 1})"), "there is no \"magic\"; known: statements_per_step"},
      {with_entries(R"({"measure": "score"})"), "exactly one of at_most and at_least"},
      {with_entries(R"({"measure": "score", "at_most": 1, "at_least": 0})"), "exactly one of at_most and at_least"},
      {with_entries(R"({"measure": "score", "at_most": "much"})"), "at_most"},
      {with_entries(R"({"measure": "score", "at_most": -1})"), "from 0 on"}};
  for (const Case& c : cases) {
    const auto read = read_text(c.text);
    ASSERT_FALSE(read.ok()) << c.text;
    EXPECT_THAT(read.error().text(), HasSubstr(c.expected)) << c.text;
  }
}

TEST(Surprises, WorstRatioFirst) {
  ProfiledRun run = test::run_with_spans(30, 1'000'000);  // 10 ms a step, framework 5 ms, 2 statements
  run.steps[3].counters.allocations = 30;
  const std::vector<Expectation> expected{{"framework_ms", Bound::kAtMost, 20.0},
                                          {"statements_per_step", Bound::kAtMost, 0.5},
                                          {"allocations_per_step", Bound::kAtMost, 0.0},
                                          {"real_time_factor", Bound::kAtLeast, 20.0},
                                          {"score", Bound::kAtLeast, 0.9}};
  const BottleneckReport report = test::report_of({run}, {.expectations = expected, .savings = {}});
  const auto& found = report.runs[0].surprises;
  ASSERT_EQ(found.size(), 5u);
  EXPECT_EQ(found[0].expected.measure, "allocations_per_step");
  EXPECT_TRUE(std::isinf(found[0].ratio));
  EXPECT_EQ(found[0].sentence, "heap allocations per step: 1.00, where at most 0 was expected.");
  EXPECT_EQ(found[1].expected.measure, "statements_per_step");
  EXPECT_DOUBLE_EQ(found[1].ratio, 4.0) << "2 against 0.5";
  EXPECT_EQ(found[1].sentence, "statements per step: 2.00, 4.00 times the 0.500 that were expected.");
  EXPECT_EQ(found[2].expected.measure, "real_time_factor");
  EXPECT_DOUBLE_EQ(found[2].ratio, 2.0) << "0.1 s in 10 ms is 10×, 20× were expected";
  EXPECT_EQ(found[3].expected.measure, "framework_ms");
  EXPECT_TRUE(found[3].met);
  EXPECT_FALSE(found[4].measured.has_value()) << "the run has no score";
}

TEST(Measures, EveryOneHasAKeyOfItsOwnAndAValueWhereRecorded) {
  const ProfiledRun run = test::run_with_spans(3);
  const RunStatistics statistics = statistics_of(run.steps, 0.1);
  const CostSplit split = cost_split_of(run, 100e6);
  std::set<std::string> keys;
  for (const ReportMeasure& measure : report_measures()) {
    EXPECT_TRUE(keys.insert(measure.key).second) << measure.key;
    if (measure.key == "score") continue;
    EXPECT_TRUE(measured(measure.key, run, statistics, split).has_value()) << measure.key;
  }
  EXPECT_DOUBLE_EQ(measured("database_ms", run, statistics, split).value(), 0.004);
  EXPECT_DOUBLE_EQ(measured("unaccounted_percent", run, statistics, split).value(), 30.0);
  EXPECT_NEAR(measured("waiting_percent", run, statistics, split).value(), 10.0, 1e-9);
}

}  // namespace
}  // namespace stepscope
