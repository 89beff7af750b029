#include "ui/models/step_list_model.h"

#include <algorithm>

namespace stepscope::ui {

void StepListModel::show(std::vector<ListedStep> steps) {
  if (steps.size() == steps_.size()) {
    std::vector<ListedStep> same = steps;
    std::swap(same, steps_);
    put_in_order();
    if (same == steps_) return;  // a refresh that changes nothing keeps the current row
    std::swap(same, steps_);
  }
  beginResetModel();
  steps_ = std::move(steps);
  put_in_order();
  std::int64_t longest = 0;
  for (const ListedStep& step : steps_) longest = std::max(longest, step.ns);
  unit_ = duration_unit_for(static_cast<double>(longest));
  endResetModel();
}

int StepListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(steps_.size());
}

int StepListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

QVariant StepListModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ListedStep& step = steps_[static_cast<std::size_t>(index.row())];
  const double duration = in_unit(static_cast<double>(step.ns), unit_);
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
  if (role != Qt::DisplayRole && role != kFileRole) return {};
  const bool shown = role == Qt::DisplayRole;
  switch (index.column()) {
    case kStep:
      return shown ? count_text(step.step) : QString::number(step.step);
    case kTime:
      return QString::number(step.time_s, 'f', shown ? 1 : 6);
    default:
      return shown ? three_digits(duration) : QString::number(duration, 'g', 12);
  }
}

QVariant StepListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kStep:
      return tr("step");
    case kTime:
      return tr("t s");
    case kDuration:
      return tr("time %1").arg(unit_symbol(unit_));
    default:
      return {};
  }
}

void StepListModel::sort(int column, Qt::SortOrder order) {
  sort_column_ = column < 0 ? static_cast<int>(kDuration) : column;
  order_ = column < 0 ? Qt::DescendingOrder : order;
  Q_EMIT layoutAboutToBeChanged();
  put_in_order();
  Q_EMIT layoutChanged();
}

// Steps of equal length stay in the order in which they ran.
void StepListModel::put_in_order() {
  const bool by_duration = sort_column_ == kDuration;
  const auto before = [by_duration](const ListedStep& a, const ListedStep& b) {
    return by_duration && a.ns != b.ns ? a.ns < b.ns : a.step < b.step;
  };
  if (order_ == Qt::AscendingOrder)
    std::sort(steps_.begin(), steps_.end(), before);
  else
    std::sort(steps_.begin(), steps_.end(), [&](const auto& a, const auto& b) { return before(b, a); });
}

}  // namespace stepscope::ui
