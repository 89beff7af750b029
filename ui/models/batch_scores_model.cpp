#include "ui/models/batch_scores_model.h"

#include <QFont>
#include <algorithm>

#include "ui/models/score_text.h"

namespace stepscope::ui {

void BatchScoresModel::show(const std::shared_ptr<const BatchPlan>& plan, std::span<const JobResult> results) {
  beginResetModel();
  plan_ = plan;
  types_.clear();
  cells_.clear();
  if (plan) {
    const std::vector<BatchScore> scores = batch_scores(*plan, results);
    for (const BatchScore& score : scores)
      if (std::ranges::find(types_, score.type) == types_.end()) types_.push_back(score.type);
    std::ranges::stable_sort(types_, {}, [](const std::string& type) { return type.empty(); });
    cells_.assign(types_.size(), std::vector<BatchScore>(plan->requests.size()));
    for (const BatchScore& score : scores) {
      const auto row = std::ranges::find(types_, score.type) - types_.begin();
      cells_[static_cast<std::size_t>(row)][score.request] = score;
    }
  }
  endResetModel();
}

int BatchScoresModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(types_.size());
}

int BatchScoresModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !plan_ ? 0 : 1 + static_cast<int>(plan_->requests.size());
}

QVariant BatchScoresModel::cell(const BatchScore& score, int role) const {
  switch (role) {
    case Qt::DisplayRole:
      if (score.scored == 0)
        return score.failed > 0     ? tr("%1 failed").arg(score.failed)
               : score.unscored > 0 ? tr("%1 without score").arg(score.unscored)
                                    : QStringLiteral("–");
      if (score.failed > 0)
        return tr("%1 (of %2; %3 failed)").arg(score_text(score.mean_score)).arg(score.scored).arg(score.failed);
      return tr("%1 (of %2)").arg(score_text(score.mean_score)).arg(score.scored);
    case Qt::ToolTipRole:
      return tr("mean of %1 scored scenarios; %2 failed, %3 without a score, %4 skipped or not run; with failures as "
                "0: %5")
          .arg(score.scored)
          .arg(score.failed)
          .arg(score.unscored)
          .arg(score.skipped)
          .arg(score_text(score.mean_score_failures_as_0));
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
    default:
      return {};
  }
}

QVariant BatchScoresModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<std::size_t>(index.row());
  if (role == Qt::FontRole && types_[row].empty()) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (index.column() > 0) return cell(cells_[row][static_cast<std::size_t>(index.column() - 1)], role);
  if (role != Qt::DisplayRole) return {};
  if (types_[row].empty()) return tr("all types");
  return QString::fromStdString(types_[row]).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QVariant BatchScoresModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section > 0 ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  if (section == 0) return tr("type");
  const RunRequest& request = plan_->requests[static_cast<std::size_t>(section - 1)];
  const std::string_view challenge = challenge_title(request.challenge);
  return QStringLiteral("%1\n%2").arg(QString::fromStdString(request.planner),
                                      QString::fromUtf8(challenge.data(), static_cast<qsizetype>(challenge.size())));
}

}  // namespace stepscope::ui
