// What each format promises: escaping, well-formedness, numbers that read back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/files/text_file.h"
#include "core/record/csv.h"
#include "core/report/document_of.h"
#include "core/report/html.h"
#include "core/report/html_text.h"
#include "core/report/pdf.h"
#include "core/report/report_json.h"
#include "core/report/report_tables.h"
#include "core/report/write_report.h"
#include "tests/core/report/made_up_run.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// Start and end tags nest, and only known elements occur.
void expect_well_formed(const std::string& page) {
  const std::set<std::string> empty{"meta", "!DOCTYPE"};
  const std::set<std::string> known{"html", "head", "title",  "style",      "body",    "main",  "nav",
                                    "ul",   "li",   "a",      "details",    "summary", "h1",    "h2",
                                    "h3",   "p",    "div",    "table",      "thead",   "tbody", "tr",
                                    "th",   "td",   "figure", "figcaption", "svg",     "path",  "text"};
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find('>', at);
    ASSERT_NE(end, std::string::npos);
    const std::string tag = page.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" />", 1) - (tag[0] == '/' ? 1 : 0));
    if (empty.contains(name)) continue;
    EXPECT_TRUE(known.contains(name)) << "<" << tag.substr(0, 80) << ">";
    if (tag[0] == '/') {
      ASSERT_FALSE(open.empty());
      EXPECT_EQ(open.back(), name);
      open.pop_back();
    } else if (!tag.ends_with("/")) {
      open.push_back(name);
    }
  }
  EXPECT_TRUE(open.empty());
}

std::string html_report(const ProfiledRun& run) { return html_of(document_of(test::report_of({run}))); }

TEST(Html, IsWellFormedAndNeedsNothingElse) {
  const std::string page = html_report(test::run_with_spans(50));
  expect_well_formed(page);
  for (const char* outside : {"<script", "src=", "url(", "@import", "<link", "<img", "<iframe"})
    EXPECT_THAT(page, Not(HasSubstr(outside)));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme:dark"));
  EXPECT_THAT(page, HasSubstr("@media print"));
  EXPECT_THAT(page, HasSubstr("<svg"));
}

TEST(Html, KeepsNamesFromDataAsText) {
  const std::string page = html_report(test::evil_run());
  expect_well_formed(page);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, Not(HasSubstr("\xff")));
  EXPECT_THAT(page, Not(HasSubstr("\xe2\x80\xae")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST(Html, EscapesInsideAttributes) { EXPECT_EQ(html_text("\"'<>&"), "&quot;&#39;&lt;&gt;&amp;"); }

TEST(Html, ContentsLeadToEveryHeading) {
  const std::string page = html_of(document_of(test::report_of({test::two_steps(), test::run_with_spans(5)})));
  int links = 0;
  for (std::size_t at = page.find("href=\"#s"); at != std::string::npos; at = page.find("href=\"#s", at + 1)) {
    const std::string place = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_THAT(page, HasSubstr(" id=\"" + place + "\"")) << place;
    ++links;
  }
  EXPECT_GT(links, 15);
}

double sum_of_parts(const json& node) {
  double sum = 0.0;
  for (const json& part : node.at("parts")) {
    sum += part.at("total_ns").at("mean").get<double>();
    if (part.at("parts").empty()) continue;
    EXPECT_NEAR(sum_of_parts(part), part.at("total_ns").at("mean").get<double>(), 1e-6);
  }
  return sum;
}

TEST(Json, HasAVersionAndATreeThatAddsUp) {
  const json report = json::parse(report_json(test::report_of({test::run_with_spans(30)})));
  EXPECT_EQ(report.at("format").at("name"), "stepscope report");
  EXPECT_EQ(report.at("format").at("version"), 1);
  const json& run = report.at("runs").at(0);
  EXPECT_EQ(run.at("breakdown").at("source"), "spans");
  const json& root = run.at("breakdown").at("root");
  EXPECT_EQ(root.at("stage"), "step");
  EXPECT_NEAR(sum_of_parts(root), 10'000.0, 1e-6);
  EXPECT_EQ(run.at("bottom_line").size(), 2u);
  EXPECT_EQ(run.at("statistics").at("steps"), 30);
  EXPECT_DOUBLE_EQ(run.at("split").at("planner_ns").get<double>(), 5'000.0);
  EXPECT_EQ(run.at("statements").at(0).at("statement"), "SELECT x FROM ego");
}

TEST(Json, TakesWhatIsNotUtf8AndRunsWithoutSteps) {
  const json report = json::parse(report_json(test::report_of({test::evil_run(), ProfiledRun{}})));
  EXPECT_THAT(report.at("runs").at(0).at("facts").at("log").get<std::string>(), HasSubstr("<script>alert(1)"));
  EXPECT_TRUE(report.at("runs").at(1).at("statistics").is_null());
}

TEST(Json, NamesTheModelAndItsFile) {
  ProfiledRun made = test::two_steps(), by_file = test::two_steps();
  made.facts.model = ModelFacts{.name = "resnet50-random", .sha256 = {}};
  by_file.facts.model = ModelFacts{.name = "m.pt", .sha256 = "c0ffee"};
  const json report = json::parse(report_json(test::report_of({test::two_steps(), made, by_file})));
  const auto model = [&](std::size_t run) { return report.at("runs").at(run).at("facts").at("model"); };
  EXPECT_TRUE(model(0).is_null());
  EXPECT_EQ(model(1), json({{"name", "resnet50-random"}, {"sha256", nullptr}}));
  EXPECT_EQ(model(2), json({{"name", "m.pt"}, {"sha256", "c0ffee"}}));
  EXPECT_EQ(report.at("differences").at(0),
            json({{"what", "model"}, {"values", {"", "resnet50-random", "m.pt c0ffee"}}}));
}

TEST(Csv, StepsAddUpAndNamesStayInTheirField) {
  ProfiledRun evil = test::evil_run();
  evil.facts.planner = "=1+1";
  const auto rows = parse_csv(report_steps_csv(test::report_of({test::run_with_spans(4), evil})));
  ASSERT_EQ(rows.size(), 1u + 4u + 2u);
  std::map<std::string, std::size_t> column;
  for (std::size_t i = 0; i < rows[0].size(); ++i) column[rows[0][i]] = i;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    ASSERT_EQ(rows[r].size(), rows[0].size());
    std::int64_t own = 0;
    for (std::size_t s = 0; s < kStageCount; ++s)
      own += std::stoll(rows[r][column.at(std::string(stage_key(static_cast<Stage>(s))) + "_ns")]);
    EXPECT_EQ(own, std::stoll(rows[r][column.at("wall_ns")]));
  }
  EXPECT_EQ(rows[5][column.at("planner")], "'=1+1") << "no formula of a spreadsheet";
  EXPECT_THAT(rows[5][column.at("log")], HasSubstr("<script>alert(1)</script>|"));
}

TEST(Csv, StagesHaveOwnAndTotal) {
  const auto rows = parse_csv(report_stages_csv(test::report_of({test::run_with_spans(4)})));
  ASSERT_EQ(rows.size(), 1u + 5u) << "unaccounted, input preparation, planner, features, database";
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  EXPECT_EQ(rows[1][7], "unaccounted");
  const auto total = std::ranges::find(rows[0], "total_mean_ns") - rows[0].begin();
  EXPECT_EQ(rows[1][static_cast<std::size_t>(total)], "3000.000") << "not the whole step: what nothing accounts for";
}

// step 10: unaccounted 3, input 2 (database 1, own 1), planner 5 (features 4 (database 3, own 1), own 1); µs.
TEST(Csv, TheBreakdownIsATreeOfNumberedLines) {
  const auto rows = parse_csv(report_breakdown_csv(test::report_of({test::run_with_spans(4)})));
  std::map<std::string, std::size_t> column;
  for (std::size_t i = 0; i < rows[0].size(); ++i) column[rows[0][i]] = i;
  std::vector<std::string> lines;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto cell = [&](const char* name) { return rows[r][column.at(name)]; };
    lines.push_back(cell("line") + "<" + cell("above") + " " + cell("stage") + cell("own") + " " +
                    cell("total_mean_ns"));
  }
  EXPECT_THAT(lines, testing::ElementsAre("1< step0 10000.000", "2<1 planner0 5000.000", "3<2 features0 4000.000",
                                          "4<3 database0 3000.000", "5<3 features1 1000.000", "6<2 planner1 1000.000",
                                          "7<1 input_preparation0 2000.000", "8<7 database0 1000.000",
                                          "9<7 input_preparation1 1000.000", "10<1 unaccounted1 3000.000"));
}

int pages_of(const std::string& pdf) {
  int pages = 0;
  for (std::size_t at = pdf.find("/Type /Page %"); at != std::string::npos; at = pdf.find("/Type /Page %", at + 1))
    ++pages;
  return pages;
}

TEST(Pdf, IsAFileOfPages) {
  const auto pdf = pdf_of(document_of(test::report_of({test::run_with_spans(50)})));
  ASSERT_TRUE(pdf.ok()) << pdf.error().text();
  EXPECT_EQ(pdf.value().substr(0, 5), "%PDF-");
  EXPECT_THAT(pdf.value().substr(pdf.value().size() - 8), HasSubstr("%%EOF"));
  EXPECT_GE(pages_of(pdf.value()), 2);
  EXPECT_LE(pages_of(pdf.value()), 8);
}

TEST(Pdf, TakesNamesOfAnyKindAndLength) {
  ProfiledRun run = test::evil_run();
  run.statements[0].sql = std::string(200'000, 'x');
  run.facts.log.assign(50'000, '\xff');
  const auto pdf = pdf_of(document_of(test::report_of({run, ProfiledRun{}})));
  ASSERT_TRUE(pdf.ok()) << pdf.error().text();
  EXPECT_LE(pages_of(pdf.value()), 20) << "what does not fit on a page is cut";
}

TEST(Formats, AreListedOnceAndKnown) {
  const auto formats = formats_of("html,md,html");
  ASSERT_TRUE(formats.ok());
  EXPECT_THAT(formats.value(), testing::ElementsAre(ReportFormat::kHtml, ReportFormat::kMarkdown));
  for (const char* wrong : {"", "md,", "doc", "MD", "md html"})
    EXPECT_THAT(formats_of(wrong).error().text(), HasSubstr("is not one of md, html")) << wrong;
}

TEST(WriteReport, WritesEveryFormatOrSaysWhyNot) {
  const test::TemporaryFolder folder;
  const auto written = write_report(test::report_of({test::run_with_spans(20)}), kReportFormats, folder.path() / "new");
  ASSERT_TRUE(written.ok()) << written.error().text();
  for (const auto& file : written.value().files) EXPECT_GT(std::filesystem::file_size(file), 100u) << file;
  const auto without = write_report(test::report_of({test::two_steps()}), kReportFormats, folder.path() / "other");
  ASSERT_TRUE(without.ok());
  EXPECT_EQ(without.value().files.size() + 1, written.value().files.size());
  ASSERT_EQ(without.value().notes.size(), 1u);
  EXPECT_THAT(without.value().notes[0], HasSubstr("no spans"));
  ASSERT_TRUE(write_file(folder.path() / "file", "in the way").ok());
  const auto refused =
      write_report(test::report_of({test::two_steps()}), kReportFormats, folder.path() / "file/report");
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().text(), HasSubstr("cannot be created"));
}

}  // namespace
}  // namespace stepscope
