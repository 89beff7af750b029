#include "core/comparison/comparison_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/simulated_session.h"

namespace stepscope {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

Answer answer_with(Verdict verdict, double ratio, double low, double high, double p) {
  return {.verdict = verdict,
          .total = {.ratio = ratio, .interval = Interval{low, high}, .p = p, .log_sd = 0.03, .pairs = 10},
          .delta = 0.01};
}

TEST(ComparisonWords, SayTheAnswerInOneSentence) {
  struct Row {
    Answer answer;
    const char* words;
  };
  const Row rows[] = {
      {answer_with(Verdict::kFaster, 0.969, 0.958, 0.98, 0.00195),
       "B is 3.1 % faster than A (2.0 to 4.2 %, 10 pairs, p = 0.002)."},
      {answer_with(Verdict::kSlower, 1.031, 1.02, 1.042, 0.00195),
       "B is 3.1 % slower than A (2.0 to 4.2 %, 10 pairs, p = 0.002)."},
      {answer_with(Verdict::kFaster, 0.25, 0.24, 0.26, 0.0001),
       "B is 4.00 times as fast as A (3.85 to 4.17, 10 pairs, p < 0.001)."},
      {answer_with(Verdict::kSlower, 4.0, 3.9, 4.1, 0.00195),
       "B takes 4.00 times as long as A (3.90 to 4.10, 10 pairs, p = 0.002)."},
      {answer_with(Verdict::kFaster, 0.9799, 0.9602, 0.9998, 0.0488),
       "B is 2.0 % faster than A (0.02 to 4.0 %, 10 pairs, p = 0.049)."},
      {answer_with(Verdict::kEquivalent, 0.999, 0.995, 1.003, 0.6),
       "A and B are equivalent within ±1.0 %: B takes 0.1 % less time (0.5 % less to 0.3 % more, 10 pairs, p = 0.60)."},
      {answer_with(Verdict::kInconclusive, 0.98, 0.955, 1.004, 0.13),
       "Inconclusive: B takes 2.0 % less time than A, but it may be anything from 4.5 % less to 0.4 % more (10 pairs, "
       "p = 0.13)."},
      {{.refusal = "there are no pairs of runs"}, "No verdict: there are no pairs of runs."},
  };
  for (const Row& row : rows) EXPECT_EQ(headline(row.answer), row.words);
  EXPECT_EQ(headline(answer_with(Verdict::kFaster, 0.9, 0.88, 0.92, 0.00195), {.a = "IDM", .b = "PDM"}),
            "PDM is 10.0 % faster than IDM (8.0 to 12.0 %, 10 pairs, p = 0.002).");
}

TEST(ComparisonWords, SayWhetherTheFloorKeepsAnAnswerFromBeingMore) {
  const Answer faster = answer_with(Verdict::kFaster, 0.969, 0.958, 0.98, 0.00195);
  EXPECT_EQ(headline(held_against(faster, 0.02)), headline(faster));
  EXPECT_EQ(
      headline(held_against(faster, 0.034)),
      "Inconclusive: B takes 3.1 % less time than A (2.0 to 4.2 %, 10 pairs, p = 0.002). That leaves out that they are "
      "equal, but lies within what A against itself comes out as: up to 3.4 %.");
  const Answer open = answer_with(Verdict::kInconclusive, 0.98, 0.955, 1.004, 0.13);
  EXPECT_EQ(headline(held_against(open, 0.1)), headline(open)) << "the interval is reason enough";
}

TEST(ComparisonWords, NeverSayThatNothingDiffers) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const std::string words = headline(answer_of(simulated_pairs({.only_totals = true}, seed)));
    EXPECT_THAT(words, Not(HasSubstr("no difference")));
  }
}

TEST(ComparisonWords, WarnOfWhatIsWrongWithASession) {
  const auto quiet = simulated_pairs({.steps = 20, .noise = {.spike_share = 0.0}}, 2);
  EXPECT_THAT(warning_words(compare_runs(quiet).value()), IsEmpty());

  const auto drifting = simulated_pairs({.steps = 400, .noise = {.run = 0.001, .drift = 0.2}}, 2);
  EXPECT_THAT(warning_words(compare_runs(drifting).value()), Contains(StartsWith("The machine drifted")));

  const auto ordered = simulated_pairs({.steps = 400, .noise = {.run = 0.001, .second = 0.1}}, 2);
  EXPECT_THAT(warning_words(compare_runs(ordered).value()), Contains(StartsWith("The run that went second took")));

  auto interrupted = quiet;
  interrupted[6].a.loop_ns *= 4;
  const auto words = warning_words(compare_runs(interrupted).value());
  EXPECT_THAT(words, Contains(StartsWith("Run A of pair 7 stands out")));
  EXPECT_THAT(words, Contains(StartsWith("Without the pairs that stand out: ")));

  const auto unbalanced = simulated_pairs({.steps = 20, .blocked = true}, 2);
  EXPECT_THAT(warning_words(compare_runs(unbalanced).value()), Contains(StartsWith("A was first 10 times, B 0 times")));

  const auto differing = simulated_pairs({.ratio = 0.5}, 2);
  EXPECT_THAT(warning_words(compare_runs(quiet, differing).value()),
              Contains(StartsWith("The measurement is not level")));
}

TEST(ComparisonWords, SayWhatToDoNext) {
  const auto few = compare_runs(simulated_pairs({.pairs = 4, .steps = 20}, 1)).value();
  EXPECT_THAT(next_step_words(few), Contains("Measure 6 pairs or more; 10 are usual."));

  RunComparison open{.answer = answer_with(Verdict::kInconclusive, 0.98, 0.955, 1.004, 0.13),
                     .detectable = detectable_effect({.log_sd = 0.06}, 10),
                     .pairs_for_wish = 35};
  EXPECT_THAT(next_step_words(open), Contains("To tell 3.0 % it takes about 25 more pairs, 35 in all."));
  EXPECT_THAT(next_step_words(open), Contains(StartsWith("Measure A against itself, too")));
  open.pairs_for_wish = pairs_needed({.log_sd = 5.0}, 0.03);
  EXPECT_THAT(next_step_words(open), Contains("To tell 3.0 % it takes 10000 pairs or more."));
  EXPECT_THAT(next_step_words(open), Contains(StartsWith("Measure anew with the number fixed beforehand")));
}

TEST(ComparisonWords, NameTheStagesThatDiffer) {
  // B spends half the time on the database: an eighth of a step of 2 ms.
  auto pairs = simulated_pairs({.steps = 50, .noise = {.difficulty = 0.0}}, 3);
  for (RunPair& pair : pairs) {
    for (StepTiming& step : pair.b.steps) {
      std::int64_t& database = step.self_ns[static_cast<std::size_t>(Stage::kDatabase)];
      step.wall_ns -= database / 2;
      database -= database / 2;
    }
  }
  const auto words = result_words(compare_runs(pairs).value());
  EXPECT_EQ(words.size(), 2U);
  EXPECT_THAT(words[1], testing::MatchesRegex("Per step B spends 0.2.. ms less on database \\(0.2.. … 0.2.. ms\\)."));
}

TEST(ComparisonWords, TellWhatABusyMachineDid) {
  // Every run waits, each for another while; B computes 5 % less.
  auto pairs =
      simulated_pairs({.steps = 30, .ratio = 0.95, .noise = {.step = 0.01, .spike_share = 0.0, .run = 0.002}}, 5);
  std::int64_t wait = 1;
  for (RunPair& pair : pairs)
    for (MeasuredRun* run : {&pair.a, &pair.b}) {
      wait = wait * 48271 % 2147483647;
      run->steps[7].wall_ns += wait / 20;
      run->loop_ns += wait / 20;
    }
  const RunComparison busy = compare_runs(pairs).value();
  EXPECT_EQ(busy.answer.verdict, Verdict::kInconclusive);
  EXPECT_NEAR(busy.processor.ratio->ratio, 0.95, 0.01);
  EXPECT_THAT(warning_words(busy), Contains(HasSubstr("In processor time B takes 5.")));
  EXPECT_THAT(next_step_words(busy), Contains(StartsWith("Measure on an idle machine, or declare processor time")));

  const RunComparison declared = compare_runs(pairs, {}, {.answer = {.metric = MeasuredTime::kProcessor}}).value();
  EXPECT_EQ(declared.answer.verdict, Verdict::kFaster);
  EXPECT_THAT(headline(declared.answer), HasSubstr("% faster than A in processor time ("));
  EXPECT_THAT(method_words(declared)[0], HasSubstr("without that of other threads"));
  for (RunPair& pair : pairs)
    for (StepTiming& step : pair.a.steps) step.cpu_ns = 0;
  EXPECT_EQ(answer_of(pairs, {.metric = MeasuredTime::kProcessor}).refusal, "pair 1 has no processor time recorded");
  EXPECT_FALSE(compare_runs(pairs).value().processor.ratio);
}

TEST(ComparisonWords, NameThreeOutliersAndCountTheRest) {
  auto pairs = simulated_pairs({.pairs = 30, .steps = 20, .noise = {.spike_share = 0.0}}, 2);
  for (std::size_t i = 0; i < 5; ++i) pairs[4 * i].a.loop_ns *= 3;
  const auto words = warning_words(compare_runs(pairs).value());
  EXPECT_THAT(words, Contains(StartsWith("Run A of pair 9 stands out")));
  EXPECT_THAT(words, Not(Contains(StartsWith("Run A of pair 13 stands out"))));
  EXPECT_THAT(words, Contains("2 more runs stand out."));
}

TEST(ComparisonWords, SayHowItWasDone) {
  const auto words = method_words(compare_runs(simulated_pairs({.steps = 20}, 1)).value());
  ASSERT_EQ(words.size(), 3U);
  EXPECT_THAT(words[0], StartsWith("10 pairs of runs on one scenario, A first in 5 of them"));
  EXPECT_THAT(words[1], HasSubstr("signs of whole pairs"));
}

}  // namespace
}  // namespace stepscope
