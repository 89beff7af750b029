#include "core/report/violation_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/report/document_of.h"
#include "core/report/markdown.h"
#include "tests/core/report/made_up_run.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

const MetricViolation kHit{.step = 37,
                           .last_step = 37,
                           .what = "front of the ego hits a <b>vehicle</b>",
                           .culprit = Token{0xAB},
                           .value = 3.25,
                           .threshold = 0.0,
                           .unit = "m/s",
                           .score_without = 1.0,
                           .final_score_without = 0.8125};

std::string report_with(Scorecard card) {
  ProfiledRun run = test::two_steps();
  run.score = std::move(card);
  return markdown_of(document_of(test::report_of({run})));
}

TEST(ScoreSection, SaysWhatTheScoreIsMadeOfAndLostTo) {
  Scorecard card{.set = MetricSet::kClosedLoop, .final_score = 0.0, .metrics = {}};
  card.metrics.push_back({.name = "no_ego_at_fault_collisions", .score = 0.0, .violations = {kHit}});
  card.metrics.push_back({.name = "speed_limit_compliance", .score = 0.5});
  card.metrics.push_back({.name = "ego_jerk", .error = "the run is too short"});
  const std::string text = report_with(card);
  EXPECT_THAT(text, HasSubstr("### Score 0\n"));
  EXPECT_THAT(text, HasSubstr("| no_ego_at_fault_collisions | 0 | multiplies |"));
  EXPECT_THAT(text, HasSubstr("| speed_limit_compliance | 0.5 | weight 4 |"));
  EXPECT_THAT(text, HasSubstr("ego_jerk was not computed: the run is too short"));
  EXPECT_THAT(text, HasSubstr("step 37: front of the ego hits a &lt;b&gt;vehicle"));
}

TEST(ScoreSection, NothingScoredIsSaid) { EXPECT_THAT(report_with({}), HasSubstr("No metric has a score.")); }

TEST(ViolationText, NamesStepsCulpritValuesAndWhatWouldBe) {
  EXPECT_EQ(
      violation_text(kHit),
      "step 37: front of the ego hits a <b>vehicle</b> (object 00000000000000ab): 3.25 against 0 m/s; without it 1 "
      "here, 0.8125 in all");
  MetricViolation fast = kHit;
  fast.last_step = 50;
  fast.culprit = MapCulprit{.layer = MapLayer::kLane, .id = 12};
  EXPECT_THAT(violation_text(fast), HasSubstr("steps 37 to 50: "));
  EXPECT_THAT(violation_text(fast), HasSubstr("(LANE 12)"));
}

}  // namespace
}  // namespace stepscope
