#include "core/report/comparison_tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/metrics/has_score.h"
#include "core/report/number_text.h"

namespace stepscope {

namespace {

std::string interval_text(const std::optional<Interval>& interval) {
  return interval ? fmt::format("{:.3f} to {:.3f}", interval->low, interval->high) : "–";
}

std::string p_text(double p) { return p < 0.001 ? "< 0.001" : fmt::format("{:.3f}", p); }

std::string title_of(TimeSource source) {
  if (source.stage == Stage::kStep) return source.kind == TimeKind::kTotal ? "step" : "unaccounted";
  return std::string(stage_title(source.stage));
}

std::vector<TableColumn> time_columns(const PairFindings& f, bool corrected) {
  std::vector<TableColumn> columns{{"", Align::kLeft}, {f.names.a}, {f.names.b}, {"ratio"}};
  if (f.source == PairFindings::Source::kStored) return columns;
  columns.push_back({"95 %"});
  columns.push_back({corrected ? "p (Holm)" : "p"});
  return columns;
}

// Cells of a table whose columns are time_columns().
std::vector<std::string> time_cells(const PairFindings& f, std::string title, double a_ns, double b_ns,
                                    const std::optional<RatioEstimate>& ratio, std::optional<double> p,
                                    std::optional<double> floor) {
  std::string words = ratio ? fmt::format("{:.3f}", ratio->ratio) : "–";
  if (ratio && below_floor(ratio->ratio, floor)) words = "(" + words + ")";
  std::vector<std::string> cells{std::move(title), duration_text(a_ns), duration_text(b_ns), std::move(words)};
  if (f.source == PairFindings::Source::kStored) return cells;
  cells.push_back(ratio ? interval_text(ratio->interval) : "–");
  cells.push_back(p ? p_text(*p) : "–");
  return cells;
}

std::string metric_title(MeasuredTime metric) {
  return metric == MeasuredTime::kProcessor ? "processor time of the steps" : "total of a run";
}

std::vector<std::string> processor_cells(const PairFindings& f) {
  const RatioEstimate& ratio = *f.comparison.processor.ratio;
  double a_ns = 0.0, b_ns = 0.0;
  for (const RunPair& pair : f.pairs) {
    a_ns += processor_ns(pair.a) / static_cast<double>(f.pairs.size());
    b_ns += processor_ns(pair.b) / static_cast<double>(f.pairs.size());
  }
  return time_cells(f, "of it processor time, in steps", a_ns, b_ns, ratio, ratio.p, {});
}

std::string score_text(const std::optional<Scorecard>& card) {
  return has_score(card) ? fmt::format("{:.4g}", card->final_score) : "–";
}

}  // namespace

Table differences_table(const PairFindings& f) {
  Table table{.columns = {{"differs", Align::kLeft}, {f.names.a, Align::kLeft}, {f.names.b, Align::kLeft}}, .rows = {}};
  for (const RunDifference& d : f.differences)
    table.rows.push_back(
        {.cells = {d.what, d.a.empty() ? "–" : d.a, d.b.empty() ? "–" : d.b}, .strong = disturbs(d, f.differences)});
  return table;
}

Table stage_table(const PairFindings& f) {
  Table table{.columns = time_columns(f, true), .rows = {}};
  const RunComparison& c = f.comparison;
  const bool measured = f.source == PairFindings::Source::kMeasured;
  if (measured)
    table.rows.push_back(
        {.cells = time_cells(f, metric_title(c.answer.metric), c.answer.a_ns, c.answer.b_ns, c.answer.total,
                             c.answer.total.p, c.floor ? c.floor->total : std::nullopt),
         .strong = true});
  if (measured && c.answer.metric == MeasuredTime::kTotal && c.processor.ratio)
    table.rows.push_back({.cells = processor_cells(f)});
  for (const StageComparison& stage : c.stages) {
    const bool whole = stage.source.stage == Stage::kStep && stage.source.kind == TimeKind::kTotal;
    if (!whole && stage.source.kind == TimeKind::kTotal) continue;  // own times add up to the step
    table.rows.push_back({.cells = time_cells(f, title_of(stage.source), stage.a_ns, stage.b_ns, stage.ratio,
                                              stage.corrected_p, c.floor ? c.floor->of(stage.source) : std::nullopt),
                          .indent = whole ? 0 : 1,
                          .strong = measured && !whole && stage.certain()});
  }
  const PairTimes& preparation = c.cold.preparation;
  if (measured)
    table.rows.push_back(
        {.cells = time_cells(f, "preparation, apart", preparation.a, preparation.b, std::nullopt, {}, {})});
  table.rows.push_back({.cells = time_cells(f, "first step, apart", c.cold.first_step.a, c.cold.first_step.b,
                                            c.cold.first_step_ratio, {}, {})});
  return table;
}

Table tail_table(const PairFindings& f) {
  Table table{.columns = time_columns(f, false), .rows = {}};
  for (const TailComparison& tail : f.comparison.tails) {
    const std::string title = tail.q >= 1.0 ? "longest step" : fmt::format("p{:.0f}", 100.0 * tail.q);
    table.rows.push_back({.cells = time_cells(f, title, tail.a_ns, tail.b_ns, tail.ratio,
                                              tail.ratio ? std::optional(tail.ratio->p) : std::nullopt, {})});
  }
  return table;
}

Table miss_table(const PairFindings& f) {
  Table table{
      .columns = {{"steps over", Align::kLeft}, {"both"}, {"only " + f.names.a}, {"only " + f.names.b}, {"neither"}},
      .rows = {}};
  for (const PairedMisses& m : f.comparison.misses)
    table.rows.push_back({.cells = {duration_text(static_cast<double>(m.budget_ns)), std::to_string(m.both),
                                    std::to_string(m.only_a), std::to_string(m.only_b), std::to_string(m.neither)}});
  return table;
}

Table scenario_table(const PairFindings& f) {
  Table table{.columns = {{"scenario", Align::kLeft},
                          {"type", Align::kLeft},
                          {"steps"},
                          {"pairs"},
                          {"ratio of totals"},
                          {"score of " + f.names.a},
                          {"score of " + f.names.b}},
              .rows = {}};
  for (std::size_t i = 0; i < f.scenarios.size(); ++i) {
    const PairedScenario& s = f.scenarios[i];
    const auto ratio = std::ranges::find(f.comparison.scenarios, static_cast<int>(i), &ScenarioRatio::scenario);
    const bool known = ratio != f.comparison.scenarios.end();
    table.rows.push_back(
        {.cells = {s.facts_a.token, s.facts_a.scenario_type, std::to_string(s.steps),
                   known ? std::to_string(ratio->pairs) : "0", known ? fmt::format("{:.3f}", ratio->ratio) : "–",
                   score_text(s.score_a), score_text(s.score_b)}});
  }
  return table;
}

}  // namespace stepscope
