#include "ui/models/slow_step_tables.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/analysis/duration_words.h"
#include "core/analysis/slow_step_words.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("SlowStepTables", text); }
QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
QString stage_text(Stage stage) { return stage == Stage::kStep ? tr("unaccounted") : words(stage_title(stage)); }
QString raw_number(double value) { return QString::number(value, 'g', 17); }

TableCell text_cell(const QString& text) { return {.text = text, .raw = {}, .tip = {}, .bar = std::nullopt}; }
TableCell number_cell(const QString& text, double value) {
  return {.text = text, .raw = raw_number(value), .tip = {}, .bar = std::nullopt, .number = true};
}
TableCell no_number() {
  return {.text = QStringLiteral("–"), .raw = {}, .tip = {}, .bar = std::nullopt, .number = true};
}
TableCell duration_cell(double ns, DurationUnit unit) { return number_cell(three_digits(in_unit(ns, unit)), ns); }

QString signed_text(const QString& size, double value) {
  if (value == 0.0) return QStringLiteral("0");
  return (value < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + size;
}

QString count_or_half(double value) {
  return value == std::round(value) ? count_text(static_cast<std::int64_t>(value)) : QString::number(value, 'f', 1);
}

QString ratio_text(double value, double median) {
  return median > 0.0 ? QStringLiteral("%1×").arg(value / median, 0, 'f', 2) : QStringLiteral("–");
}

QString rank_text(std::size_t rank, std::size_t equals) {
  return equals == 0 ? QString::number(rank) : QStringLiteral("%1–%2").arg(rank).arg(rank + equals);
}

CellRow counter_row(const CounterDifference& d, double longest) {
  const double difference = d.difference();
  TableCell bar = number_cell(signed_text(count_or_half(std::abs(difference)), difference), difference);
  bar.bar = longest > 0.0 ? std::clamp(difference / std::max(d.median, 1.0) / longest, -1.0, 1.0) : 0.0;
  return {.cells = {text_cell(words(d.counter->title)), number_cell(count_text(d.value), static_cast<double>(d.value)),
                    number_cell(count_or_half(d.median), d.median), bar,
                    number_cell(ratio_text(static_cast<double>(d.value), d.median),
                                d.median > 0.0 ? static_cast<double>(d.value) / d.median : 0.0),
                    number_cell(rank_text(d.rank, d.equals), static_cast<double>(d.rank)), no_number()}};
}

CellRow stage_row(const StageDifference& d, double longest) {
  const auto value = static_cast<double>(d.self_ns);
  const auto duration = [](double ns) { return number_cell(words(duration_words(ns)), ns); };
  TableCell bar =
      number_cell(signed_text(words(duration_words(std::abs(d.excess_ns()))), d.excess_ns()), d.excess_ns());
  bar.bar = longest > 0.0 ? d.excess_ns() / longest : 0.0;
  return {.cells = {text_cell(stage_text(d.stage)), duration(value), duration(d.median_ns), bar,
                    number_cell(ratio_text(value, d.median_ns), d.median_ns > 0.0 ? value / d.median_ns : 0.0),
                    number_cell(QString::number(d.rank), static_cast<double>(d.rank)), duration(d.expected_ns)}};
}

}  // namespace

TableContent difference_table(const SlowStep& slow) {
  TableContent table{{tr("stage (own) or counter"), tr("this step"), tr("median"), tr("difference"), tr("ratio"),
                      tr("rank of %1").arg(slow.steps), tr("expected")},
                     {}};
  double most = 0.0, longest = 0.0;
  for (const CounterDifference& d : slow.counters)
    most = std::max(most, std::abs(d.difference()) / std::max(d.median, 1.0));
  for (const StageDifference& d : slow.stages) longest = std::max(longest, std::abs(d.excess_ns()));
  for (const StageDifference& d : slow.stages) table.rows.push_back(stage_row(d, longest));
  for (const CounterDifference& d : slow.counters) table.rows.push_back(counter_row(d, most));
  return table;
}

TableContent range_table(const SlowRange& range) {
  TableContent table{
      {tr("stage (own) or counter"), tr("these, mean"), tr("others, mean"), tr("difference"), tr("ratio")}, {}};
  double most = 0.0, longest = 0.0;
  for (const SlowRange::Counter& c : range.counters)
    most = std::max(most, std::abs(c.difference()) / std::max(c.outside, 1.0));
  for (const SlowRange::StageTime& s : range.stages) longest = std::max(longest, std::abs(s.excess_ns()));
  const auto add = [&table](const QString& title, TableCell inside, TableCell outside, TableCell difference,
                            double value, double other) {
    table.rows.push_back({.cells = {text_cell(title), std::move(inside), std::move(outside), std::move(difference),
                                    number_cell(ratio_text(value, other), other > 0.0 ? value / other : 0.0)}});
  };
  const auto duration = [](double ns) { return number_cell(words(duration_words(ns)), ns); };
  const auto mean_text = [](double mean) { return QString::number(mean, 'f', std::abs(mean) < 99.95 ? 1 : 0); };
  for (const SlowRange::StageTime& s : range.stages) {
    TableCell bar =
        number_cell(signed_text(words(duration_words(std::abs(s.excess_ns()))), s.excess_ns()), s.excess_ns());
    bar.bar = longest > 0.0 ? s.excess_ns() / longest : 0.0;
    add(stage_text(s.stage), duration(s.inside_ns), duration(s.outside_ns), bar, s.inside_ns, s.outside_ns);
  }
  for (const SlowRange::Counter& c : range.counters) {
    TableCell bar = number_cell(signed_text(mean_text(std::abs(c.difference())), c.difference()), c.difference());
    bar.bar = most > 0.0 ? std::clamp(c.difference() / std::max(c.outside, 1.0) / most, -1.0, 1.0) : 0.0;
    add(words(c.counter->title), number_cell(mean_text(c.inside), c.inside),
        number_cell(mean_text(c.outside), c.outside), bar, c.inside, c.outside);
  }
  return table;
}

TableContent cost_table(const CostModel& model) {
  TableContent table{{tr("R²"), tr("scatter"), tr("what it costs (95 % intervals)")}, {}};
  const auto add = [&](const StageCost& cost) {
    TableCell sentence = text_cell(words(cost_words(model, cost)));
    sentence.tip = sentence.text;
    table.rows.push_back(
        {.cells = {cost.fit ? number_cell(QString::number(cost.fit->r2, 'f', 2), cost.fit->r2) : no_number(),
                   number_cell(words(duration_words(cost.spread_ns)), cost.spread_ns), sentence}});
  };
  add(model.step);
  std::vector<const StageCost*> stages;
  for (const StageCost& cost : model.stages) stages.push_back(&cost);
  std::ranges::stable_sort(stages, std::ranges::greater{}, &StageCost::median_ns);
  for (const StageCost* cost : stages) add(*cost);
  for (const std::string& left : left_out_words(model))
    table.rows.push_back({.cells = {no_number(), no_number(), text_cell(words(left))}});
  return table;
}

TableContent complexity_table(const std::vector<SlowForComplexity>& steps) {
  double longest = 0.0;
  for (const SlowForComplexity& s : steps) longest = std::max(longest, static_cast<double>(s.wall_ns));
  const DurationUnit unit = duration_unit_for(longest);
  const QString symbol = unit_symbol(unit);
  TableContent table{{tr("step"), tr("took, %1").arg(symbol), tr("expected, %1").arg(symbol),
                      tr("beyond, %1").arg(symbol), tr("z"), tr("why")},
                     {}};
  for (const SlowForComplexity& s : steps) {
    const auto wall = static_cast<double>(s.wall_ns);
    table.rows.push_back(
        {.cells = {number_cell(QString::number(s.step), static_cast<double>(s.step)), duration_cell(wall, unit),
                   duration_cell(s.expected_ns, unit), duration_cell(wall - s.expected_ns, unit),
                   number_cell(QString::number(s.z, 'f', 1), s.z),
                   text_cell(s.waiting ? tr("waited for the processor") : tr("processor time"))},
         .step = static_cast<int>(s.step)});
  }
  return table;
}

TableContent rerun_table(const RerunResult& result) {
  const std::vector<RerunStage> stages = stages_of(result);
  const Distribution warm = walls_in(result.warm), cold = walls_in(result.cold);
  const DurationUnit unit =
      duration_unit_for(std::max({static_cast<double>(result.recorded.wall_ns), warm.p95, cold.p95}));
  const QString symbol = unit_symbol(unit);
  // Repetitions are made at the pace of now: what was recorded is shown at that pace, too.
  const auto pace = pace_of(result);
  TableContent table{
      {tr("stage (self time, %1)").arg(symbol), pace ? tr("recorded × %1").arg(*pace, 0, 'f', 2) : tr("recorded"),
       tr("warm p50"), tr("warm p95"), tr("cold p50"), tr("cold p95")},
      {}};
  const auto add = [&](const QString& title, std::int64_t recorded, const Distribution& w, const Distribution& c) {
    TableCell then = duration_cell(static_cast<double>(recorded) * pace.value_or(1.0), unit);
    then.tip = pace ? tr("recorded %1; all steps take %2 times as long now")
                          .arg(words(duration_words(static_cast<double>(recorded))))
                          .arg(*pace, 0, 'f', 2)
                    : tr("as it was recorded: how fast the machine was then is not known");
    table.rows.push_back({.cells = {text_cell(title), then, duration_cell(w.p50, unit), duration_cell(w.p95, unit),
                                    duration_cell(c.p50, unit), duration_cell(c.p95, unit)}});
  };
  add(tr("whole step"), result.recorded.wall_ns, warm, cold);
  for (const RerunStage& s : stages) add(stage_text(s.stage), s.recorded_ns, s.warm, s.cold);
  return table;
}

}  // namespace stepscope::ui
