#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <span>
#include <vector>

#include "core/batch/batch_tables.h"

namespace stepscope::ui {

// Mean scores of a batch: a row per scenario type and one for all, a column per planner and challenge. As the reference
// aggregates, failures do not count; the tooltip says what the mean would be with them as zeros. GUI thread.
class BatchScoresModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  explicit BatchScoresModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  // `results`: one per job of the plan. Null plan shows nothing.
  void show(const std::shared_ptr<const BatchPlan>& plan, std::span<const JobResult> results);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  QVariant cell(const BatchScore& score, int role) const;

  std::shared_ptr<const BatchPlan> plan_;
  std::vector<std::string> types_;              // empty: all types, last
  std::vector<std::vector<BatchScore>> cells_;  // [type][request]
};

}  // namespace stepscope::ui
