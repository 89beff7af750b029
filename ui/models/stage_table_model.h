#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <optional>
#include <vector>

#include "core/analysis/stage_statistics.h"
#include "core/analysis/timing_columns.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

// A run's stages as a table: one row for whole steps, one for every stage that ran, one for the time nothing accounts
// for. Durations share one unit, named in the headers. GUI thread.
class StageTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kStage, kSteps, kMean, kP50, kP95, kP99, kMax, kShare, kSelf, kColumnCount };
  // Value to sort by; whether the row is that of whole steps; number as a text with full precision, for files.
  enum Role { kSortRole = Qt::UserRole + 1, kWholeStepRole, kFileRole };

  explicit StageTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void show(const RunStatistics& statistics);
  void clear();
  // What the times of a row are of: children included, except for the unaccounted row.
  TimeSource source(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  enum class Kind : std::uint8_t { kWholeStep, kStage, kUnaccounted };
  struct Row {
    Kind kind;
    Stage stage;
    QString title;
    StageGroup group;
    std::int64_t steps;
    Distribution time;  // children included; the unaccounted row: its own time
    double share;
    double self_ns;  // mean per step
  };

  static double number(const Row& row, int column);
  QString text(const Row& row, int column) const;
  QString tool_tip(const Row& row) const;

  std::vector<Row> rows_;
  DurationUnit unit_{DurationUnit::kMilliseconds};
};

// Sorts by number; the row of whole steps stays on top in either order.
class StageTableOrder : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit StageTableOrder(QObject* parent = nullptr);

 protected:
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

}  // namespace stepscope::ui
