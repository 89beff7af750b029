#include "core/report/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepscope {
namespace {

using testing::HasSubstr;
using testing::Not;

// Two steps of 3 ms and 1 ms: 1.5 and 0.5 ms of planner, the rest propagation and what no span covers.
ProfiledRun example() {
  ProfiledRun run;
  run.facts.planner = "simple";
  run.facts.challenge = "open-loop-boxes";
  run.facts.profile = "fast";
  run.facts.log = "<script>|x";
  run.facts.status = "reached_end";
  const auto step = [](std::int64_t planner, std::int64_t propagation, std::int64_t rest) {
    StepTiming t;
    t.self_ns[static_cast<std::size_t>(Stage::kPlanner)] = planner;
    t.self_ns[static_cast<std::size_t>(Stage::kPropagation)] = propagation;
    t.self_ns[static_cast<std::size_t>(Stage::kStep)] = rest;
    t.wall_ns = planner + propagation + rest;
    t.total_ns[static_cast<std::size_t>(Stage::kStep)] = t.wall_ns;
    return t;
  };
  run.steps = {step(1'500'000, 1'000'000, 500'000), step(500'000, 400'000, 100'000)};
  return run;
}

TEST(MarkdownReport, NamesTheLargestPartAndAddsUp) {
  const ProfiledRun run = example();
  const std::string report = markdown_report(std::span(&run, 1));
  EXPECT_THAT(report, HasSubstr("A step takes 2.00 ms on average"));
  EXPECT_THAT(report, HasSubstr("The largest part is planner with 50.0 %"));
  EXPECT_THAT(report, HasSubstr("| planner | 1.00 |"));
  EXPECT_THAT(report, HasSubstr("| unaccounted | 0.300 |"));
  EXPECT_THAT(report, HasSubstr("| 15.0 |\n"));
  EXPECT_THAT(report, HasSubstr("| **step** | **2.00** |"));
}

TEST(MarkdownReport, KeepsNamesFromDataAsText) {
  const ProfiledRun run = example();
  const std::string report = markdown_report(std::span(&run, 1));
  EXPECT_THAT(report, Not(HasSubstr("<script>")));
  EXPECT_THAT(report, HasSubstr("&lt;script&gt;\\|x"));
}

TEST(MarkdownReport, SaysThatARunFailedAndWhere) {
  ProfiledRun run = example();
  run.facts.status = "failed";
  run.facts.message = "step 2: trajectory is empty";
  EXPECT_THAT(markdown_report(std::span(&run, 1)), HasSubstr("failed: step 2: trajectory is empty"));
  run.steps.clear();
  EXPECT_THAT(markdown_report(std::span(&run, 1)), HasSubstr("No step was finished"));
}

TEST(DurationText, ChoosesTheUnit) {
  EXPECT_EQ(duration_text(0.0), "0 ns");
  EXPECT_EQ(duration_text(45.0), "45.0 ns");
  EXPECT_EQ(duration_text(12'345.0), "12.3 µs");
  EXPECT_EQ(duration_text(1'234'567.0), "1.23 ms");
  EXPECT_EQ(duration_text(2.5e9), "2.50 s");
  EXPECT_EQ(duration_text(9'996.0), "10.0 µs") << "three digits of the rounded value";
  EXPECT_EQ(duration_text(999'400.0), "999 µs");
}

}  // namespace
}  // namespace stepscope
