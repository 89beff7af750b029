#pragma once

#include <QSortFilterProxyModel>
#include <vector>

#include "ui/models/scenario_tree_model.h"

namespace stepscope::ui {

// The scenarios that a filter lets through, and the groups that still have some. A group's title says how many of its
// scenarios are shown. Fast for many thousands of scenarios: the filter is asked once per scenario and change. GUI thread.
class ScenarioFilterProxy : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  // `source` must outlive the proxy.
  explicit ScenarioFilterProxy(ScenarioTreeModel& source, QObject* parent = nullptr);

  void set_filter(const ScenarioFilter& filter);
  const ScenarioFilter& filter() const { return filter_; }

  int shown_count() const { return shown_; }
  int total_count() const { return source_.scenario_count(); }
  // The choice at an index of this proxy; invalid QVariant at a group.
  QVariant choice(const QModelIndex& index) const { return data(index, ScenarioTreeModel::kChoiceRole); }

  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

 Q_SIGNALS:
  void countsChanged(int shown, int total);

 protected:
  bool filterAcceptsRow(int source_row, const QModelIndex& source_parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  void match();
  void report();

  ScenarioTreeModel& source_;
  ScenarioFilter filter_;
  std::vector<bool> accepted_;            // per scenario
  std::vector<int> accepted_in_group_;    // per group
  int shown_{0};
};

}  // namespace stepscope::ui
