// Breakdown, split, bottlenecks, switches and comparison of runs whose numbers are known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/report/document_of.h"
#include "core/report/markdown.h"
#include "tests/core/report/made_up_run.h"

namespace stepscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

void expect_adds_up(const BreakdownNode& node) {
  if (node.parts.empty()) return;
  double mean = 0.0, share = 0.0, of_parent = 0.0;
  for (const BreakdownNode& part : node.parts) {
    mean += part.total.mean;
    share += part.share;
    of_parent += part.share_of_parent;
    expect_adds_up(part);
  }
  EXPECT_NEAR(mean, node.total.mean, 1e-6) << breakdown_title(node);
  EXPECT_NEAR(share, node.share, 1e-12) << breakdown_title(node);
  EXPECT_NEAR(of_parent, 1.0, 1e-12) << breakdown_title(node);
}

std::vector<std::string> titles(const BreakdownNode& node) {
  std::vector<std::string> list;
  for (const BreakdownNode& part : node.parts) list.push_back(breakdown_title(part));
  return list;
}

TEST(Breakdown, OfSpansIsTheirTreeAndAddsUp) {
  const Breakdown b = breakdown_of(test::run_with_spans(3));
  EXPECT_EQ(b.source, BreakdownSource::kSpans);
  expect_adds_up(b.root);
  EXPECT_THAT(titles(b.root), ElementsAre("planner", "input preparation", "unaccounted"));
  EXPECT_THAT(titles(b.root.parts[0]), ElementsAre("features", "planner: own"));
  EXPECT_THAT(titles(b.root.parts[0].parts[0]), ElementsAre("database", "features: own"));
  EXPECT_NEAR(b.root.parts[2].share, 0.3, 1e-12) << "3 of 10";
  EXPECT_NEAR(b.root.parts[0].parts[0].share_of_parent, 0.8, 1e-12) << "4 of 5";
  EXPECT_EQ(b.root.parts[0].calls_per_step, 1.0);
}

TEST(Breakdown, WithoutSpansStagesLieBelowTheirHomeAndAddUp) {
  ProfiledRun run = test::run_with_spans(3);
  run.spans.reset();
  const Breakdown b = breakdown_of(run);
  EXPECT_EQ(b.source, BreakdownSource::kSelfTimes);
  expect_adds_up(b.root);
  EXPECT_THAT(titles(b.root), ElementsAre("database", "planner", "input preparation", "unaccounted"));
  EXPECT_EQ(b.root.total.mean, 10'000.0);
  EXPECT_EQ(b.root.parts[1].total.mean, 2'000.0) << "planner's own and features";
}

TEST(CostSplit, GivesWhatThePlannerReadsToThePlanner) {
  ProfiledRun run = test::run_with_spans(4);
  const CostSplit split = cost_split_of(run, 100e6);
  EXPECT_DOUBLE_EQ(split.planner_ns, 5'000.0);
  EXPECT_DOUBLE_EQ(split.framework_ns, 5'000.0);
  EXPECT_DOUBLE_EQ(split.database_ns, 1'000.0);
  EXPECT_DOUBLE_EQ(split.left_at_mean_ns, 100e6 - 10'000.0);
  EXPECT_TRUE(split.database_assigned);
  run.spans.reset();
  const CostSplit without = cost_split_of(run, 100e6);
  EXPECT_DOUBLE_EQ(without.planner_ns, 2'000.0) << "own times of planner and features";
  EXPECT_FALSE(without.database_assigned);
}

TEST(Bottlenecks, AreRankedByOwnTimeWithTheirEvidence) {
  ProfiledRun run = test::run_with_spans(40);
  StepTiming& slow = run.steps[17];
  slow.self_ns[test::place(Stage::kFeatures)] += 9'000;
  slow.wall_ns += 9'000;
  slow.cpu_ns += 9'000;
  slow.counters.agents = 50;
  const BottleneckReport report = test::report_of({run});
  const auto& found = report.runs[0].bottlenecks;
  ASSERT_GE(found.size(), 3u);
  EXPECT_EQ(found[0].row.stage, Stage::kDatabase);
  EXPECT_EQ(found[1].row.stage, Stage::kStep);
  EXPECT_EQ(found[2].row.stage, Stage::kFeatures);
  EXPECT_THAT(found[2].cause, Not(HasSubstr("network"))) << "none is asked";
  EXPECT_EQ(found[2].worst.front().step, 17u);
  EXPECT_DOUBLE_EQ(found[2].worst.front().time_s, 1.7);
  ASSERT_FALSE(found[2].contrasts.empty());
  EXPECT_EQ(found[2].contrasts.front().title, "agents");
  EXPECT_DOUBLE_EQ(found[2].contrasts.front().in_worst, 50.0) << "one is a twentieth of 39, the cold one aside";
  EXPECT_NEAR(found[2].contrasts.front().correlation, 1.0, 1e-9) << "one step alone has both";
  ASSERT_EQ(found[2].statements.size(), 1u);
  EXPECT_EQ(found[2].statements[0].calls, 40) << "of the two a step only the one below features";
  EXPECT_EQ(found[2].statements[0].rows, 280);
}

// Steps of 10 µs; the first takes 100, step 5 waits for 50, step 7 works for 20 more.
TEST(Bottlenecks, AStepThatWaitedIsNoEvidenceOfWork) {
  ProfiledRun run = test::run_with_spans(40);
  const auto lengthen = [&run](std::size_t k, std::int64_t ns, std::int64_t cpu_ns) {
    run.steps[k].self_ns[test::place(Stage::kDatabase)] += ns;
    run.steps[k].wall_ns += ns;
    run.steps[k].cpu_ns += cpu_ns;
  };
  lengthen(0, 90'000, 90'000);
  lengthen(5, 50'000, 0);
  lengthen(7, 20'000, 20'000);
  const BottleneckReport report = test::report_of({run});
  const Bottleneck& database = report.runs[0].bottlenecks.front();
  ASSERT_EQ(database.row.stage, Stage::kDatabase);
  EXPECT_EQ(database.worst.front().step, 7u);
  EXPECT_EQ(database.cold_ns, 94'000);
  ASSERT_EQ(database.waited.size(), 1u);
  EXPECT_EQ(database.waited.front().step, 5u);
  EXPECT_DOUBLE_EQ(database.waiting_share, 1.0) << "one is a twentieth of 39: step 5";
  const std::string text = markdown_of(document_of(report));
  EXPECT_THAT(text,
              HasSubstr("its slowest step, 5, waited for the processor rather than worked (51.0 µs of 60.0 µs), so "
                        "look at step 7, the slowest that worked (30.0 µs, 3.00 times the median, most of the "
                        "excess in database)"));
  EXPECT_THAT(text, HasSubstr("Worst steps: step 7 at 0.7 s with 24.0 µs of 30.0 µs"));
  EXPECT_THAT(text, HasSubstr("Longer, but in steps that waited for the processor: step 5 at 0.5 s with 54.0 µs"));
  EXPECT_THAT(text, HasSubstr("The cold first step: 94.0 µs."));
  EXPECT_THAT(text, HasSubstr("The slowest step that worked rather than waited:"));
}

TEST(BottomLine, NeverSendsToTheColdFirstStep) {
  ProfiledRun run = test::run_with_spans(40);
  run.steps[0].self_ns[test::place(Stage::kPlanner)] += 90'000;
  run.steps[0].wall_ns += 90'000;
  run.steps[0].cpu_ns += 90'000;
  const BottleneckReport report = test::report_of({run});
  EXPECT_THAT(report.runs[0].bottom_line.at(0), HasSubstr("longest 10.0 µs; the cold first step 100 µs"));
  EXPECT_THAT(report.runs[0].bottom_line.at(1),
              HasSubstr("no step after the first takes clearly longer than the median"));
}

// Of 40 steps of 10 µs, 4 of them database, two wait for 100 µs while they plan: planning takes 6 µs a step on average.
TEST(BottomLine, OnABusyMachineItTellsTheMedianStepFromTheMean) {
  ProfiledRun run = test::run_with_spans(40);
  for (const std::size_t k : {11u, 23u}) {
    run.steps[k].self_ns[test::place(Stage::kPlanner)] += 100'000;
    run.steps[k].wall_ns += 100'000;
  }
  const BottleneckReport report = test::report_of({run});
  EXPECT_THAT(report.runs[0].bottom_line.at(0), HasSubstr("40.0 % of the time passed without the processor"));
  EXPECT_THAT(
      report.runs[0].bottom_line.at(1),
      HasSubstr("The largest part is planner with 40.0 % of the time (6.00 µs per step), but of the median step "
                "database (4.00 µs); "));
}

TEST(BottomLine, NamesOnlySwitchesThatActOnTheRun) {
  ProfiledRun run = test::run_with_spans(4);
  run.facts.planner = "idm";
  run.facts.challenge = "closed-loop-nonreactive-agents";
  run.facts.controller = "perfect-tracking";
  run.facts.agents = "reference";
  run.facts.switches = {
      {"map-raster", "per-step"}, {"inference", "float32"}, {"neighbours", "all"}, {"connections", "per-statement"},
      {"tracker", "dense"},       {"map", "on-demand"},     {"corridors", "geos"}, {"log", "blocking"}};
  const BottleneckReport report = test::report_of({run});
  EXPECT_THAT(report.runs[0].bottom_line.at(1), HasSubstr("cost here (connections=pooled, corridors=outline);"))
      << "database 4 µs, planner and features 2";
  const std::string text = markdown_of(document_of(report));
  EXPECT_THAT(text, HasSubstr("connections: pooled instead of per-statement. It acts on database: 4.00 µs per step."));
  EXPECT_THAT(text,
              HasSubstr("log (it acts after the last step); map (no step spent time where it acts); tracker (no "
                        "tracker follows the plan under this controller); map-raster, inference (not used by this "
                        "planner); neighbours (there are no reactive agents)."));
}

TEST(Method, SaysWhatStatementTimesLeaveOut) {
  const std::string text = markdown_of(document_of(test::report_of({test::evil_run()})));
  EXPECT_THAT(text,
              HasSubstr("opening and closing its connection, and reading the columns of a row, are in the stage"));
}

// A probe keeps a limited number of spans of a step: the planner's of step 2 is gone, with all below.
TEST(Method, SaysHowManyTreesAreNotWhole) {
  ProfiledRun run = test::run_with_spans(4);
  for (StepTiming& step : run.steps) {
    step.total_ns[test::place(Stage::kStep)] = 10'000;
    step.total_ns[test::place(Stage::kInputPreparation)] = 2'000;
    step.total_ns[test::place(Stage::kPlanner)] = 5'000;
    step.total_ns[test::place(Stage::kFeatures)] = 4'000;
    step.total_ns[test::place(Stage::kDatabase)] = 4'000;
  }
  EXPECT_THAT(markdown_of(document_of(test::report_of({run}))), Not(HasSubstr("more spans than are kept")));
  run.steps[2].total_ns[test::place(Stage::kPlanner)] = 15'000;
  EXPECT_THAT(markdown_of(document_of(test::report_of({run}))),
              HasSubstr("Run 1: 1 of 4 steps had more spans than are kept"));
}

TEST(Path, CountsMeasuredSavingsOnly) {
  ProfiledRun run = test::run_with_spans(4);
  run.facts.switches = {{"queries", "per-step"}, {"connections", "per-statement"}, {"tracker", "banded"}};
  ReportOptions options;
  options.savings = {{.key = "queries",
                      .from = "per-step",
                      .to = "per-scenario",
                      .saving_ns = 1.5e6,
                      .low_ns = 1.2e6,
                      .high_ns = 1.8e6,
                      .pairs = 10,
                      .source = "the ablation of today"}};
  const BottleneckReport report = test::report_of({run}, options);
  ASSERT_EQ(report.runs[0].slow_switches.size(), 2u);
  const std::string text = markdown_of(document_of(report));
  EXPECT_THAT(text, HasSubstr("queries: per-scenario instead of per-step: measured: saves 1.50 ms per step"));
  EXPECT_THAT(text, HasSubstr("what that costs here is not measured yet: run the ablation"));
  EXPECT_THAT(text, HasSubstr("- connections: pooled instead of per-statement. It acts on database"));
  EXPECT_THAT(text, HasSubstr("first of all set queries=per-scenario, which was measured to save 1.50 ms per step, and "
                              "measure the other switches that are not fast (connections=pooled)"));
}

TEST(Path, WhatAnAblationCouldNotMeasureSaysWhyInsteadOfAskingForOne) {
  ProfiledRun run = test::two_steps();
  run.facts.switches = {{"map-raster", "per-step"}};
  ReportOptions options;
  options.savings = {
      {.key = "map-raster", .from = "per-step", .to = "gathered", .why_not = "not used by this planner"}};
  const std::string text = markdown_of(document_of(test::report_of({run}, options)));
  EXPECT_THAT(text, HasSubstr("without effect on the steps of this run: map-raster (not used by this planner)."));
  EXPECT_THAT(text, Not(HasSubstr("run the ablation")));
  EXPECT_THAT(text, HasSubstr("all switches that act on its steps are in their fast position"));
}

TEST(Path, SavingsOfARunBelongToItAloneAndMayBeCosts) {
  ProfiledRun run = test::two_steps();
  run.facts.switches = {{"log", "blocking"}};
  std::vector<ReportedRun> runs(2);
  for (ReportedRun& one : runs) one.run = std::make_shared<const ProfiledRun>(run);
  runs[0].savings = {{.key = "log",
                      .from = "blocking",
                      .to = "async",
                      .saving_ns = -0.3e6,
                      .low_ns = -0.4e6,
                      .high_ns = -0.2e6,
                      .pairs = 10,
                      .source = "switched on alone"}};
  runs[1].why_no_savings = "it was another planner";
  const BottleneckReport report = bottleneck_report(std::move(runs));
  ASSERT_TRUE(report.runs[0].slow_switches.at(0).saving);
  EXPECT_FALSE(report.runs[1].slow_switches.at(0).saving);
  const std::string text = markdown_of(document_of(report));
  EXPECT_THAT(text, HasSubstr("measured: costs 300 µs per step (95 % interval 200 µs to 400 µs, 10 pairs"));
  EXPECT_THAT(text, HasSubstr("Measured savings are not shown: it was another planner."));
}

TEST(Comparison, SetsRunsSideBySideAndFlagsConditions) {
  ProfiledRun a = test::two_steps(), b = test::two_steps();
  b.facts.planner = "idm";
  a.facts.processor = "fast one";
  b.facts.processor = "slow one";
  const BottleneckReport report = test::report_of({a, b});
  ASSERT_EQ(report.differences.size(), 1u) << "the planner is what is compared";
  EXPECT_EQ(report.differences[0].what, "processor");
  const std::string text = markdown_of(document_of(report));
  EXPECT_THAT(text, HasSubstr("## Side by side"));
  EXPECT_THAT(text, HasSubstr("differ in more than the planner, so their times may differ for that: processor"));
  EXPECT_THAT(text, HasSubstr("| mean step | 2.00 ms | 2.00 ms |"));
  EXPECT_THAT(text, HasSubstr("not whether two planners differ"));
  EXPECT_THAT(markdown_of(document_of(test::report_of({a}))), Not(HasSubstr("Side by side")));
}

TEST(Comparison, TakesRunsWithoutSteps) {
  ProfiledRun empty;
  empty.facts.status = "failed";
  empty.facts.message = "no trajectory";
  const std::string text = markdown_of(document_of(test::report_of({test::two_steps(), empty})));
  EXPECT_THAT(text, HasSubstr("| mean step | 2.00 ms | – |"));
  EXPECT_THAT(text, HasSubstr("No step was finished: no trajectory"));
}

TEST(Report, SaysWhyThereIsNoScene) {
  EXPECT_THAT(markdown_of(document_of(test::report_of({test::two_steps()}))),
              HasSubstr("Without pictures of the scenes: no log."));
}

}  // namespace
}  // namespace stepscope
