#include "core/report/comparison_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/report/html.h"
#include "core/report/markdown.h"
#include "core/report/plain_text.h"
#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

using testing::HasSubstr;
using testing::Not;

// B takes 20 % more time in every one of 8 pairs and does the same as A, which differs by `apart` from itself.
PairFindings slower(const std::string& name_b = "new", double apart = 0.0) {
  PairSession session;
  session.pairs =
      simulated_pairs({.pairs = 8, .steps = 40, .ratio = 1.2, .noise = {.spike_share = 0.0, .run = 0.005}}, 3);
  session.same =
      simulated_pairs({.pairs = 6, .steps = 40, .ratio = 1.0 + apart, .noise = {.spike_share = 0.0, .run = 0.005}}, 4);
  PairedScenario scenario{.steps = 40};
  scenario.facts_a.token = scenario.facts_b.token = "be562b0b1f1b03cf";
  scenario.facts_a.processor = "Xeon";
  scenario.facts_b.processor = "Epyc";
  session.scenarios.push_back(std::move(scenario));
  auto findings = findings_of(std::move(session), {.a = "old", .b = name_b});
  EXPECT_TRUE(findings.ok());
  return std::move(findings).value();
}

void part(PairFindings& findings) {
  PairedScenario& scenario = findings.scenarios[0];
  const Departure departure{.step = 17, .part = OutputPart::kPlan, .what = "0.31 m apart", .same_input = true};
  scenario.outputs.inexact = departure;
  scenario.outputs.beyond[static_cast<std::size_t>(OutputPart::kPlan)] = departure;
  scenario.verdict = judge(scenario.outputs, findings.promise);
}

TEST(ComparisonDocument, SaysTheVerdictTheFloorAndWhatDiffers) {
  const std::string text = plain_text_of(comparison_document(slower()));
  EXPECT_THAT(text, HasSubstr("new is "));
  EXPECT_THAT(text, HasSubstr("% slower than old"));
  EXPECT_THAT(text, HasSubstr("Noise floor ±"));
  EXPECT_THAT(text, HasSubstr("may be why the times differ: processor."));
  EXPECT_THAT(text, HasSubstr("Xeon"));
  EXPECT_THAT(text, HasSubstr("equal to the last bit"));
  EXPECT_THAT(text, HasSubstr("total of a run"));
}

TEST(ComparisonDocument, AnAnswerWithinTheNoiseFloorSaysWhyItIsInconclusive) {
  const PairFindings clear = slower(), hidden = slower("new", 0.25);
  const auto answer = nlohmann::json::parse(comparison_json(hidden))["answer"];
  EXPECT_EQ(answer["verdict"], "inconclusive");
  EXPECT_EQ(answer["inconclusive_because"], "floor");
  EXPECT_GT(answer["floor"].get<double>(), 0.2);
  EXPECT_EQ(nlohmann::json::parse(comparison_json(clear))["answer"]["inconclusive_because"], nullptr);
  const std::string text = plain_text_of(comparison_document(hidden));
  EXPECT_THAT(text, HasSubstr("lies within what old against itself comes out as: up to"));
  EXPECT_THAT(text, HasSubstr("The measurement is not level"));
  EXPECT_THAT(text, Not(HasSubstr("% slower than old")));
}

TEST(ComparisonDocument, AVoidOneSaysSoFirst) {
  PairFindings findings = slower();
  part(findings);
  EXPECT_TRUE(findings.is_void());
  const std::string headline = findings_headline(findings);
  EXPECT_TRUE(headline.starts_with("Void: the outputs differ, from step 17 on (plan: 0.31 m apart")) << headline;
  const std::string red = plain_text_of(comparison_document(findings), TextColours::kTerminal);
  EXPECT_THAT(red, HasSubstr("\033[31mVoid: the outputs differ"));
}

TEST(ComparisonDocument, JsonHoldsTheSame) {
  PairFindings findings = slower();
  part(findings);
  const auto json = nlohmann::json::parse(comparison_json(findings));
  EXPECT_EQ(json["answer"]["verdict"], "slower");
  EXPECT_NEAR(json["answer"]["total"]["ratio"].get<double>(), 1.2, 0.02);
  EXPECT_EQ(json["void"], true);
  EXPECT_EQ(json["scenarios"][0]["outputs"]["first_beyond"]["step"], 17);
  EXPECT_EQ(json["differences"][0]["disturbs"], true);
  EXPECT_EQ(json["pairs"].size(), 8u);
  EXPECT_EQ(json["pairs"][0]["a"]["steps_ns"].size(), 40u);
  EXPECT_EQ(json["stages"][0]["time"], "step");
}

TEST(ComparisonDocument, NamesFromOutsideAreEscapedWhereverTheyMeetMarkup) {
  const Document document = comparison_document(slower("<script>x</script>|\033[2J"));
  EXPECT_THAT(html_of(document), Not(HasSubstr("<script>")));
  EXPECT_THAT(markdown_of(document), Not(HasSubstr("<script>")));
  EXPECT_THAT(plain_text_of(document), Not(HasSubstr("\033")));
}

TEST(ComparisonDocument, AHandicapSaysWhetherItWasFoundAndWhatItTakes) {
  PairFindings findings = slower();
  findings.handicap = 0.2;
  EXPECT_THAT(handicap_words(findings),
              HasSubstr("new wastes 20 % of every step on purpose. With 8 pairs that was found."));
  EXPECT_THAT(handicap_words(findings), HasSubstr("it takes 6 pairs and 6 of old against itself to find it"));
}

TEST(PlainText, AlignsByCharactersNotBytes) {
  Document document{.title = "t", .blocks = {}};
  document.blocks.emplace_back(
      Table{.columns = {{"", Align::kLeft}, {"µs"}}, .rows = {{{"a–b", "1"}}, {{"abc", "22"}}}});
  EXPECT_EQ(plain_text_of(document), "     µs\na–b   1\nabc  22\n");
}

}  // namespace
}  // namespace stepscope
