#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <vector>

#include "core/store/run_summary.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// The runs of a store, one row each: when, which run it went on from, what, how it ended, how long its steps took,
// score, size. Sorted by the run they went on from, runs are a tree: forks stand below their run, indented. The user's
// name for a run can be edited. GUI thread.
class RunsTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    kWhen,
    kLabel,
    kFork,
    kPlanner,
    kType,
    kStatus,
    kMeanMs,
    kP95Ms,
    kScore,
    kChallenge,
    kProfile,
    kLog,
    kSource,
    kSize,
    kColumns
  };
  // Value to sort by; number as a text with full precision, for files.
  enum Role { kSortRole = Qt::UserRole + 1, kFileRole };

  explicit RunsTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  // Rows keep their places as far as they can: what is selected stays so.
  void show(std::vector<RunSummary> runs);
  void set_theme(const Theme& theme);

  const std::vector<RunSummary>& runs() const { return runs_; }
  const RunSummary& run_at(int row) const { return runs_[static_cast<std::size_t>(row)]; }
  int row_of(RunId run) const;  // −1: none

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  // Of a label: announces it with labelEdited(); the row changes when the store has changed.
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

 Q_SIGNALS:
  void labelEdited(stepscope::RunId run, const QString& label);

 private:
  QString text(const RunSummary& run, int column) const;
  QString tip(const RunSummary& run, int column) const;
  QString place_in_tree(const RunSummary& run) const;
  std::vector<const RunSummary*> line_of(const RunSummary& run) const;
  QVariant colour(const RunSummary& run, int column) const;

  std::vector<RunSummary> runs_;
  Theme theme_{Theme::light_theme()};
};

// Runs that contain every word of a text in any of their columns, in any order of them; a run without a value comes
// last in either direction.
class RunsOrder : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit RunsOrder(QObject* parent = nullptr);

  void set_words(const QString& words);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  QStringList words_;
};

// "149 steps", "interrupted after step 87", "failed at step 3: …".
QString run_status_text(const RunSummary& run);
// "idm · closed loop · near multiple vehicles", or the user's name for it.
QString run_title(const RunSummary& run);
// "14.2 MB".
QString size_text(std::int64_t bytes);

}  // namespace stepscope::ui
