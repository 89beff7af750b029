#include "core/report/comparison_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "core/metrics/has_score.h"
#include "core/pairing/output_words.h"
#include "core/report/comparison_charts.h"
#include "core/report/comparison_tables.h"
#include "core/report/violation_text.h"

namespace stepscope {

namespace {

using Blocks = std::vector<Block>;
constexpr std::size_t kReasonsShown = 4;  // of a score
constexpr std::size_t kRibbonsShown = 4;  // scenarios

void add_items(Blocks& out, std::vector<std::string> texts) {
  if (!texts.empty()) out.emplace_back(Items{std::move(texts)});
}

void add_verdict(Blocks& out, const PairFindings& f) {
  out.emplace_back(Paragraph{findings_headline(f), f.is_void() ? Tone::kWarning : Tone::kLead});
  if (f.source == PairFindings::Source::kMeasured) {
    auto words = result_words(f.comparison, f.names);
    words.erase(words.begin());  // the headline, said already
    add_items(out, std::move(words));
  }
  if (const std::string words = handicap_words(f); !words.empty()) out.emplace_back(Paragraph{words});
  for (const GateResult& gate : f.gates)
    out.emplace_back(Paragraph{gate_words(gate) + ".", gate.passed ? Tone::kNormal : Tone::kWarning});
  if (f.stopped)
    out.emplace_back(Paragraph{"The measurement was stopped: this is what had been done by then.", Tone::kWarning});
  for (const std::string& problem : f.problems)
    out.emplace_back(Paragraph{"Not measured to its end: " + problem + ".", Tone::kWarning});
  for (const std::string& note : f.notes) out.emplace_back(Paragraph{note + "."});
}

void add_conditions(Blocks& out, const PairFindings& f) {
  out.emplace_back(Heading{2, "Conditions"});
  if (!f.scenarios.empty()) {
    const RunFacts& facts = f.scenarios.front().facts_b;
    out.emplace_back(
        Paragraph{fmt::format("{}, {}; {}, build {} {} ({}).", facts.challenge, facts.controller, facts.processor,
                              facts.build_type, facts.program_version, facts.git_revision)});
  }
  std::vector<std::string> disturbing;
  for (const RunDifference& d : f.differences)
    if (disturbs(d, f.differences)) disturbing.push_back(d.what);
  if (f.differences.empty())
    out.emplace_back(Paragraph{"Nothing differs but the runs themselves: machine, build, planner, switches, window."});
  if (!disturbing.empty()) {
    std::string words;
    for (const std::string& what : disturbing) words += (words.empty() ? "" : ", ") + what;
    out.emplace_back(
        Paragraph{"More differs than is asked about, and may be why the times differ: " + words + ".", Tone::kWarning});
  }
  if (!f.differences.empty()) out.emplace_back(differences_table(f));
}

void add_outputs(Blocks& out, const PairFindings& f) {
  out.emplace_back(Heading{2, "Did both do the same?"});
  if (!f.why_no_outputs.empty()) {
    out.emplace_back(Paragraph{"Not compared: " + f.why_no_outputs + ".", Tone::kWarning});
    return;
  }
  for (const PairedScenario& s : f.scenarios) {
    const std::string name = f.scenarios.size() > 1 ? "Scenario " + s.facts_a.token + ": " : "";
    out.emplace_back(Paragraph{name + output_headline(s.outputs, f.promise),
                               s.verdict == OutputVerdict::kVoid ? Tone::kWarning : Tone::kNormal});
    add_items(out, output_details(s.outputs, f.promise));
  }
  if (f.unsteady)
    out.emplace_back(Paragraph{f.names.a + " does not even do the same thing twice. " + *f.unsteady, Tone::kWarning});
}

std::vector<std::string> reasons_of(const Scorecard& card) {
  std::vector<std::string> out;
  for (const Metric& metric : card.metrics)
    for (const MetricViolation& violation : metric.violations)
      out.push_back(metric.name + ", " + violation_text(violation));
  if (out.size() > kReasonsShown) {
    const std::size_t more = out.size() - kReasonsShown;
    out.resize(kReasonsShown);
    out.push_back(fmt::format("and {} more", more));
  }
  return out;
}

void add_scores(Blocks& out, const PairFindings& f) {
  out.emplace_back(Heading{2, "Scores"});
  out.emplace_back(scenario_table(f));
  for (const PairedScenario& s : f.scenarios) {
    const bool same = s.verdict == OutputVerdict::kEqual;
    const auto add = [&](const std::string& name, const std::optional<Scorecard>& card) {
      if (!has_score(card)) return;
      auto reasons = reasons_of(*card);
      if (reasons.empty()) return;
      out.emplace_back(Paragraph{fmt::format("What {} lost in scenario {}:", name, s.facts_a.token)});
      add_items(out, std::move(reasons));
    };
    add(same ? "both" : f.names.a, s.score_a);
    if (!same) add(f.names.b, s.score_b);
  }
}

// Step by step: where, not whether.
void add_ribbons(Blocks& out, const PairFindings& f) {
  const std::size_t shown = std::min(f.scenarios.size(), kRibbonsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    std::string caption = "Step by step";
    if (f.scenarios.size() > 1) caption += ", scenario " + f.scenarios[i].facts_a.token;
    caption += ": it shows where they differ, not whether.";
    if (i + 1 == shown && shown < f.scenarios.size())
      caption += fmt::format(" The other {} scenarios are not shown.", f.scenarios.size() - shown);
    out.emplace_back(Figure{ratio_ribbon(f, static_cast<int>(i)), std::move(caption)});
  }
}

void add_times(Blocks& out, const PairFindings& f) {
  out.emplace_back(Heading{2, "Where the time goes"});
  out.emplace_back(
      Figure{ratio_forest(f), "Time of B against A, stage by stage: own time, without that of stages below."});
  Table times = stage_table(f);
  const bool bracketed = std::ranges::any_of(times.rows, [](const TableRow& row) {
    return std::ranges::any_of(row.cells | std::views::drop(1), [](const auto& cell) { return cell.starts_with('('); });
  });
  out.emplace_back(std::move(times));
  if (bracketed)
    out.emplace_back(
        Paragraph{"Ratios in brackets lie within their noise floor: A against itself comes out as much apart."});
  add_ribbons(out, f);
  out.emplace_back(Heading{3, "Slow steps"});
  out.emplace_back(Figure{step_distributions(f), "All warm steps of all runs; p50, p95 and p99 are marked above."});
  out.emplace_back(tail_table(f));
  out.emplace_back(miss_table(f));
}

void add_belief(Blocks& out, const PairFindings& f) {
  if (f.source == PairFindings::Source::kStored) return;
  out.emplace_back(Heading{2, "How far it can be believed"});
  if (f.comparison.floor && f.comparison.floor->total)
    out.emplace_back(
        Paragraph{fmt::format("{} against itself ({} pairs): {}, ratio {:.3f}. Noise floor ±{:.2g} %.", f.names.a,
                              f.comparison.floor->same.total.pairs, verdict_title(f.comparison.floor->same.verdict),
                              f.comparison.floor->same.total.ratio, 100.0 * *f.comparison.floor->total)});
  for (std::string& warning : warning_words(f.comparison, f.names))
    out.emplace_back(Paragraph{std::move(warning), Tone::kWarning});
  add_items(out, next_step_words(f.comparison, f.names));
  auto method = method_words(f.comparison, f.names);
  method.push_back(
      fmt::format("{} pairs per scenario were fixed beforehand, order by seed {}.", f.pairs_planned, f.seed));
  out.emplace_back(Heading{2, "Method"});
  add_items(out, std::move(method));
}

}  // namespace

Document comparison_document(const PairFindings& findings) {
  Document document{.title = fmt::format("{} against {}", findings.names.a, findings.names.b), .blocks = {}};
  Blocks& out = document.blocks;
  out.emplace_back(Heading{1, document.title});
  add_verdict(out, findings);
  add_conditions(out, findings);
  add_outputs(out, findings);
  add_times(out, findings);
  add_scores(out, findings);
  add_belief(out, findings);
  return document;
}

}  // namespace stepscope
