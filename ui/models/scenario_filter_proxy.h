#pragma once

#include <QAbstractProxyModel>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/models/scenario_search.h"
#include "ui/models/scenario_tree_model.h"

namespace stepscope::ui {

// The scenarios that a filter lets through, and the groups that still have some, sorted within their groups. A group's
// title says how many of its scenarios are shown. Made for millions of scenarios: a new filter only counts them; which
// ones a group shows is worked out when the group is opened. GUI thread.
class ScenarioFilterProxy : public QAbstractProxyModel {
  Q_OBJECT

 public:
  // `source` must outlive the proxy.
  explicit ScenarioFilterProxy(ScenarioTreeModel& source, QObject* parent = nullptr);

  void set_filter(const ScenarioSearch& filter);
  const ScenarioSearch& filter() const { return filter_; }

  int shown_count() const { return shown_; }
  int total_count() const { return source_.scenario_count(); }
  // Groups whose scenarios are listed one by one, because they are opened and filtered or sorted.
  int listed_group_count() const;
  // The choice at an index of this proxy; invalid QVariant at a group.
  QVariant choice(const QModelIndex& index) const { return data(index, ScenarioTreeModel::kChoiceRole); }

  QModelIndex mapToSource(const QModelIndex& index) const override;
  QModelIndex mapFromSource(const QModelIndex& index) const override;
  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  using QObject::parent;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  bool hasChildren(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

 Q_SIGNALS:
  void countsChanged(int shown, int total);

 private:
  // What is shown of a group of the source.
  struct Group {
    int source_row{0};
    int shown{0};
    // Positions in the source's group, in the order that they are shown. None: not asked for yet, or all of them in the
    // source's order.
    mutable std::optional<std::vector<std::uint32_t>> listed;
    mutable bool plain{false};  // all of them in the source's order
  };

  void match();
  int count_in(const ScenarioRuns& scenarios) const;
  void list(const Group& group) const;
  bool sorted(const ScenarioRuns& scenarios, std::vector<std::uint32_t>& positions) const;
  // Changes what is shown and keeps what is expanded and selected.
  template <typename Change>
  void change_layout(const Change& change);
  void report();
  const Group* group_at(const QModelIndex& index) const;

  ScenarioTreeModel& source_;
  ScenarioSearch filter_;
  int sort_column_{-1};  // none: the source's order
  Qt::SortOrder sort_order_{Qt::AscendingOrder};
  std::vector<LogMatch> matches_;  // per log
  std::vector<Group> groups_;      // those that are shown
  int shown_{0};
};

}  // namespace stepscope::ui
