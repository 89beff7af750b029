#include "core/pairing/pair_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/metrics/has_score.h"
#include "core/pairing/output_words.h"

namespace stepscope {

namespace {

// The worst of several: void, then not promised, then within tolerance.
int badness(OutputVerdict verdict) {
  switch (verdict) {
    case OutputVerdict::kEqual:
      return 0;
    case OutputVerdict::kWithinTolerance:
      return 1;
    case OutputVerdict::kNotPromised:
      return 2;
    case OutputVerdict::kVoid:
      break;
  }
  return 3;
}

const PairedScenario* void_one(const PairFindings& findings) {
  const auto found = std::ranges::find(findings.scenarios, OutputVerdict::kVoid, &PairedScenario::verdict);
  return found == findings.scenarios.end() ? nullptr : &*found;
}

}  // namespace

OutputVerdict worst_of(std::span<const PairedScenario> scenarios) {
  OutputVerdict worst = OutputVerdict::kEqual;
  for (const PairedScenario& scenario : scenarios)
    if (badness(scenario.verdict) > badness(worst)) worst = scenario.verdict;
  return worst;
}

OutputVerdict PairFindings::outputs() const { return worst_of(scenarios); }

bool PairFindings::gates_passed() const { return std::ranges::all_of(gates, &GateResult::passed); }

std::optional<double> PairFindings::score_b() const {
  double sum = 0.0;
  for (const PairedScenario& scenario : scenarios) {
    if (!has_score(scenario.score_b)) return std::nullopt;
    sum += scenario.score_b->final_score;
  }
  if (scenarios.empty()) return std::nullopt;
  return sum / static_cast<double>(scenarios.size());
}

Result<PairFindings> findings_of(PairSession session, const WayNames& names, const ComparisonOptions& options) {
  auto comparison = compare_runs(session.pairs, session.same, options);
  if (!comparison.ok()) return comparison.error();
  PairFindings out{.names = names,
                   .promise = std::move(session.promise),
                   .pairs = std::move(session.pairs),
                   .comparison = std::move(comparison).value(),
                   .scenarios = std::move(session.scenarios),
                   .stopped = session.stopped};
  if (!out.scenarios.empty())
    out.differences = differences_between(out.scenarios.front().facts_a, out.scenarios.front().facts_b);
  for (const PairProblem& problem : session.problems) out.problems.push_back(problem.error.text());
  if (session.unsteady) out.unsteady = output_headline(*session.unsteady, {});
  return out;
}

std::string findings_headline(const PairFindings& f) {
  if (f.source == PairFindings::Source::kStored)
    return fmt::format(
        "One run of each shows where time goes, not whether {} and {} differ: here {} took {} time per step.",
        f.names.a, f.names.b, f.names.b, share_words(f.comparison.answer.total.ratio));
  const std::string words = headline(f.comparison.answer, f.names);
  const PairedScenario* parted = void_one(f);
  if (parted == nullptr) return words;
  return fmt::format("{} In scenario {}. What the times say means nothing then: {}",
                     output_headline(parted->outputs, f.promise), parted->facts_a.token, words);
}

std::string handicap_words(const PairFindings& f) {
  if (f.handicap <= 0.0) return {};
  const Answer& answer = f.comparison.answer;
  const bool found = answer.verdict == Verdict::kSlower;
  std::string words = fmt::format("{} wastes {:.3g} % of every step on purpose. With {} pairs that was {}.", f.names.b,
                                  100.0 * f.handicap, answer.total.pairs, found ? "found" : "not found");
  const double effect = f.handicap / (1.0 + f.handicap);  // B against A as a share of the slower one
  const int pairs = pairs_needed(f.comparison.spread, effect);
  words += fmt::format(
      " By the spread of these pairs it takes {} pairs{} to find it in 80 of 100 measurements.", pairs,
      f.comparison.floor ? fmt::format(" and {} of {} against itself", same_pairs_for(pairs), f.names.a) : "");
  return words;
}

}  // namespace stepscope
