#include "ui/models/scenario_filter_proxy.h"

#include "ui/models/quantity_text.h"

namespace stepscope::ui {

ScenarioFilterProxy::ScenarioFilterProxy(ScenarioTreeModel& source, QObject* parent)
    : QSortFilterProxyModel(parent), source_(source) {
  setSortRole(ScenarioTreeModel::kSortRole);
  match();
  // Connected before the base class connects itself: it never asks about scenarios that are gone.
  connect(&source, &QAbstractItemModel::modelReset, this, &ScenarioFilterProxy::match);
  setSourceModel(&source);
  connect(this, &QAbstractItemModel::modelReset, this, &ScenarioFilterProxy::report);
}

void ScenarioFilterProxy::set_filter(const ScenarioFilter& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  match();
  // invalidate() rebuilds in one go and keeps what is expanded and selected; invalidateFilter() would take scattered
  // rows out one by one.
  invalidate();
  report();
}

void ScenarioFilterProxy::report() { Q_EMIT countsChanged(shown_, total_count()); }

void ScenarioFilterProxy::match() {
  const ScenarioMatcher matcher(filter_);
  const int count = source_.scenario_count();
  accepted_.assign(static_cast<std::size_t>(count), false);
  for (int entry = 0; entry < count; ++entry)
    accepted_[static_cast<std::size_t>(entry)] = matcher.accepts(source_.key(entry));

  shown_ = 0;
  accepted_in_group_.assign(static_cast<std::size_t>(source_.rowCount()), 0);
  for (int row = 0; row < source_.rowCount(); ++row) {
    int& in_group = accepted_in_group_[static_cast<std::size_t>(row)];
    for (const int entry : source_.group_entries(row))
      if (accepted_[static_cast<std::size_t>(entry)]) ++in_group;
    shown_ += in_group;
  }
}

bool ScenarioFilterProxy::filterAcceptsRow(int source_row, const QModelIndex& source_parent) const {
  if (!source_parent.isValid()) {
    // A log that could not be read has no scenarios to match: it stays in sight until something is searched.
    if (source_.group_entries(source_row).empty()) return filter_.empty();
    return accepted_in_group_[static_cast<std::size_t>(source_row)] > 0;
  }
  return accepted_[static_cast<std::size_t>(source_.entry_at(source_.index(source_row, 0, source_parent)))];
}

bool ScenarioFilterProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  // Groups keep the model's order, whichever column their scenarios are sorted by.
  if (!left.parent().isValid()) return (sortOrder() == Qt::AscendingOrder) == (left.row() < right.row());
  return QSortFilterProxyModel::lessThan(left, right);
}

QVariant ScenarioFilterProxy::data(const QModelIndex& index, int role) const {
  if (role != Qt::DisplayRole || index.column() != ScenarioTreeModel::kName || index.parent().isValid() ||
      filter_.empty())
    return QSortFilterProxyModel::data(index, role);
  const QModelIndex source = mapToSource(index);
  if (!source.isValid()) return {};
  return source_.data(source, ScenarioTreeModel::kKeyRole).toString() + QStringLiteral("  ") +
         tr("%1 of %2").arg(count_text(accepted_in_group_[static_cast<std::size_t>(source.row())]),
                            count_text(static_cast<std::int64_t>(source_.group_entries(source.row()).size())));
}

}  // namespace stepscope::ui
