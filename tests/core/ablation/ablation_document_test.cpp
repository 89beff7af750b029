#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/ablation/ablation_document.h"
#include "core/ablation/ablation_json.h"
#include "core/ablation/ablation_tables.h"
#include "core/ablation/ablation_tally.h"
#include "core/ablation/ablation_words.h"
#include "core/ablation/measured_savings.h"
#include "core/ablation/waterfall_chart.h"
#include "core/ablation/write_ablation.h"
#include "core/files/text_file.h"
#include "core/record/csv.h"
#include "tests/core/ablation/scripted_groups.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

AblationResult sharing(const std::vector<std::string>& switches = {"1", "2", "4", "6"}) {
  const AblationPlan plan = test::ablation_plan(switches);
  AblationResult result = tally(plan, test::scripted_groups(plan, test::sharing_rule));
  result.conditions = {.planner = "simple",
                       .challenge = "open-loop-boxes",
                       .controller = "log-playback",
                       .pairs = 6,
                       .processor = "a processor",
                       .cores = 2};
  return result;
}

TEST(AblationWords, SayHowMuchAndThatSavingsDoNotAddUp) {
  const AblationResult result = sharing();
  EXPECT_THAT(headline(result), HasSubstr("fast is 2.0"));  // 10 ms instead of 5
  EXPECT_THAT(interaction_words(result), HasSubstr("3 measured switches of fast save 6.97 ms"));
  EXPECT_THAT(interaction_words(result), HasSubstr("some save the same work"));
}

TEST(AblationWords, SurprisesNameEstimatesBeyondTheStepAndSwitchesWithoutEffect) {
  const std::vector<std::string> surprises = surprise_words(sharing());
  // 40 + 30 + 31 + 30 of a step of 10 ms.
  EXPECT_THAT(surprises, testing::Contains(HasSubstr("estimates of the 4 listed ones add up to 131 ms")));
  EXPECT_THAT(surprises, testing::Contains(HasSubstr("saves beyond doubt the most is that of 4 (connections pooled)")));
  EXPECT_THAT(surprises, testing::Contains(HasSubstr("save nothing that matters: 1 (traffic lights cached)")));
}

TEST(AblationWords, WarnOfABusyMachineOfWhatIsMissingAndOfVoidSpeedUps) {
  AblationResult result = sharing();
  EXPECT_TRUE(warning_words(result).empty()) << warning_words(result).front();
  result.load_after = 7.5;
  result.runs_planned += 3;
  result.rows[2].alone.effect->output = {
      .state = OutputState::kDiffers, .words = "Void: from step 4 on.", .first_step = 4, .scenario = "ab"};
  const std::vector<std::string> warnings = warning_words(result);
  ASSERT_EQ(warnings.size(), 3U);
  EXPECT_THAT(warnings[0], HasSubstr("Not complete"));
  EXPECT_THAT(warnings[1], HasSubstr("busy: load average"));
  EXPECT_THAT(warnings[2], HasSubstr("4 (connections pooled), alone: void. Void: from step 4 on. (scenario ab)"));
}

TEST(AblationWords, OfVoidOnesTheSumMeansLittle) {
  AblationResult result = sharing();
  EXPECT_THAT(interaction_words(result), Not(HasSubstr("Void")));
  result.rows[2].alone.effect->output.state = OutputState::kDiffers;
  EXPECT_THAT(interaction_words(result), HasSubstr("Void ones are among them"));
}

TEST(AblationWords, AHalfMeasuredOneDoesNotSayThatNothingWasMeasured) {
  AblationResult result = sharing();
  result.joint.effect.reset();
  EXPECT_EQ(headline(result), "Baseline and fast have not run beside each other yet.");
  result.runs_done = 0;
  EXPECT_EQ(headline(result), "Nothing was measured yet.");
}

TEST(AblationTables, TheRowOfFastSaysWhatItSavesBesideTheIntervalOfIt) {
  const AblationResult result = sharing();
  const Table table = effect_table(result);
  const auto fast = std::ranges::find_if(table.rows, [](const TableRow& row) { return row.cells[1] == "fast"; });
  ASSERT_NE(fast, table.rows.end());
  const MeasuredEffect& joint = *result.joint.effect;
  ASSERT_TRUE(joint.saving.interval && joint.saving.interval->contains(joint.saving.ns));
  EXPECT_THAT(fast->cells[3], HasSubstr("5.0"));  // saved of 10 ms
  EXPECT_THAT(fast->cells[5], HasSubstr("5.0"));  // left
  EXPECT_EQ(fast->cells[7], "faster");
}

TEST(AblationTables, HaveEveryRowWithItsNumberEstimateAndReason) {
  const AblationResult result = sharing();
  const Table table = effect_table(result);
  std::vector<std::vector<std::string>> rows;
  for (const TableRow& row : table.rows) {
    ASSERT_EQ(row.cells.size(), table.columns.size());
    if (!row.cells[0].empty()) rows.push_back(row.cells);
  }
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_THAT(rows[1], ElementsAre("2", "map raster gathered once", "30", "–", "–", "–", "–",
                                   "not used by this planner: no effect expected", "–"));
  EXPECT_EQ(rows[2][2], "31");
  EXPECT_EQ(rows[2][3], "3.99 (0.601)");
  EXPECT_EQ(rows[2][7], "faster");
  EXPECT_EQ(rows[2][8], "equal");
  EXPECT_EQ(interval_table(result).rows.size(), 3U) << "what was measured";
}

TEST(AblationTables, LinesForSpreadsheetsHaveTheColumnsOfTheirHead) {
  const auto lines = parse_csv(ablation_csv(sharing()));
  ASSERT_EQ(lines.size(), 1U + 3 * 4 + 3);
  for (const auto& line : lines) EXPECT_EQ(line.size(), lines.front().size()) << line[1] << line[6];
}

TEST(WaterfallChart, StandsOnTheBaselineAndEndsAtFast) {
  const std::vector<WaterfallBar> bars = waterfall_of(sharing());
  ASSERT_EQ(bars.size(), 7U);  // baseline, 4 switches, the rest, fast
  EXPECT_TRUE(bars.front().total);
  EXPECT_NEAR(bars.front().to_ns, 10e6, 1e5);
  EXPECT_THAT(bars[2].why_not, HasSubstr("not used"));
  EXPECT_NEAR(bars[3].from_ns - bars[3].to_ns, 4e6, 2e5);
  EXPECT_NEAR(bars[4].from_ns - bars[4].to_ns, 1e6, 2e5) << "the second saves what the first left";
  for (std::size_t i = 2; i + 1 < bars.size(); ++i) EXPECT_DOUBLE_EQ(bars[i].from_ns, bars[i - 1].to_ns) << i;
  EXPECT_NEAR(bars.back().to_ns, 5e6, 1e5);
  EXPECT_TRUE(bars.back().interval->contains(bars.back().to_ns));
}

TEST(AblationDocument, IsOnePageWithTheChartInside) {
  const test::TemporaryFolder folder;
  const auto files = write_ablation(sharing(), folder.path());
  ASSERT_TRUE(files.ok()) << files.error().text();
  EXPECT_EQ(files.value().size(), 4U);
  const std::string html = read_file(folder.path() / "ablation.html").value();
  EXPECT_THAT(html, HasSubstr("<svg"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  const std::string text = read_file(folder.path() / "ablation.md").value();
  EXPECT_THAT(text, HasSubstr("map raster gathered once"));
  EXPECT_THAT(text, HasSubstr("Do the effects add up?"));
}

TEST(AblationDocument, NamesFromDataChangeNothingAroundThem) {
  AblationResult result = sharing();
  const std::string evil = "<script>alert(1)</script>|`x`";
  result.conditions.planner = evil;
  result.conditions.scenarios = {{.token = evil, .type = evil, .log = evil, .location = evil, .steps = 1}};
  result.rows[0].alone = {.effect = std::nullopt, .why_not = evil};
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_ablation(result, folder.path()).ok());
  EXPECT_THAT(read_file(folder.path() / "ablation.html").value(), Not(HasSubstr("<script")));
  EXPECT_THAT(read_file(folder.path() / "ablation.md").value(), Not(HasSubstr("<script")));
}

TEST(AblationDocument, CanBeWrittenBeforeAnythingWasMeasured) {
  const AblationPlan plan = test::ablation_plan({"4"});
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_ablation(tally(plan, {}), folder.path()).ok());
  EXPECT_THAT(read_file(folder.path() / "ablation.md").value(), HasSubstr("Nothing was measured yet"));
}

class Savings : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  StoredSavings stored(AblationResult result) {
    EXPECT_TRUE(write_ablation(result, folder_.path()).ok());
    auto read = read_savings(folder_.path() / "ablation.json");
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().text());
    return read.ok() ? std::move(read).value() : StoredSavings{};
  }
  static RunFacts facts(const EngineProfile& profile) {
    RunFacts facts;
    facts.planner = "simple";
    facts.challenge = "open-loop-boxes";
    facts.processor = "a processor";
    for (const ProfileSwitch& s : switches_of(profile)) facts.switches[s.key] = s.value;
    return facts;
  }
};

TEST_F(Savings, AreReadBackForTheRoadmap) {
  const StoredSavings savings = stored(sharing());
  ASSERT_EQ(savings.alone.size(), 4U);
  EXPECT_EQ(savings.alone[1].key, "map-raster");
  EXPECT_THAT(savings.alone[1].why_not, HasSubstr("not used by this planner"));
  EXPECT_EQ(read_savings(folder_.path()).value().alone.size(), 4U) << "the folder will do";
  const MeasuredSaving& pooled = savings.alone[2];
  EXPECT_EQ(pooled.why_not, "");
  EXPECT_EQ(pooled.key, "connections");
  EXPECT_EQ(pooled.from, "per-statement");
  EXPECT_EQ(pooled.to, "pooled");
  EXPECT_NEAR(pooled.saving_ns, 4e6, 1e5);
  EXPECT_LT(pooled.low_ns, pooled.saving_ns);
  EXPECT_EQ(pooled.pairs, 6);
  EXPECT_EQ(why_savings_do_not_fit(savings, facts(EngineProfile::baseline())), "");
  EXPECT_NEAR(savings_for(savings, facts(EngineProfile::baseline()))[2].saving_ns, 4e6, 1e5);
  EXPECT_NEAR(savings_for(savings, facts(EngineProfile::fast()))[2].saving_ns, 2e6, 1e5) << "as removed from fast";
}

TEST_F(Savings, VoidOnesHaveTheReasonInstead) {
  AblationResult result = sharing();
  result.rows[2].alone.effect->output.state = OutputState::kDiffers;
  const StoredSavings savings = stored(result);
  EXPECT_THAT(savings.alone[2].why_not, HasSubstr("void"));
  EXPECT_EQ(savings.alone[3].why_not, "");
}

TEST_F(Savings, OfAnotherPlannerChallengeOrMachineDoNotFit) {
  const StoredSavings savings = stored(sharing());
  RunFacts other = facts(EngineProfile::baseline());
  other.planner = "idm";
  EXPECT_THAT(why_savings_do_not_fit(savings, other), HasSubstr("another planner (simple, here idm)"));
  other = facts(EngineProfile::baseline());
  other.processor = "faster";
  EXPECT_THAT(why_savings_do_not_fit(savings, other), HasSubstr("another processor"));
}

TEST_F(Savings, FilesThatAreNoAblationAreRefusedWithTheField) {
  const auto file = folder_.path() / "a.json";
  const auto refusal = [&file](const std::string& text) {
    EXPECT_TRUE(write_file(file, text).ok());
    const auto read = read_savings(file);
    return read.ok() ? std::string("accepted") : read.error().text();
  };
  EXPECT_THAT(refusal("{"), HasSubstr("a.json"));
  EXPECT_THAT(refusal("{}"), HasSubstr("kind: is not an ablation"));
  EXPECT_THAT(refusal(R"({"kind":"x"})"), HasSubstr("kind: is not an ablation"));
  EXPECT_THAT(refusal(R"({"kind":"stepscope ablation"})"), HasSubstr("conditions"));
}

}  // namespace
}  // namespace stepscope
