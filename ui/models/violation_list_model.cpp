#include "ui/models/violation_list_model.h"

#include <algorithm>

#include "ui/models/csv_text.h"
#include "ui/models/score_text.h"

namespace stepscope::ui {

namespace {

QString with_unit(double value, const QString& unit) {
  return unit.isEmpty() ? metric_value_text(value) : QStringLiteral("%1 %2").arg(metric_value_text(value), unit);
}

QString against(const MetricViolation& violation) {
  const QString unit = metric_unit_text(violation.unit);
  // Words are said once: "2 against 0 collisions with vehicles".
  const QString first = unit.contains(QLatin1Char(' ')) ? QString() : unit;
  const QString values = ViolationListModel::tr("%1 against %2")
                             .arg(with_unit(violation.value, first), with_unit(violation.threshold, unit));
  const QString culprit = culprit_text(violation.culprit);
  return culprit.isEmpty() ? values : QStringLiteral("%1 · %2").arg(values, culprit);
}

QString without(const MetricViolation& violation) {
  return ViolationListModel::tr("metric without this: %1; score without this: %2")
      .arg(score_text(violation.score_without), score_text(violation.final_score_without));
}

QString number(double value) { return QString::number(value, 'g', 17); }

}  // namespace

void ViolationListModel::show(const ShownScore& score) {
  beginResetModel();
  score_ = score;
  rows_.clear();
  ScoreListModel order;
  order.show(score.card);
  for (int i = 0; i < order.rowCount(); ++i) {
    const Metric* metric = order.row(i).metric;
    if (metric == nullptr) continue;
    for (const MetricViolation& violation : metric->violations) rows_.push_back({metric, &violation});
  }
  endResetModel();
}

int ViolationListModel::first_of(std::string_view metric) const {
  const auto found = std::ranges::find_if(rows_, [&](const Row& row) { return row.metric->name == metric; });
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

QString ViolationListModel::when(const MetricViolation& violation) const {
  const double seconds = violation.step * score_.step_interval_s;
  const QString steps = violation.last_step > violation.step
                            ? tr("steps %1–%2").arg(violation.step).arg(violation.last_step)
                            : tr("step %1").arg(violation.step);
  return tr("%1 · %2 s").arg(steps).arg(seconds, 0, 'f', 1);
}

int ViolationListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant ViolationListModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& [metric, violation] = row(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(violation->what);
    case kWhenRole:
      return when(*violation);
    case kMetricRole:
      return metric_title(metric->name);
    case kAgainstRole:
      return against(*violation);
    case kWithoutRole:
      return without(*violation);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
      return QStringLiteral("%1, %2: %3\n%4\n%5")
          .arg(metric_title(metric->name), when(*violation), QString::fromStdString(violation->what),
               against(*violation), without(*violation));
    default:
      return {};
  }
}

QString ViolationListModel::text(const QList<int>& rows) const {
  QStringList lines;
  for (const int i : rows)
    lines << index(i).data(Qt::ToolTipRole).toString().replace(QLatin1Char('\n'), QLatin1Char('\t'));
  return lines.join(QLatin1Char('\n'));
}

QString ViolationListModel::csv() const {
  QString text =
      csv_line({QStringLiteral("metric"), QStringLiteral("step"), QStringLiteral("last_step"), QStringLiteral("time_s"),
                QStringLiteral("what"), QStringLiteral("culprit"), QStringLiteral("value"), QStringLiteral("threshold"),
                QStringLiteral("unit"), QStringLiteral("score_without"), QStringLiteral("final_score_without")});
  for (const auto& [metric, violation] : rows_)
    text += csv_line({QString::fromStdString(metric->name), QString::number(violation->step),
                      QString::number(violation->last_step), number(violation->step * score_.step_interval_s),
                      QString::fromStdString(violation->what), culprit_text(violation->culprit),
                      number(violation->value), number(violation->threshold), QString::fromStdString(violation->unit),
                      number(violation->score_without), number(violation->final_score_without)});
  return text;
}

}  // namespace stepscope::ui
