#include "core/report/comparison_charts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/report/comparison_document.h"
#include "core/report/html.h"
#include "core/report/markdown.h"
#include "core/report/picture_svg.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr SimulatedNoise kQuiet{.spike_share = 0.0, .run = 0.005};

// B takes half as much again in each of 8 pairs.
PairFindings slower(const std::string& name_b = "new") {
  PairSession session;
  session.pairs = simulated_pairs({.pairs = 8, .steps = 40, .ratio = 1.5, .noise = kQuiet}, 3);
  session.same = simulated_pairs({.pairs = 6, .steps = 40, .noise = kQuiet}, 4);
  session.scenarios.push_back({.steps = 40});
  auto findings = findings_of(std::move(session), {.a = "old", .b = name_b});
  EXPECT_TRUE(findings.ok());
  return std::move(findings).value();
}

std::vector<std::string> labels(const Picture& picture) {
  std::vector<std::string> out;
  for (const auto& item : picture.items)
    if (const auto* label = std::get_if<Label>(&item)) out.push_back(label->text);
  return out;
}

template <typename Item>
std::vector<Item> drawn(const Picture& picture, Ink::Role role) {
  std::vector<Item> out;
  for (const auto& item : picture.items)
    if (const auto* one = std::get_if<Item>(&item); one != nullptr && one->ink.role == role) out.push_back(*one);
  return out;
}

void expect_inside(const Picture& picture) {
  for (const auto& item : picture.items) {
    if (const auto* line = std::get_if<Line>(&item))
      for (const Point2& point : line->points) {
        EXPECT_GE(point.x, 0.0);
        EXPECT_LE(point.x, picture.width);
        EXPECT_GE(point.y, 0.0);
        EXPECT_LE(point.y, picture.height);
      }
    if (const auto* label = std::get_if<Label>(&item)) {
      EXPECT_LE(label->y, picture.height) << label->text;
    }
  }
}

TEST(RatioTicks, AreRoundAndHoldOne) {
  EXPECT_THAT(ratio_ticks(1.05, 9), ElementsAre(testing::DoubleNear(0.96, 1e-9), testing::DoubleNear(0.98, 1e-9), 1.0,
                                                testing::DoubleNear(1.02, 1e-9), testing::DoubleNear(1.04, 1e-9)));
  EXPECT_THAT(ratio_ticks(4.1, 9), ElementsAre(0.25, 0.5, 1.0, 2.0, 4.0));
  EXPECT_THAT(ratio_ticks(100.0, 9), ElementsAre(1.0 / 64, 1.0 / 16, 0.25, 1.0, 4.0, 16.0, 64.0));
}

TEST(RatioForest, HasARowWithIntervalAndFloorForTheTotalAndEveryOwnTime) {
  const PairFindings findings = slower();
  const Picture forest = ratio_forest(findings);
  EXPECT_THAT(labels(forest), testing::IsSupersetOf({std::string("total of a run"), std::string("step"),
                                                     std::string("planner"), std::string("ratio B / A, logarithmic")}));
  // total, step, planner, database, unaccounted
  const auto floors = drawn<Boxes>(forest, Ink::Role::kFloor);
  EXPECT_EQ(floors.size(), 5u);
  // Intervals lie right of 1: of the total by hand.
  const double one = drawn<Line>(forest, Ink::Role::kMuted).at(0).points[0].x;
  for (const Line& interval : drawn<Line>(forest, Ink::Role::kText)) {
    EXPECT_GT(interval.points[0].x, one);
    EXPECT_GE(interval.points[1].x, interval.points[0].x);
  }
  EXPECT_LT(floors[0].boxes[0].x, one);
  EXPECT_GT(floors[0].boxes[0].x + floors[0].boxes[0].width, one);
  expect_inside(forest);
}

TEST(RatioForest, OneRunOfEachHasPointsAndNoIntervals) {
  PairFindings findings = slower();
  findings.source = PairFindings::Source::kStored;
  findings.pairs.resize(1);
  findings.comparison = compare_runs(findings.pairs).value();
  const Picture forest = ratio_forest(findings);
  EXPECT_TRUE(drawn<Line>(forest, Ink::Role::kText).empty());
  EXPECT_THAT(labels(forest), Not(testing::Contains("total of a run")));
}

TEST(RatioRibbon, IsAboveOneWhereBTakesLongerAndMarksWhereOutputsPart) {
  PairFindings findings = slower();
  const Picture plain = ratio_ribbon(findings, 0);
  const double one = drawn<Line>(plain, Ink::Role::kMuted).at(0).points[0].y;
  const auto medians = drawn<Line>(plain, Ink::Role::kSecond);
  ASSERT_EQ(medians.size(), 1u);
  EXPECT_EQ(medians[0].points.size(), 40u);
  for (const Point2& point : medians[0].points) EXPECT_LT(point.y, one);  // y runs down
  EXPECT_EQ(drawn<Shape>(plain, Ink::Role::kSecondBand).size(), 1u);
  EXPECT_TRUE(drawn<Line>(plain, Ink::Role::kLimit).empty());
  findings.scenarios[0].outputs.beyond[static_cast<std::size_t>(OutputPart::kPlan)] =
      Departure{.step = 17, .part = OutputPart::kPlan, .what = "apart", .same_input = true};
  EXPECT_THAT(labels(ratio_ribbon(findings, 0)), testing::Contains("outputs part at step 17"));
  expect_inside(plain);
}

TEST(RatioRibbon, LongRunsAreDrawnInColumns) {
  PairFindings findings = slower();
  findings.pairs = simulated_pairs({.pairs = 2, .steps = 5000, .noise = kQuiet}, 3);
  const Picture ribbon = ratio_ribbon(findings, 0);
  EXPECT_LE(drawn<Line>(ribbon, Ink::Role::kSecond).at(0).points.size(), 400u);
  EXPECT_THAT(labels(ribbon), testing::Contains("means of about 16 steps"));
}

TEST(RatioRibbon, AScenarioWithoutPairsHasNone) { EXPECT_TRUE(ratio_ribbon(slower(), 7).items.empty()); }

TEST(StepDistributions, SharesOfBothAddUpAndQuantilesAreNamed) {
  const Picture picture = step_distributions(slower());
  for (const Ink::Role role : {Ink::Role::kFirst, Ink::Role::kSecond}) {
    const auto lines = drawn<Line>(picture, role);
    ASSERT_FALSE(lines.empty());
    const auto& stairs = lines[0].points;
    const double base = stairs.front().y, top = 76.0;  // the axis names the share of the top
    double sum = 0.0;
    for (std::size_t i = 1; i + 1 < stairs.size(); i += 2) sum += (base - stairs[i].y) / (base - top);
    const std::string tallest = labels(picture)[2];  // "12.3 %" of the uppermost line
    EXPECT_NEAR(sum * std::stod(tallest), 100.0, 1.0);
  }
  const auto texts = labels(picture);
  EXPECT_EQ(std::ranges::count(texts, "p50"), 2);
  EXPECT_THAT(texts, testing::IsSupersetOf({std::string("A  old"), std::string("B  new")}));
  expect_inside(picture);
}

TEST(ComparisonCharts, AreInThePageWithEscapedNamesAndWithoutNetwork) {
  const std::string evil = "<script>x</script>&" + std::string(60, 'y');
  const std::string page = html_of(comparison_document(slower(evil)));
  std::size_t charts = 0;
  for (std::size_t at = page.find("<svg"); at != std::string::npos; at = page.find("<svg", at + 1)) ++charts;
  EXPECT_EQ(charts, 3u);
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
  EXPECT_THAT(page, Not(HasSubstr("href=\"http")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;x&lt;/script&gt;&amp;yyy"));
  EXPECT_THAT(markdown_of(comparison_document(slower())), Not(HasSubstr("svg")));
}

}  // namespace
}  // namespace stepscope
