#include "ui/models/score_list_model.h"

#include <algorithm>

#include "ui/models/csv_text.h"
#include "ui/models/score_text.h"

namespace stepscope::ui {

namespace {

using Row = ScoreListModel::Row;
using Kind = ScoreListModel::Kind;

// Whether the challenge is judged by it, computed or not.
bool is_weighted(const Scorecard& card, const Metric& metric) {
  if (metric.score) return true;
  return std::ranges::any_of(scoring_rule(card.set).weights,
                             [&](const MetricWeight& weight) { return weight.metric == metric.name; });
}

double rule_weight(const Scorecard& card, const Metric& metric) {
  for (const MetricWeight& weight : scoring_rule(card.set).weights)
    if (weight.metric == metric.name) return weight.weight;
  return 1.0;
}

void add_part(std::vector<Row>& rows, const QString& heading, std::vector<Row> part) {
  if (part.empty()) return;
  rows.push_back({.title = heading});
  rows.insert(rows.end(), part.begin(), part.end());
}

}  // namespace

QString score_row_text(const ScoreListModel::Row& row) {
  if (row.metric == nullptr) return {};
  if (!row.metric->error.empty())
    return ScoreListModel::tr("not computed: %1").arg(QString::fromStdString(row.metric->error));
  const QString value = row.metric->score ? score_text(*row.metric->score) : ScoreListModel::tr("no score");
  switch (row.kind) {
    case Kind::kMultiplier:
      return ScoreListModel::tr("multiplier: %1").arg(value);
    case Kind::kWeighted:
      return ScoreListModel::tr("weight %1 of %2: %3").arg(row.weight).arg(row.weights).arg(value);
    case Kind::kUnscored:
    case Kind::kHeading:
      break;
  }
  return value;
}

void ScoreListModel::show(const ScorecardPtr& card) {
  beginResetModel();
  card_ = card;
  rows_.clear();
  if (card) {
    std::vector<Row> multipliers, weighted, others;
    double weights = 0.0;
    for (const Metric& metric : card->metrics) {
      const QString title = metric_title(metric.name);
      if (card->is_multiplier(metric.name)) {
        multipliers.push_back({Kind::kMultiplier, title, 0.0, 0.0, &metric});
      } else if (is_weighted(*card, metric)) {
        weighted.push_back({Kind::kWeighted, title, rule_weight(*card, metric), 0.0, &metric});
        if (metric.score) weights += weighted.back().weight;
      } else {
        others.push_back({Kind::kUnscored, title, 0.0, 0.0, &metric});
      }
    }
    for (Row& row : weighted) row.weights = weights;
    std::ranges::stable_sort(weighted, std::ranges::greater{}, &Row::weight);
    add_part(rows_, tr("Multipliers"), multipliers);
    add_part(rows_, tr("Weighted mean"), weighted);
    add_part(rows_, tr("Not part of the score"), others);
  }
  endResetModel();
}

int ScoreListModel::row_of(std::string_view metric) const {
  const auto found =
      std::ranges::find_if(rows_, [&](const Row& row) { return row.metric != nullptr && row.metric->name == metric; });
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

QString ScoreListModel::csv() const {
  QString text = csv_line({QStringLiteral("metric"), QStringLiteral("part"), QStringLiteral("weight"),
                           QStringLiteral("score"), QStringLiteral("error"), QStringLiteral("violations")});
  for (const Row& row : rows_) {
    if (row.metric == nullptr) continue;
    const QString part = row.kind == Kind::kMultiplier ? QStringLiteral("multiplier")
                         : row.kind == Kind::kWeighted ? QStringLiteral("weighted")
                                                       : QString();
    text += csv_line({QString::fromStdString(row.metric->name), part,
                      row.kind == Kind::kWeighted ? QString::number(row.weight) : QString(),
                      row.metric->score ? QString::number(*row.metric->score, 'g', 17) : QString(),
                      QString::fromStdString(row.metric->error), QString::number(row.metric->violations.size())});
  }
  if (card_)
    text += csv_line({QStringLiteral("final_score"), {}, {}, QString::number(card_->final_score, 'g', 17), {}, {}});
  return text;
}

int ScoreListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant ScoreListModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& shown = row(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return shown.title;
    case Qt::AccessibleTextRole:
      return shown.metric == nullptr ? shown.title : tr("%1, %2").arg(shown.title, score_row_text(shown));
    case Qt::ToolTipRole:
      if (shown.metric == nullptr) return {};
      return tr("%1\n%2\n%n violation(s)", nullptr, static_cast<int>(shown.metric->violations.size()))
          .arg(QString::fromStdString(shown.metric->name), score_row_text(shown));
    case kMetricRole:
      return shown.metric == nullptr ? QString() : QString::fromStdString(shown.metric->name);
    default:
      return {};
  }
}

Qt::ItemFlags ScoreListModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  return row(index.row()).metric == nullptr ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

}  // namespace stepscope::ui
