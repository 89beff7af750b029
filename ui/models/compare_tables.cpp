#include "ui/models/compare_tables.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/histogram.h"
#include "core/comparison/comparison_words.h"
#include "ui/models/compare_text.h"
#include "ui/models/quantity_text.h"
#include "ui/models/score_text.h"

namespace stepscope::ui {

namespace {

constexpr double kNsPerMs = 1e6;

QString tr(const char* text) { return QCoreApplication::translate("CompareTables", text); }
QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

TableCell text_cell(const QString& text, CellTone tone = CellTone::kPlain, const QString& tip = {}) {
  TableCell cell;
  cell.text = text;
  cell.tip = tip;
  cell.tone = tone;
  return cell;
}
TableCell number_cell(const QString& text, double raw, CellTone tone = CellTone::kPlain, const QString& tip = {}) {
  TableCell cell = text_cell(text, tone, tip);
  cell.raw = QString::number(raw, 'g', 17);
  cell.number = true;
  return cell;
}
TableCell none(const QString& why) {
  TableCell cell = text_cell(QStringLiteral("–"), CellTone::kMuted, why);
  cell.number = true;
  return cell;
}
QString ratio_text(double ratio) { return QString::number(ratio, 'f', ratio < 10.0 ? 3 : 1); }
QString interval_text(const Interval& interval) {
  return QStringLiteral("%1 … %2").arg(ratio_text(interval.low), ratio_text(interval.high));
}
QString few_pairs() { return tr("It takes %1 pairs of runs for an interval and a test: Measure").arg(kFewestPairs); }

// What keeps a ratio from saying something.
struct Doubt {
  CellTone tone{CellTone::kPlain};
  QString why;
};
Doubt doubt_of(const std::optional<RatioEstimate>& ratio, std::optional<double> floor) {
  if (!ratio) return {CellTone::kMuted, tr("One of them spent no time on it")};
  if (!ratio->interval) return {CellTone::kMuted, few_pairs()};
  if (below_floor(ratio->ratio, floor))
    return {
        CellTone::kMuted,
        tr("Within the noise floor: A against itself comes out up to %1 apart").arg(share_text(floor.value_or(0.0)))};
  if (ratio->interval->contains(1.0)) return {CellTone::kMuted, tr("The interval contains 1: no difference was shown")};
  return {};
}

std::vector<TableCell> ratio_cells(const std::optional<RatioEstimate>& ratio, const Doubt& doubt) {
  if (!ratio) return {none(doubt.why), none(doubt.why)};
  return {number_cell(ratio_text(ratio->ratio), ratio->ratio, doubt.tone, doubt.why),
          ratio->interval ? text_cell(interval_text(*ratio->interval), doubt.tone, doubt.why) : none(few_pairs())};
}

QString stage_text(const TimeSource& source) {
  if (source.stage == Stage::kStep) return source.kind == TimeKind::kTotal ? tr("whole step") : tr("unaccounted");
  return words(stage_title(source.stage));
}

// The self times add up to the whole step; totals of stages would count twice.
bool shown(const StageComparison& stage) {
  return stage.source.kind == TimeKind::kSelf || stage.source.stage == Stage::kStep;
}

QString worst_violation(const Metric& metric, int& step) {
  if (!metric.error.empty()) return words(metric.error);
  const auto worst =
      std::ranges::min_element(metric.violations, std::ranges::greater{}, &MetricViolation::score_without);
  if (worst == metric.violations.end()) return {};
  step = worst->step;
  QString text = tr("%1, step %2").arg(words(worst->what)).arg(worst->step);
  if (metric.violations.size() > 1) text += tr(" (and %1 more)").arg(metric.violations.size() - 1);
  return text;
}

CellRow score_row(const QString& title, std::optional<double> a, std::optional<double> b) {
  const auto cell = [](std::optional<double> score) {
    return score ? number_cell(score_text(*score), *score) : none(tr("has no score"));
  };
  CellRow row{.cells = {text_cell(title), cell(a), cell(b)}};
  if (a && b) {
    const double d = *b - *a;
    const QString sign = d > 0.0 ? QStringLiteral("+") : d < 0.0 ? QStringLiteral("−") : QString();
    row.cells.push_back(number_cell(sign + score_text(std::abs(d)), d, d == 0.0 ? CellTone::kMuted : CellTone::kPlain,
                                    d == 0.0 ? tr("No difference") : QString()));
  } else {
    row.cells.push_back(none(tr("has no score")));
  }
  return row;
}

}  // namespace

Curves ribbon_curves(std::span<const RibbonPoint> ribbon, int run) {
  const QString letter = run_letter(run);
  Curves curves{.x_label = tr("step"),
                .y_label = tr("ln(%1 / A), above 0 %1 takes longer").arg(letter),
                .middle = 0.0,
                .over_steps = true};
  Curve curve{.name = tr("%1 against A").arg(letter), .run = run};
  bool several = false;
  for (const RibbonPoint& point : ribbon) {
    const bool known = point.pairs > 0;
    several = several || point.pairs > 1;
    curve.x.push_back(static_cast<double>(point.step));
    curve.y.push_back(known ? point.median : std::numeric_limits<double>::quiet_NaN());
    curve.low.push_back(known ? point.low : point.median);
    curve.high.push_back(known ? point.high : point.median);
  }
  if (!several) {
    curve.low.clear();
    curve.high.clear();
  }
  if (!curve.x.empty()) curves.lines.push_back(std::move(curve));
  return curves;
}

Curves distribution_curves(std::span<const RunPair> pairs, StepWindow window, int run) {
  std::vector<std::int64_t> walls[2];
  for (const RunPair& pair : pairs) {
    for (const StepTiming& step : warm_steps(pair.a, window)) walls[0].push_back(step.wall_ns);
    for (const StepTiming& step : warm_steps(pair.b, window)) walls[1].push_back(step.wall_ns);
  }
  Curves curves{.x_label = tr("step time, ms"),
                .y_label = tr("share of the steps"),
                .as_stairs = true,
                .from_zero = true,
                .logarithmic_x = true};
  std::vector<std::int64_t> all = walls[0];
  all.insert(all.end(), walls[1].begin(), walls[1].end());
  if (all.empty()) return curves;
  constexpr std::size_t kBins = 40;
  const Histogram bins = histogram_of(all, BinScale::kLogarithmic, kBins);  // the same edges for both
  for (int i = 0; i < 2; ++i) {
    if (walls[i].empty()) continue;
    Curve curve{.name = run_letter(i == 0 ? 0 : run), .run = i == 0 ? 0 : run, .dashed = i == 0};
    std::vector<double> counts(bins.counts.size(), 0.0);
    for (const std::int64_t wall : walls[i]) {
      const auto edge = std::ranges::upper_bound(bins.edges_ns, static_cast<double>(wall));
      if (edge == bins.edges_ns.begin()) continue;
      const auto bin = static_cast<std::size_t>(edge - bins.edges_ns.begin()) - 1;
      counts[std::min(bin, counts.size() - 1)] += 1.0 / static_cast<double>(walls[i].size());
    }
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
      curve.x.push_back(bins.edges_ns[bin] / kNsPerMs);
      curve.y.push_back(counts[bin]);
    }
    curve.x.push_back(bins.edges_ns.back() / kNsPerMs);
    curve.y.push_back(0.0);
    curves.lines.push_back(std::move(curve));
  }
  return curves;
}

TableContent stages_table(const RunComparison& comparison, int run) {
  const QString letter = run_letter(run);
  double longest = 0.0;
  for (const StageComparison& stage : comparison.stages) longest = std::max({longest, stage.a_ns, stage.b_ns});
  const DurationUnit unit = duration_unit_for(longest);
  const QString per_step = QStringLiteral("%1/step").arg(unit_symbol(unit));
  const auto time_cell = [unit](double ns, const Doubt& doubt) {
    return number_cell(three_digits(in_unit(ns, unit)), ns, doubt.tone, doubt.why);
  };
  TableContent table{
      .headers = {tr("Stage"), tr("A, %1").arg(per_step), tr("%1, %2").arg(letter, per_step), tr("%1 / A").arg(letter),
                  tr("95 % interval"), tr("%1 − A, %2").arg(letter, per_step), tr("p, corrected")},
      .rows = {}};
  for (const StageComparison& stage : comparison.stages) {
    if (!shown(stage)) continue;
    const auto floor = comparison.floor ? comparison.floor->of(stage.source) : std::nullopt;
    Doubt doubt = doubt_of(stage.ratio, floor);
    if (doubt.why.isEmpty() && !stage.certain())
      doubt = {CellTone::kMuted, tr("Not certain once corrected for the number of stages")};
    CellRow row{.cells = {text_cell(stage_text(stage.source), doubt.tone, doubt.why), time_cell(stage.a_ns, doubt),
                          time_cell(stage.b_ns, doubt)}};
    for (TableCell& cell : ratio_cells(stage.ratio, doubt)) row.cells.push_back(std::move(cell));
    row.cells.push_back(time_cell(stage.difference.difference_ns, doubt));
    const bool tested = stage.difference.interval || (stage.ratio && stage.ratio->interval);
    row.cells.push_back(tested ? number_cell(QString::number(stage.corrected_p, 'g', 2), stage.corrected_p, doubt.tone,
                                             stage.source.kind == TimeKind::kTotal
                                                 ? tr("Exploratory: the answer is about whole runs")
                                                 : doubt.why)
                               : none(few_pairs()));
    table.rows.push_back(std::move(row));
  }
  return table;
}

TableContent tails_table(const RunComparison& comparison, int run) {
  const QString letter = run_letter(run);
  TableContent table{.headers = {tr("Step times"), tr("A"), letter, tr("%1 / A").arg(letter), tr("95 % interval"),
                                 tr("Both, only A, "
                                    "only %1, neither")
                                     .arg(letter)},
                     .rows = {}};
  const auto add = [&table](const QString& title, double a, double b, const std::optional<RatioEstimate>& ratio) {
    CellRow row{.cells = {text_cell(title), number_cell(duration_text(a), a), number_cell(duration_text(b), b)}};
    for (TableCell& cell : ratio_cells(ratio, doubt_of(ratio, std::nullopt))) row.cells.push_back(std::move(cell));
    row.cells.push_back(text_cell({}));
    table.rows.push_back(std::move(row));
  };
  for (const TailComparison& tail : comparison.tails)
    add(tail.q >= 1.0 ? tr("longest step") : tr("p%1").arg(tail.q * 100.0), tail.a_ns, tail.b_ns, tail.ratio);
  add(tr("first step, cold"), comparison.cold.first_step.a, comparison.cold.first_step.b,
      comparison.cold.first_step_ratio);
  for (const PairedMisses& misses : comparison.misses) {
    const QString tip = tr("Of %1 steps").arg(misses.both + misses.only_a + misses.only_b + misses.neither);
    table.rows.push_back(
        {.cells = {text_cell(tr("over %1").arg(duration_text(static_cast<double>(misses.budget_ns)))),
                   number_cell(count_text(misses.misses_a()), static_cast<double>(misses.misses_a()), {}, tip),
                   number_cell(count_text(misses.misses_b()), static_cast<double>(misses.misses_b()), {}, tip),
                   none(tr("Counts, not times")), none(tr("Counts, not times")),
                   text_cell(QStringLiteral("%1, %2, %3, %4")
                                 .arg(count_text(misses.both), count_text(misses.only_a), count_text(misses.only_b),
                                      count_text(misses.neither)),
                             {}, tr("The same step of both runs of a pair: over the budget in both, one or none"))}});
  }
  return table;
}

TableContent answer_table(const RunComparison& comparison, int run) {
  const QString letter = run_letter(run);
  TableContent table{.headers = {tr("Whole runs"), tr("Value")}, .rows = {}};
  const auto add = [&table](const QString& what, const QString& value, const QString& tip = {},
                            CellTone tone = CellTone::kPlain) {
    table.rows.push_back({.cells = {text_cell(what, {}, tip), text_cell(value, tone, tip)}});
  };
  const Answer& answer = comparison.answer;
  const bool below = below_floor(answer.total.ratio, answer.floor);
  add(tr("Verdict"), words(verdict_title(answer.verdict)),
      answer.within_floor() ? tr("The interval leaves out 1, but A against itself comes out as much apart")
                            : words(answer.refusal));
  add(tr("%1 / A, geometric mean").arg(letter), ratio_text(answer.total.ratio),
      below ? tr("Within the noise floor") : QString(), below ? CellTone::kMuted : CellTone::kPlain);
  add(tr("95 % interval"), answer.total.interval ? interval_text(*answer.total.interval) : QStringLiteral("–"),
      answer.total.interval ? QString() : few_pairs());
  add(tr("p"), answer.total.interval ? QString::number(answer.total.p, 'g', 2) : QStringLiteral("–"),
      tr("Sign flips of whole pairs, two-sided"));
  add(tr("A, ms"), three_digits(answer.a_ns / kNsPerMs));
  add(tr("%1, ms").arg(letter), three_digits(answer.b_ns / kNsPerMs));
  add(tr("Equivalent means within"), QStringLiteral("± %1").arg(share_text(answer.delta)));
  add(tr("Noise floor, A against A"),
      comparison.floor && comparison.floor->total ? QStringLiteral("± %1").arg(share_text(*comparison.floor->total))
                                                  : tr("not known"),
      tr("How far as many pairs of equal ways come apart in 1 of 2000 measurements, or how far A against itself did: "
         "faster "
         "and slower are said beyond it only"),
      comparison.floor && comparison.floor->alarmed() ? CellTone::kBad : CellTone::kPlain);
  add(tr("Smallest effect that would be found"),
      comparison.detectable ? share_text(*comparison.detectable) : tr("not known"), tr("In 80 of 100 measurements"));
  QString pairs = count_text(comparison.pairs_for_wish);
  if (comparison.floor) pairs += tr(" + %1 A/A").arg(count_text(comparison.same_pairs_for_wish()));
  add(tr("Pairs for %1").arg(share_text(comparison.wished_effect)), pairs);
  add(tr("Second of a pair against the first"), ratio_text(comparison.order.second_to_first),
      comparison.order.interval ? interval_text(*comparison.order.interval) : few_pairs(),
      comparison.order.certain() ? CellTone::kBad : CellTone::kPlain);
  add(tr("Drift from begin to end"), ratio_text(comparison.drift.end_to_begin),
      comparison.drift.interval ? interval_text(*comparison.drift.interval) : few_pairs(),
      comparison.drift.certain() ? CellTone::kBad : CellTone::kPlain);
  add(tr("Runs far from the others"), count_text(static_cast<std::int64_t>(comparison.outliers.size())),
      tr("Flagged, never dropped"), comparison.outliers.empty() ? CellTone::kPlain : CellTone::kBad);
  return table;
}

TableContent scores_table(const Scorecard* a, const Scorecard* b, int run) {
  const QString letter = run_letter(run);
  TableContent table{.headers = {tr("Score"), tr("A"), letter, tr("%1 − A").arg(letter), tr("Lost to")}, .rows = {}};
  if (a == nullptr && b == nullptr) return table;
  CellRow whole = score_row(tr("scenario score"), a == nullptr ? std::nullopt : std::optional(a->final_score),
                            b == nullptr ? std::nullopt : std::optional(b->final_score));
  whole.cells.push_back(text_cell({}));
  table.rows.push_back(std::move(whole));
  const Scorecard& names = a != nullptr ? *a : *b;
  for (const Metric& named : names.metrics) {
    const Metric* in_a = a == nullptr ? nullptr : a->find(named.name);
    const Metric* in_b = b == nullptr ? nullptr : b->find(named.name);
    const auto score = [](const Metric* metric) { return metric == nullptr ? std::nullopt : metric->score; };
    if (!score(in_a) && !score(in_b)) continue;
    CellRow row = score_row(metric_title(named.name), score(in_a), score(in_b));
    QStringList why;
    for (const auto& [who, metric] : {std::pair(QStringLiteral("A"), in_a), std::pair(letter, in_b)}) {
      if (metric == nullptr) continue;
      const QString violation = worst_violation(*metric, row.step);
      if (!violation.isEmpty()) why << QStringLiteral("%1: %2").arg(who, violation);
    }
    const QString text = why.join(QStringLiteral(" · "));
    row.cells.push_back(text_cell(text, {}, text));
    table.rows.push_back(std::move(row));
  }
  return table;
}

TableContent conditions_table(const RunFacts& a, const RunFacts& b, int run) {
  TableContent table{.headers = {tr("Differs"), tr("A"), run_letter(run), tr("May explain a difference of times")},
                     .rows = {}};
  const auto differences = differences_between(a, b);
  for (const RunDifference& difference : differences) {
    const bool disturbing = disturbs(difference, differences);
    const CellTone tone = disturbing ? CellTone::kBad : CellTone::kPlain;
    const auto value = [tone](const std::string& text) {
      return text.empty() ? text_cell(tr("not recorded"), tone) : text_cell(words(text), tone);
    };
    table.rows.push_back(
        {.cells = {
             text_cell(words(difference.what), tone), value(difference.a), value(difference.b),
             text_cell(disturbing ? tr("yes, although nobody asked about it") : tr("it is what is compared"), tone)}});
  }
  return table;
}

}  // namespace stepscope::ui
