#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <vector>

#include "core/analysis/span_groups.h"
#include "core/analysis/span_search.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

// Groups of spans as a table, a row each. Sums share one unit and times of a single span another, both named in the
// headers. GUI thread.
class SpanGroupModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kName, kSelf, kShare, kCount, kTotal, kMean, kP95, kMax, kWorst, kColumnCount };
  // Value to sort by; number as a text with full precision, for files.
  enum Role { kSortRole = Qt::UserRole + 1, kFileRole };

  explicit SpanGroupModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  // `texts`: names the statements.
  void show(const SpanGroups& groups, const StatementLog& texts);
  const SpanGroup& group(int row) const { return groups_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  static double number(const SpanGroup& group, int column);
  DurationUnit unit_of(int column) const { return column == kSelf || column == kTotal ? sum_unit_ : span_unit_; }
  QString text(int row, int column) const;
  QString tool_tip(int row) const;

  std::vector<SpanGroup> groups_;
  std::vector<QString> names_;  // by row
  DurationUnit sum_unit_{DurationUnit::kMilliseconds}, span_unit_{DurationUnit::kMicroseconds};
};

// Sorts by number; shows the groups that a query matches, all without one.
class SpanGroupOrder : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  // `model`: also its source, and outlives it.
  explicit SpanGroupOrder(SpanGroupModel* model, QObject* parent = nullptr);

  void set_query(const SpanQuery& query);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  const SpanGroupModel& model_;
  SpanQuery query_;
};

}  // namespace stepscope::ui
