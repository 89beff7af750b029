#include "core/report/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/report/document_of.h"
#include "core/report/number_text.h"
#include "tests/core/report/made_up_run.h"

namespace stepscope {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string markdown_report(const ProfiledRun& run) { return markdown_of(document_of(test::report_of({run}))); }

TEST(MarkdownReport, NamesTheLargestPartAndAddsUp) {
  const std::string report = markdown_report(test::two_steps());
  EXPECT_THAT(report, HasSubstr("A step takes 2.00 ms on average"));
  EXPECT_THAT(report, HasSubstr("The largest part is planner with 50.0 %"));
  EXPECT_THAT(report, HasSubstr("| planner | 1.00 |"));
  EXPECT_THAT(report, HasSubstr("| unaccounted | 0.300 |"));
  EXPECT_THAT(report, HasSubstr("| 15.0 % |\n"));
  EXPECT_THAT(report, HasSubstr("| **step** | **2.00** |"));
}

TEST(MarkdownReport, KeepsNamesFromDataAsText) {
  const std::string report = markdown_report(test::evil_run());
  EXPECT_THAT(report, Not(HasSubstr("<script")));
  EXPECT_THAT(report, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;\\|\\`x\\`\\*b\\*\\[l\\](u) \"q\"'\\\\\\#"));
  EXPECT_THAT(report, Not(HasSubstr("\xff"))) << "not UTF-8";
  EXPECT_THAT(report, Not(HasSubstr("\xe2\x80\xae"))) << "turns the direction of writing";
  for (std::size_t at = report.find('\n'); at + 1 < report.size(); at = report.find('\n', at + 1))
    EXPECT_FALSE(report.substr(at + 1, 1) == "\"") << "a line break of a name began a line";
}

TEST(MarkdownReport, NamesTheModelThatWasAskedAndItsFile) {
  ProfiledRun run = test::two_steps();
  EXPECT_THAT(markdown_report(run), Not(HasSubstr("SHA-256")));
  run.facts.model = ModelFacts{.name = "m.pt", .sha256 = "c0ffee"};
  EXPECT_THAT(markdown_report(run), HasSubstr("| 1: simple | m.pt | c0ffee |"));
  run.facts.model->sha256.clear();
  EXPECT_THAT(markdown_report(run), HasSubstr("| 1: simple | m.pt | – (no file) |"));
}

TEST(MarkdownReport, SaysThatARunFailedAndWhere) {
  ProfiledRun run = test::two_steps();
  run.facts.status = "failed";
  run.facts.message = "step 2: trajectory is empty";
  EXPECT_THAT(markdown_report(run), HasSubstr("failed: step 2: trajectory is empty"));
  run.steps.clear();
  EXPECT_THAT(markdown_report(run), HasSubstr("No step was finished: step 2"));
}

TEST(MarkdownText, LeavesUnderscoresInsideOfWords) {
  EXPECT_EQ(markdown_text("no_ego_at_fault"), "no_ego_at_fault");
  EXPECT_EQ(markdown_text("_x_"), "\\_x\\_");
}

TEST(DurationText, ChoosesTheUnit) {
  EXPECT_EQ(duration_text(0.0), "0 ns");
  EXPECT_EQ(duration_text(45.0), "45.0 ns");
  EXPECT_EQ(duration_text(12'345.0), "12.3 µs");
  EXPECT_EQ(duration_text(1'234'567.0), "1.23 ms");
  EXPECT_EQ(duration_text(2.5e9), "2.50 s");
  EXPECT_EQ(duration_text(9'996.0), "10.0 µs") << "three digits of the rounded value";
  EXPECT_EQ(duration_text(999'400.0), "999 µs");
  EXPECT_EQ(duration_text(-2'500'000.0), "-2.50 ms");
}

}  // namespace
}  // namespace stepscope
