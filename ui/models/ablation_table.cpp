#include "ui/models/ablation_table.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "core/ablation/ablation_text.h"

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("AblationTable", text); }
QString words(const std::string& text) { return QString::fromStdString(text); }

TableCell text_cell(const QString& text, const QString& tip = {}) {
  return {.text = text, .raw = {}, .tip = tip, .bar = std::nullopt};
}
TableCell number_cell(const QString& text, double value, const QString& tip) {
  return {.text = text, .raw = QString::number(value, 'g', 17), .tip = tip, .bar = std::nullopt, .number = true};
}
TableCell no_number(const QString& tip = {}) {
  return {.text = QStringLiteral("–"), .raw = {}, .tip = tip, .bar = std::nullopt, .number = true};
}

class Rows {
 public:
  explicit Rows(const AblationResult& result) : unit_(unit_of(result)) {
    for (const AblationRow& row : result.rows)
      if (row.alone.effect) longest_ns_ = std::max(longest_ns_, std::abs(row.alone.effect->saving.ns));
  }

  CellRow of(const AblationRow& row) const {
    TableCell estimate = no_number(tr("The list has no estimate of it"));
    if (row.what.estimated_ms)
      estimate = number_cell(QString::number(*row.what.estimated_ms), *row.what.estimated_ms,
                             tr("What the profile of the reference simulator estimated; never measured there"));
    const QString what = tr("%1: %2 → %3").arg(words(row.what.key), words(row.what.off), words(row.what.on));
    return finished(words(number_text(row.what)), text_cell(words(row.what.title), what), estimate, row.alone,
                    saving(row.removed), level(row.cumulative), words(output_text(row)));
  }

  CellRow whole(const QString& title, const AblationCell& cell) const {
    const QString output = cell.effect ? words(output_word(cell.effect->output.state)) : QString();
    return finished({}, text_cell(title), no_number(), cell, no_number(), level(cell), output);
  }

 private:
  CellRow finished(const QString& number, TableCell title, TableCell estimate, const AblationCell& alone,
                   TableCell removed, TableCell cumulative, const QString& output) const {
    TableCell bar = saving(alone);
    if (alone.effect && longest_ns_ > 0.0) bar.bar = std::clamp(alone.effect->saving.ns / longest_ns_, -1.0, 1.0);
    QString interval;
    if (alone.effect && alone.effect->saving.interval) interval = words(unit_.ms(*alone.effect->saving.interval));
    CellRow row{.cells = {text_cell(number), std::move(title), std::move(estimate), std::move(bar), text_cell(interval),
                          std::move(removed), std::move(cumulative),
                          text_cell(words(verdict_text(alone)), tip_of(alone)),
                          text_cell(output, alone.effect ? words(alone.effect->output.words) : QString())}};
    if (alone.effect && alone.effect->output.first_step) row.step = *alone.effect->output.first_step;
    return row;
  }

  TableCell saving(const AblationCell& cell) const {
    if (!cell.effect) return no_number(words(cell.why_not));
    return number_cell(words(unit_.ms(cell.effect->saving.ns)), cell.effect->saving.ns * 1e-6, tip_of(cell));
  }

  TableCell level(const AblationCell& cell) const {
    if (!cell.effect) return no_number(words(cell.why_not));
    return number_cell(words(unit_.ms(cell.effect->with_ns)), cell.effect->with_ns * 1e-6, tip_of(cell));
  }

  QString tip_of(const AblationCell& cell) const {
    if (!cell.effect) return words(cell.why_not);
    const MeasuredEffect& e = *cell.effect;
    const RatioEstimate& total = e.answer.total;
    QString tip = tr("%1 → %2 ms per step, ratio %3")
                      .arg(words(unit_.ms(e.without_ns)), words(unit_.ms(e.with_ns)), words(ratio_text(total.ratio)));
    if (total.interval) tip += tr(" (95 %: %1)").arg(words(ratio_text(total.interval)));
    tip +=
        tr("\n%1 pairs, p = %2, corrected %3").arg(total.pairs).arg(total.p, 0, 'g', 3).arg(e.corrected_p, 0, 'g', 3);
    if (e.preparation_ns != 0.0)
      tip += tr("\npreparation of a run, once: %1 ms more").arg(words(unit_.ms(e.preparation_ns)));
    if (!e.answer.refusal.empty()) tip += QLatin1Char('\n') + words(e.answer.refusal);
    if (!e.output.words.empty()) tip += QLatin1Char('\n') + words(e.output.words);
    return tip;
  }

  StepUnit unit_;
  double longest_ns_{0.0};
};

}  // namespace

TableContent ablation_table(const AblationResult& result) {
  TableContent table{.headers = {tr("no."), tr("optimisation"), tr("estimate, ms"), tr("alone saves, ms/step"),
                                 tr("95 % interval, ms"), tr("in fast saves, ms/step"), tr("cumulative, ms/step"),
                                 tr("verdict alone"), tr("outputs")},
                     .rows = {}};
  const Rows rows(result);
  for (const AblationRow& row : result.rows) table.rows.push_back(rows.of(row));
  table.rows.push_back(rows.whole(tr("baseline → fast"), result.joint));
  table.rows.push_back(rows.whole(tr("the same twice: baseline"), result.same_baseline));
  table.rows.push_back(rows.whole(tr("the same twice: fast"), result.same_fast));
  return table;
}

}  // namespace stepscope::ui
